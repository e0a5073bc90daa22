"""The pages that lead to figures: home, workspace, analysis, figure."""

import io
import re
from html import unescape

import pytest
from PIL import Image


def png(width, height):
    target = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(target, "PNG")
    return target.getvalue()


def text_of(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.text)))


@pytest.fixture
def figure(site, ann):
    return site.figure(ann, name="Bill length", analysis="penguins")


def test_home_shows_the_newest_figures_and_the_workspaces(site, ann, ann_browser, figure):
    site.figure(ann, name="Body mass", analysis="more penguins")

    text = text_of(ann_browser.get("/"))

    assert re.search(r"Changed last Body mass 0 revisions · just now Bill length", text)
    assert "Workspaces ann's workspace Primary workspace just now" in text


def test_home_without_figures_says_what_to_do(ann_browser):
    assert "run %load_ext gofigr_jupyter and draw" in text_of(ann_browser.get("/"))


def test_one_finds_the_way_down_and_up_again(ann_browser, site, ann, figure):
    site.revision(ann, figure, short_id="one")
    site.revision(ann, figure, short_id="two")

    home = ann_browser.get("/").text
    workspace = ann_browser.get(re.search(r"\./(workspace/[\w-]+)", home)[1]).text
    analysis = ann_browser.get(re.search(r"\.\./(analysis/[\w-]+)", workspace)[1]).text
    shown = ann_browser.get(re.search(r"\.\./(figure/[\w-]+)\"", analysis)[1]).text
    revision = ann_browser.get("/r/two").text

    assert 'href="../r/two"' in shown
    crumbs = re.findall(r'<li><a href="\.\./(\w*)[^"]*">(.*?)</a></li>', revision)
    assert [(kind, unescape(name)) for kind, name in crumbs] == [
        ("", "Figures"),
        ("workspace", "ann's workspace"),
        ("analysis", "penguins"),
    ]


@pytest.mark.parametrize("kind", ["workspace", "analysis", "figure"])
def test_strangers_and_the_unknown_are_kept_out(browser, site, figure, kind):
    id = {"workspace": figure.workspace_id, "analysis": figure.analysis_id, "figure": figure.id}
    key = site.key(site.user("guest"))

    anonymous = browser.get(f"/{kind}/{id[kind]}")
    stranger = browser.get(f"/{kind}/{id[kind]}", headers={"Authorization": f"Token {key}"})
    unknown = browser.get(f"/{kind}/x", headers={"Authorization": f"Token {key}"})

    assert [r.status_code for r in (anonymous, stranger, unknown)] == [401, 403, 404]


def test_the_thumbnail_is_the_newest_picture_made_small(ann_browser, site, ann, figure):
    site.revision(ann, figure, ("figure", "image", {"format": "png"}, png(10, 10)))
    site.revision(ann, figure, ("figure", "image", {"format": "png"}, png(2000, 1000)))

    response = ann_browser.get(f"/figure/{figure.id}/thumbnail")

    assert Image.open(io.BytesIO(response.content)).size == (512, 256)


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ([("figure", "image", {"format": "svg"}, b"<svg id='mine'/>")], b"mine"),
        ([("figure", "image", {"format": "png"}, b"garbage")], b"<path"),
        ([], b"<path"),
    ],
)
def test_what_cannot_be_made_small_has_a_drawing(ann_browser, site, ann, figure, data, part):
    site.revision(ann, figure, *data)

    response = ann_browser.get(f"/figure/{figure.id}/thumbnail")

    assert response.headers["content-type"].startswith("image/svg+xml")
    assert part in response.content
