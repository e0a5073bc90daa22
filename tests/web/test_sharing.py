"""What is shared by link: pages and pictures without a sign-in, and how other sites show them."""

import io
import re
from html import unescape

import pytest
from PIL import Image
from starlette.requests import Request

from gofigr_jupyter.service.domain import sharing
from gofigr_jupyter.service.surfaces.web import templating


def png(width, height):
    target = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(target, "PNG")
    return target.getvalue()


def open_graph(response):
    """The Open Graph tags of a page."""
    found = re.findall(r'<meta property="og:([\w:]+)" content="([^"]*)">', response.text)
    return {name: unescape(value) for name, value in found}


@pytest.fixture
def figure(site, ann):
    return site.figure(ann, name='Bill "length"')


@pytest.fixture
def kept(site, ann, figure):
    image = ("figure", "image", {"format": "png"}, png(3000, 1500))
    return site.revision(ann, figure, image, short_id="one")


@pytest.fixture
def share(site, ann):
    """Shares a thing by link."""

    def share(thing):
        site.database.write(lambda tx: sharing.share_by_link(tx, ann, thing, enabled=True))

    return share


def test_a_private_revision_asks_to_sign_in_and_tells_other_sites_nothing(
    browser, ann_browser, kept
):
    anonymous = [browser.get(f"/r/one{end}") for end in ("", "/preview", "/thumbnail")]

    assert [response.status_code for response in anonymous] == [401, 401, 401]
    assert "og:" not in anonymous[0].text
    assert "og:" not in ann_browser.get("/r/one").text


def test_a_shared_revision_is_told_to_other_sites_with_absolute_addresses(browser, kept, share):
    share(kept)

    told = open_graph(browser.get("/r/one"))

    assert (told["title"], told["url"]) == ('Bill "length"', "http://testserver/r/one")
    assert told["image"] == "http://testserver/r/one/preview"
    assert re.fullmatch(r"Revision 1, kept by ann on \d+ \w+ \d{4}\.", told["description"])


def test_the_picture_for_other_sites_is_open_to_them_and_of_good_size(browser, kept, share):
    share(kept)

    response = browser.get("/r/one/preview")

    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert Image.open(io.BytesIO(response.content)).size == (1024, 512)


def test_other_sites_may_not_show_a_private_picture(ann_browser, kept):
    response = ann_browser.get("/r/one/preview")

    assert response.headers["cross-origin-resource-policy"] == "same-origin"


def test_without_a_picture_none_is_promised(browser, site, ann, figure, share):
    page = ("figure", "image", {"format": "html"}, b"<p>")
    share(site.revision(ann, figure, page, short_id="page"))

    assert "image" not in open_graph(browser.get("/r/page"))


def test_the_shared_page_works_whole_without_a_sign_in(browser, kept, share):
    share(kept)

    page = browser.get("/r/one")
    links = re.findall(r'(?:src|href)="\.\.(/r/[^"]+)"', page.text)

    assert len(links) == 2
    assert [browser.get(link).status_code for link in links] == [200, 200]


@pytest.mark.parametrize("kind", ["figure", "analysis"])
def test_sharing_reaches_down(browser, site, kept, figure, share, kind):
    rows = {"figure": figure.id, "analysis": figure.analysis_id}
    thing = site.database.read(
        lambda tx: {"figure": tx.figures, "analysis": tx.analyses}[kind].get(rows[kind])
    )
    share(thing)

    pages = [f"/{kind}/{thing.id}", "/r/one", "/r/one/preview", f"/figure/{figure.id}/thumbnail"]

    assert [page for page in pages if browser.get(page).status_code >= 400] == []


def test_a_shared_revision_does_not_open_its_figure(browser, kept, figure, share):
    share(kept)

    assert browser.get(f"/figure/{figure.id}").status_code == 401
    assert f"/figure/{figure.id}" not in browser.get("/r/one").text


def test_links_for_other_sites_begin_with_the_configured_address():

    request = Request(
        {"type": "http", "scheme": "http", "server": ("inside", 80), "path": "/", "headers": []}
    )

    assert templating.base(request, "https://figures.example.org/") == "https://figures.example.org"
    assert templating.base(request, None) == "http://inside"
