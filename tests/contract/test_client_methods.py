"""Every public method of the public client from PyPI at least once, over a loopback socket."""

import inspect
import io
import sys
import uuid
from types import CodeType

import gofigr
import pandas
import pytest
from factories import PNG
from gofigr import ApiId, FindByName, GoFigr, NotebookName, models
from gofigr.models import LogItem, OrganizationMembership, WorkspaceMembership
from loopback import serving
from PIL import Image

# The client leaves its connections open, and hears of it when it is collected.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning")
NOT_CALLABLE = {
    "NestedMixin.to_json": "abstract",
    "NestedMixin.from_json": "abstract",
    "Field.clone": "each kind of field that is cloned has one of its own",
    "gf_MetadataProxy.update_metadata": "calls a method that the client does not have",
}


def public_code():
    """The code of every public method and property of the client, by its name."""
    found = {}
    for module in (gofigr, models):
        for owner in vars(module).values():
            if inspect.isclass(owner) and owner.__module__ == module.__name__:
                for name, member in vars(owner).items():
                    for code in codes_of(member) if not name.startswith("_") else ():
                        found[code] = f"{owner.__name__}.{name}"
    return {code: name for code, name in found.items() if name not in NOT_CALLABLE}


def codes_of(member) -> list[CodeType]:
    if isinstance(member, property):
        return [each.__code__ for each in (member.fget, member.fset) if each]
    plain = inspect.unwrap(getattr(member, "__func__", member))
    return [plain.__code__] if inspect.isfunction(plain) else []


class Recorder:
    """Notes which functions this thread calls."""

    def __enter__(self):
        self.called = set()
        sys.setprofile(lambda frame, event, arg: self.called.add(frame.f_code))
        return self.called

    def __exit__(self, *error):
        sys.setprofile(None)


def png():
    return Image.new("RGB", (8, 8), "red")


@pytest.fixture
def url(app, ann, bob):
    with serving(app) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def clients(url):
    """Signs in by password."""
    return lambda name: GoFigr(username=name, password="correct horse battery", url=url)


def accounts(clients, url):
    gf = clients("ann")
    assert gf.authenticate()
    assert gf.server_info()["api_version"] == "v1.4.1"
    assert gf.heartbeat().status_code == 200
    assert gf.request("GET", "workspace/")[0]["name"]
    assert (gf.app_url, gf.api_url) == (url, f"{url}/api/v1.4.1/")
    assert gf.jwt_url == f"{url}/api/token/"
    made = gf.create_api_key("script")
    token = made.token
    assert made.fetch_and_preserve_token().token == token
    assert gf.get_api_key(made.api_id).token is None
    assert [key.name for key in gf.list_api_keys()] == ["script"]
    gf.revoke_api_key(made)
    me = gf.user_info()
    me.last_name, me.avatar = "Lee", png()
    assert gf.update_user_info(me).last_name == "Lee"
    device = GoFigr(url=url, authenticate=False)
    device.set_access_token(gf._access_token)
    assert device.user_info().username == "ann"


def places(clients, url):
    gf, theirs = clients("ann"), clients("bob")
    lab = gf.find_workspace(FindByName("Lab", create=True))
    assert gf.find_workspace("Lab").api_id == lab.api_id
    assert gf.find_workspace(ApiId(lab.api_id)).fetch().name == "Lab"
    assert lab.app_url == f"{url}/workspace/{lab.api_id}"
    assert lab.add_member("bob", WorkspaceMembership.VIEWER).username == "bob"
    assert lab.change_membership("bob", WorkspaceMembership.CREATOR).membership_type == "creator"
    assert {m.username for m in lab.get_members()} == {"ann", "bob"}
    assert lab.remove_member("bob").username == "bob"
    assert lab.get_storage_info().vendor == "GoFigr.io"
    assert lab.set_storage_info("GoFigr.io", None).vendor == "GoFigr.io"
    assert lab.test_storage("GoFigr.io", None).vendor == "GoFigr.io"
    invited = gf.WorkspaceInvitation(
        email="x@example.org", workspace=lab, membership_type="viewer"
    ).create()
    assert [i.token for i in lab.get_invitations()] == [None]
    assert theirs.WorkspaceInvitation(token=invited.token).fetch().api_id == invited.api_id
    theirs.WorkspaceInvitation(token=invited.token).accept()
    assert lab.api_id in [w.api_id for w in theirs.workspaces]
    other = gf.WorkspaceInvitation(
        email="y@example.org", workspace=lab, membership_type="viewer"
    ).create()
    other.delete(delete=True)
    assert lab.get_invitations() == []


def organizations(clients, url):
    gf = clients("ann")
    made = gf.Organization(name="Institute")
    made.logo_image = png()
    made.create()
    assert made.fetch().logo_image.size == (8, 8)
    assert [o.name for o in gf.organizations] == ["Institute"]
    assert made.add_member("bob", OrganizationMembership.WORKSPACE_VIEWER).username == "bob"
    gf.OrganizationInvitation(
        email="x@example.org", organization=made, membership_type="workspace_viewer"
    ).create()
    assert [i.email for i in made.get_invitations()] == ["x@example.org"]
    assert {item.target_name for item in made.get_logs()} >= {"Institute"}


def figures(clients, url):
    gf = clients("ann")
    home = gf.primary_workspace
    analysis = gf.find_analysis(home.fetch(), FindByName("penguins", create=True))
    figure = gf.find_figure(analysis.fetch(), FindByName("bills", create=True))
    assert analysis.get_figure("bills").api_id == figure.api_id
    assert home.get_analysis("penguins").api_id == analysis.api_id
    assert analysis.figures.find(name="bills").api_id == figure.api_id
    assert analysis.figures.find_or_create(name="flippers", default_obj=gf.Figure(name="flippers"))
    image = gf.ImageData(name="figure", data=PNG, format="png", is_watermarked=False)
    assert (image.is_interactive, image.image.size) == (False, (1, 1))
    made = figure.revisions.create(gf.Revision(metadata={"a": 1}, data=[image]))
    assert made.revision_url == f"{url}/r/{made.api_id}"
    assert made.wait_for_processing().data[0].data == PNG
    made.text_data = [gf.TextData(name="note", contents="ü")]
    made.code_data = [gf.CodeData(name="cell", contents="x = 1", language="Python")]
    made.table_data = [gf.TableData(name="t", dataframe=pandas.DataFrame({"a": [1]}))]
    made.file_data = [gf.FileData(name="f", data=b"\0\xff", path="f.bin")]
    made.image_data = [image]
    made.save()
    kept = gf.Revision(made.api_id).fetch(fetch_data=False)
    assert all(each.is_shallow for each in kept.data)
    kept.fetch_data()
    assert kept.text_data[0].contents == "ü"
    assert kept.code_data[0].contents == "x = 1"
    assert list(kept.table_data[0].dataframe["a"]) == [1]
    assert kept.file_data[0].data == b"\0\xff"
    assert kept.image_data[0].calculate_hash() == image.calculate_hash() == kept.image_data[0].hash
    assert kept.file_data[0].get_storage_info()["vendor"] == "GoFigr.io"
    assert [each.get_thumbnail(32).size for each in (made, figure, analysis)] == [(1, 1)] * 3
    assert [f.name for f in home.get_recents(limit=1).figures] == ["bills"]


def logs(clients, url):
    gf = clients("ann")
    first = gf.primary_workspace.get_logs()[0]
    again = LogItem("", None, "", "", "", api_id=first.api_id, gf=gf, parent=gf.primary_workspace)
    assert again.fetch().to_json()["target_id"] == first.to_json()["target_id"]


def sharing(clients, url):
    gf, theirs = clients("ann"), clients("bob")
    analysis = gf.Analysis(name="shared", workspace=gf.primary_workspace).create()
    assert analysis.share("bob").sharing_enabled
    assert [user.username for user in analysis.get_sharing_users()] == ["bob"]
    assert theirs.Analysis(analysis.api_id).fetch().name == "shared"
    assert analysis.unshare("bob").username == "bob"
    analysis.set_link_sharing(True)
    assert analysis.get_link_sharing()
    assert GoFigr(anonymous=True, url=url).Analysis(analysis.api_id).fetch().name == "shared"
    assert [a.name for a in gf.Analysis.list()].count("shared") == 1
    analysis.delete(delete=True)


def assets(clients, url, folder):
    gf = clients("ann")
    path, copy = folder / "mm.csv", folder / "copy.csv"
    path.write_bytes(b"species,mm\r\nAdelie,38.8\r\n")
    gf.sync.sync(path, quiet=True)
    [logged] = gf.sync.revisions
    with gf.open(path, encoding="utf-8") as file:
        assert file.readline() == "species,mm\n"
    with gf.sync.open_and_get_revision(path, "rb") as (_, revision):
        assert revision.api_id == logged.api_id
    assert list(gf.read_csv(path)["mm"]) == [38.8]
    whole = gf.AssetRevision(logged.api_id).fetch()
    whole.data[0].write(copy)
    assert copy.read_bytes() == path.read_bytes()
    assert whole.get_thumbnail(64).size == (64, 48)
    [found] = gf.Asset.find_by_name("mm.csv")
    assert [r.api_id for r in gf.AssetRevision.find_by_hash(whole.data[0].hash)] == [whole.api_id]
    figure = gf.primary_workspace.get_analysis("a").get_figure("f")
    link = gf.AssetLinkedToFigure(use_type="direct", asset_revision=whole)
    used = gf.Revision(figure=figure, metadata={}, data=[], assets=[link])
    used._client_id, used._short_id = str(uuid.uuid4()), gf.reserve_short_id_prefix() + "0"
    link.figure_revision = gf.Revision(used._client_id)
    used.create()
    [mirror] = gf.AssetRevision(whole.api_id).fetch().figure_revisions
    assert (mirror.use_type, mirror.figure_revision.api_id) == ("direct", used.api_id)
    gf._analysis = NotebookName()
    assert gf.analysis_pending
    gf.sync.sync_revision(path)
    gf._analysis = gf.Analysis(figure.analysis.api_id)
    gf.sync.process_deferred_syncs()
    assert gf.sync.analysis_id == figure.analysis.api_id
    gf.sync.clear_revisions()
    found.delete(delete=True)


def the_metadata_of_a_page(clients, url):
    gf = clients("ann")
    proxy = gf.MetadataProxy().create()
    page = GoFigr(anonymous=True, url=url).MetadataProxy(token=proxy.token)
    page.metadata = {"url": "http://localhost/lab"}
    page.save()
    assert proxy.fetch().metadata == {"url": "http://localhost/lab"}
    proxy.delete()


def test_every_public_method_of_the_client_works(clients, url, tmp_path, capsys):
    stories = (accounts, places, organizations, figures, logs, sharing, the_metadata_of_a_page)
    with Recorder() as called:
        for story in stories:
            story(clients, url)
        assets(clients, url, tmp_path)

    missing = {name for code, name in public_code().items() if code not in called}
    assert missing == set()


BYTES = [b"", b"\0", bytes(range(256)) * 300, "ü\u2028\U0001f427".encode(), b"\r\n\n\r", PNG]


@pytest.mark.parametrize("data", BYTES, ids=["empty", "nul", "all", "text", "ends", "png"])
@pytest.mark.parametrize("kind", ["ImageData", "FileData", "TextData", "CodeData", "TableData"])
def test_bytes_of_every_kind_come_back_as_they_were(clients, kind, data):
    gf = clients("ann")
    figure = gf.primary_workspace.get_analysis("a").get_figure("f")
    sent = [getattr(gf, kind)(name="x", data=data) for _ in range(2)]

    made = figure.revisions.create(gf.Revision(metadata={}, data=sent))

    read = gf.Revision(made.api_id).fetch()
    assert [io.BytesIO(each.data).getvalue() for each in read.data] == [data, data]
    assert [each.metadata for each in read.data] == [each.metadata for each in sent]
