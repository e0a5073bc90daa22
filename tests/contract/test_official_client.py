"""The public `gofigr` client from PyPI, unchanged, over a loopback socket."""

import io
from datetime import UTC, datetime, timedelta

import pandas
import pytest
from factories import PNG
from gofigr import GoFigr
from gofigr.exceptions import UnauthorizedError
from gofigr.models import CodeLanguage, WorkspaceMembership
from loopback import serving
from PIL import Image

from gofigr_jupyter.service.domain.model import SECOND

# The client leaves its connections open, and hears of it when it is collected.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")


@pytest.fixture
def url(app):
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def gf(url, ann):
    """The client, signed in with a password."""
    return GoFigr(username="ann", password="correct horse battery", url=url)


@pytest.fixture
def figure(gf):
    analysis = gf.primary_workspace.get_analysis("penguins", create=True)
    return analysis.get_figure("bills", create=True)


def test_a_password_and_an_api_key_sign_in_the_same_user(gf, site, ann, url):
    key = site.with_key(ann).header.removeprefix("Token ")
    by_key = GoFigr(api_key=key, url=url)

    assert by_key.user_info() == gf.user_info()
    assert by_key.username == "ann"
    assert gf.heartbeat()


def test_a_wrong_password_and_a_wrong_key_are_errors_at_once(ann, url):
    with pytest.raises(RuntimeError):
        GoFigr(username="ann", password="wrong", url=url).authenticate()
    with pytest.raises(RuntimeError) as refused:
        GoFigr(api_key="wrong", url=url)
    assert not isinstance(refused.value, RecursionError)


def test_an_expired_token_is_refreshed_without_notice(gf, site, ann):
    user = site.database.read(lambda tx: tx.users.get(ann.actor.user_id))
    gf._access_token = site.bearer(user, seconds=-1).removeprefix("Bearer ")

    assert gf.user_info().username == "ann"


def test_a_key_is_made_listed_and_revoked(gf, url):
    key = gf.create_api_key("script")
    known = [listed.api_id for listed in gf.list_api_keys()]
    GoFigr(api_key=key.token, url=url)

    gf.revoke_api_key(key.api_id)

    assert known == [key.api_id]
    assert key.token
    assert gf.list_api_keys() == []
    with pytest.raises(RuntimeError):
        GoFigr(api_key=key.token, url=url)


def test_a_key_for_one_workspace_finds_it_as_the_default(gf, url):
    lab = gf.Workspace(name="Lab").create()
    scoped = GoFigr(api_key=gf.create_api_key("k", workspace=lab).token, url=url)

    assert [w.api_id for w in scoped.workspaces] == [lab.api_id]
    with pytest.raises(UnauthorizedError):
        scoped.Workspace(gf.primary_workspace.api_id).fetch()


def test_finding_does_not_make_twice(gf):
    for _ in range(2):
        analysis = gf.primary_workspace.fetch().get_analysis("penguins", create=True)
        analysis.get_figure("bills", create=True)

    workspace = gf.primary_workspace.fetch()
    assert [a.name for a in workspace.analyses] == ["penguins"]
    assert [f.name for f in workspace.analyses[0].fetch().figures] == ["bills"]


def test_every_kind_of_data_comes_back_byte_for_byte(gf, figure):
    table = pandas.DataFrame({"species": ["Adelie", "Gentoo"], "mm": [38.8, 47.5]})
    sent = [
        gf.ImageData(name="figure", data=PNG, format="png", is_watermarked=False),
        gf.ImageData(name="figure", data=b"<svg/>", format="svg", is_watermarked=True),
        gf.CodeData(name="Jupyter Cell", contents="plt.plot()\n", language=CodeLanguage.PYTHON),
        gf.TextData(name="installed packages", contents="numpy==2\nü\n"),
        gf.TableData(name="table", dataframe=table),
        gf.FileData(name="any.bin", data=bytes(range(256)), path="data/any.bin"),
        gf.FileData(name="empty", data=b"", path=None),
    ]
    made = figure.revisions.create(gf.Revision(metadata={"seed": 1}, data=sent))

    read = gf.Revision(made.api_id).fetch()

    assert [(d.name, d.type, d.data) for d in read.data] == [(d.name, d.type, d.data) for d in sent]
    assert read.metadata == {"seed": 1}
    assert read.size_bytes == sum(len(d.data) for d in sent)
    assert [i.is_watermarked for i in read.image_data] == [False, True]
    assert read.image_data[0].image.size == Image.open(io.BytesIO(PNG)).size
    assert read.code_data[0].contents == "plt.plot()\n"
    assert read.text_data[0].contents == "numpy==2\nü\n"
    assert read.table_data[0].dataframe.equals(table)
    assert read.file_data[0].path == "data/any.bin"
    assert read.data[0].calculate_hash() == read.data[0].hash


def test_a_revision_is_changed_and_deleted(gf, figure):
    revision = figure.revisions.create(gf.Revision(metadata={"v": 1}, data=[]))

    revision.metadata = {"v": 2}
    revision.text_data = [gf.TextData(name="note", contents="new")]
    revision.save()
    revision.save(patch=True, silent=True)

    changed = gf.Revision(revision.api_id).fetch()
    assert (changed.metadata, changed.text_data[0].contents) == ({"v": 2}, "new")
    assert changed.updated_by == "ann"
    revision.delete(delete=True)
    assert len(figure.fetch().revisions) == 0
    with pytest.raises(RuntimeError):
        gf.Revision(revision.api_id).fetch()


def test_the_callers_ids_are_kept(gf, figure):
    prefix = gf.reserve_short_id_prefix()
    id = "7c9e6679-7425-40de-944b-e07fc1f90ae7"

    made = gf.Revision(figure=figure, metadata={}, data=[])
    made._client_id, made._short_id = id, f"{prefix}0"  # as its Publisher does
    made.create()

    assert gf.Revision(id).fetch().api_id == made.api_id == id


def test_workspaces_are_made_changed_shared_and_deleted(gf, bob, url):
    lab = gf.Workspace(name="Lab", description="ours").create()
    theirs = GoFigr(username="bob", password="correct horse battery", url=url)
    with pytest.raises(UnauthorizedError):
        theirs.Workspace(lab.api_id).fetch()

    lab.add_member("bob", WorkspaceMembership.VIEWER)
    lab.name = "The lab"
    lab.save()

    assert theirs.Workspace(lab.api_id).fetch().name == "The lab"
    assert {m.username for m in lab.get_members()} == {"ann", "bob"}
    with pytest.raises(UnauthorizedError):
        theirs.Workspace(lab.api_id).fetch().analyses.create(theirs.Analysis(name="x"))
    lab.delete(delete=True)
    assert "The lab" not in [w.name for w in gf.workspaces]


def test_recents_and_thumbnails_are_there(gf, figure):
    image = gf.ImageData(name="figure", data=PNG, format="png", is_watermarked=False)
    revision = figure.revisions.create(gf.Revision(metadata={}, data=[image]))

    recents = gf.primary_workspace.get_recents(limit=5)

    assert [f.name for f in recents.figures] == ["bills"]
    assert revision.get_thumbnail(64).size == (1, 1)
    assert figure.get_thumbnail(64).size == (1, 1)


def test_a_user_changes_her_profile(gf):
    me = gf.user_info()
    me.first_name = "Ann"
    me.user_profile = {"ui_data": {"theme": "dark"}}
    me.avatar = Image.new("RGB", (8, 8), "red")

    gf.update_user_info(me)

    read = gf.user_info()
    assert (read.first_name, read.user_profile["ui_data"]) == ("Ann", {"theme": "dark"})
    assert read.avatar.size == (8, 8)


def test_an_asset_is_synced_once_and_found_by_its_bytes(gf, tmp_path):
    path = tmp_path / "penguins.csv"
    path.write_text("species,mm\nAdelie,38.8\n")

    first = gf.sync.sync_revision(path)
    gf.sync.clear_revisions()
    again = gf.sync.sync_revision(path)
    path.write_text("species,mm\nAdelie,38.9\n")
    changed = gf.sync.sync_revision(path)

    assert again.api_id == first.api_id
    assert changed.api_id != first.api_id
    assert changed.asset.api_id == first.asset.api_id
    assert len(gf.Asset.find_by_name("penguins.csv")) == 1


def test_a_key_with_an_end_says_when(gf, site):
    end = datetime.now(UTC) + timedelta(hours=1)

    key = gf.create_api_key("short", expiry=end)

    kept = site.database.read(lambda tx: tx.api_keys.get(key.api_id))
    assert abs(kept.expiry - end.timestamp() * SECOND) < SECOND
