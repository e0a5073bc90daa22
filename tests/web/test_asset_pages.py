"""What the pages of an asset and of its revisions show, and to whom."""

import json
import re
from html import unescape

import pictured_files as files
import pytest

from gofigr_jupyter.service.domain import revisions, sharing
from gofigr_jupyter.service.domain.assets import assets
from gofigr_jupyter.service.domain.assets import revisions as asset_revisions
from gofigr_jupyter.service.domain.assets.links import DraftLink
from gofigr_jupyter.service.domain.data_items import DraftData


def text_of(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.text)))


@pytest.fixture
def keep(site, ann):
    """Keeps an asset, or with `asset` one more revision of it."""

    def keep(data=b"species,mm\nAdelie,38.8\n", *, path="data/penguins.csv", asset=None):
        item = DraftData(
            name="penguins.csv",
            type="file",
            metadata=json.dumps({"path": path}),
            hash=site.blobs.put(data),
            size_bytes=len(data),
        )

        def make(tx):
            workspace = tx.workspaces.of_user(ann.user_id)[0]
            parent = asset or assets.create_asset(
                tx, ann, workspace=workspace.id, name="penguins.csv", description="From the island"
            )
            draft = asset_revisions.DraftAssetRevision(asset=parent.id, data=[item])
            return parent, asset_revisions.create_asset_revision(tx, ann, draft)

        return site.database.write(make)

    return keep


@pytest.fixture
def use(site, ann):
    """Keeps a figure's revision that used an asset's revision."""

    def use(revision, *, name="Bill length", by=ann, use_type="direct", anchor=None):
        figure = site.figure(by, name=name)
        link = DraftLink(asset_revision=revision.id, use_type=use_type, anchor=anchor)
        draft = revisions.Draft(figure=figure.id, links=[link], short_id=f"r{len(name)}")
        return site.database.write(lambda tx: revisions.create_revision(tx, by, draft))

    return use


@pytest.fixture
def share(site, ann):
    """Shares a thing by link."""

    def share(thing):
        site.database.write(lambda tx: sharing.share_by_link(tx, ann, thing, enabled=True))

    return share


def test_an_asset_shows_what_it_looks_like_and_every_revision(ann_browser, keep):
    asset, first = keep()
    _, newest = keep(b"species,mm\nAdelie,38.9\nGentoo,47.5\n", asset=asset)

    page = ann_browser.get(f"/asset/{asset.id}")

    assert f'<img src="../asset_revision/{newest.id}/preview"' in page.text
    assert re.findall(r'class="name" href="([^"]+)"', page.text) == [
        f"../asset_revision/{newest.id}",
        f"../asset_revision/{first.id}",
    ]
    assert re.search(
        r"penguins\.csv From the island 58 bytes in all Files of revision 2 penguins\.csv file"
        r" 35 bytes 2 revisions Revision 2 kept by you just now 35 bytes"
        r" Revision 1 kept by you just now 23 bytes",
        text_of(page),
    )


def test_its_place_leads_home(ann_browser, keep):
    asset, _ = keep()

    page = ann_browser.get(f"/asset/{asset.id}").text
    [workspace] = re.findall(r'href="\.\.(/workspace/[^"]+)"', page)

    assert f'href="../asset/{asset.id}"' in ann_browser.get(workspace).text


def test_many_revisions_are_leafed_through(ann_browser, keep):
    asset, _ = keep()
    for _ in range(51):
        keep(asset=asset)

    first = ann_browser.get(f"/asset/{asset.id}").text
    older = re.search(r'href="\.\.(/asset/[^"]+)" rel="next"', first)[1]
    second = ann_browser.get(older).text

    assert first.count('class="name"') == 50
    assert second.count('class="name"') == 2


def test_an_asset_without_revision_says_so(ann_browser, site, ann):
    workspace = site.database.read(lambda tx: tx.workspaces.of_user(ann.user_id)[0])
    empty = site.database.write(
        lambda tx: assets.create_asset(tx, ann, workspace=workspace.id, name="x")
    )

    assert "has no revision yet" in text_of(ann_browser.get(f"/asset/{empty.id}"))


def test_a_revision_shows_its_bytes_path_and_hash(ann_browser, keep):
    asset, first = keep()
    _, second = keep(b"hello", path="C:\\data\\notes.bin", asset=asset)

    page = ann_browser.get(f"/asset_revision/{second.id}")

    assert re.search(
        r"Revision 2 of 2 kept by you just now 5 bytes ‹ Revision 1 Newest revision All revisions"
        r" Files notes\.bin file 5 bytes Figures that used it No figure that you may see used"
        r" this revision\. Metadata Path C:\\data\\notes\.bin BLAKE3 ea8f163db3868292",
        text_of(page),
    )
    assert f'href="../asset_revision/{first.id}" rel="prev"' in page.text
    assert "/preview" not in page.text


def test_the_small_pictures_are_pictures(ann_browser, keep):
    _, revision = keep()

    for way in ("thumbnail", "preview"):
        answer = ann_browser.get(f"/asset_revision/{revision.id}/{way}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")


def test_what_has_no_picture_has_a_drawing_in_its_place(ann_browser, keep):
    _, revision = keep(bytes(100), path="a.bin")

    answer = ann_browser.get(f"/asset_revision/{revision.id}/thumbnail")

    assert answer.headers["content-type"] == "image/svg+xml"


def test_its_bytes_come_back_whole(ann_browser, site, keep):
    data = files.TABLE.encode() * 5000
    _, revision = keep(data)
    [item] = site.database.read(lambda tx: tx.asset_data.of_revision(revision.id))

    answer = ann_browser.get(f"/asset_revision/{revision.id}/data/{item.id}")

    assert answer.content == data
    assert answer.headers["content-disposition"].startswith('attachment; filename="penguins.csv"')


def test_bytes_of_another_revision_are_not_found(ann_browser, site, keep):
    (_, one), (_, other) = keep(), keep()
    [item] = site.database.read(lambda tx: tx.asset_data.of_revision(other.id))

    assert ann_browser.get(f"/asset_revision/{one.id}/data/{item.id}").status_code == 404


def test_the_figures_that_used_it_are_listed_with_how(ann_browser, keep, use):
    asset, first = keep()
    _, second = keep(b"a,b\n1,2\n", asset=asset)
    use(first, name="Bills")
    use(second, name="Flippers", use_type="indirect", anchor="sheet 2")

    whole = text_of(ann_browser.get(f"/asset/{asset.id}"))
    one = ann_browser.get(f"/asset_revision/{first.id}")

    assert (
        "Figures that used it Flippers revision 1 just now from revision 2"
        " read in the session sheet 2 Bills revision 1 just now from revision 1"
        " read for this figure" in whole
    )
    assert re.findall(r'class="name" href="([^"]+)"', one.text) == ["../r/r5"]


def test_a_revision_of_a_figure_lists_what_it_was_made_from(ann_browser, keep, use):
    _, revision = keep()
    use(revision, name="Bills")

    page = ann_browser.get("/r/r5")

    assert "Made from penguins.csv revision 1 read for this figure 23 bytes" in text_of(page)
    assert f'href="../asset_revision/{revision.id}"' in page.text


def test_who_may_not_read_an_asset_gets_no_page_of_it(browser, site, keep):
    asset, revision = keep()
    guest = {"Authorization": f"Token {site.key(site.user('guest'))}"}
    [item] = site.database.read(lambda tx: tx.asset_data.of_revision(revision.id))
    paths = [
        f"/asset/{asset.id}",
        f"/asset_revision/{revision.id}",
        f"/asset_revision/{revision.id}/thumbnail",
        f"/asset_revision/{revision.id}/preview",
        f"/asset_revision/{revision.id}/data/{item.id}",
    ]

    assert {browser.get(path).status_code for path in paths} == {401}
    assert {browser.get(path, headers=guest).status_code for path in paths} == {403}


def test_a_shared_revision_shows_neither_the_other_revisions_nor_the_figures(
    browser, keep, use, share
):
    asset, first = keep()
    _, second = keep(b"a,b\n1,2\n", asset=asset)
    use(second, name="Bills")
    share(second)

    page = browser.get(f"/asset_revision/{second.id}")

    assert page.status_code == 200
    assert "Bills" not in page.text
    assert "All revisions" not in page.text
    assert first.id not in page.text
    assert browser.get(f"/asset/{asset.id}").status_code == 401


def test_a_shared_figure_names_no_asset_that_is_not_shared(browser, site, keep, use, share):
    (_, hidden), (_, shown) = keep(), keep()
    use(hidden, name="Bills")
    share(shown)
    both = use(shown, name="Flippers")
    for revision in (both, site.database.read(lambda tx: tx.revisions.by_short_id("r5"))):
        share(revision)

    assert "Made from" not in browser.get("/r/r5").text
    assert f"asset_revision/{shown.id}" in browser.get("/r/r8").text
