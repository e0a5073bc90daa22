"""What the page of a figure shows."""

import re
from html import unescape

import pytest

SVG = ("figure", "image", {"format": "svg"}, b"<svg/>")


def text_of(response):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", response.text)))


@pytest.fixture
def figure(site, ann):
    return site.figure(ann, name="Bill length")


def test_it_shows_the_newest_picture_and_every_revision(ann_browser, site, ann, figure):
    site.revision(ann, figure, SVG, short_id="one")
    newest = site.revision(ann, figure, SVG, short_id="two")

    page = ann_browser.get(f"/figure/{figure.id}")

    assert f'<img src="../r/{newest.id}/picture/' in page.text
    assert re.findall(r'class="name" href="([^"]+)"', page.text) == ["../r/two", "../r/one"]
    assert re.search(
        r"2 revisions Revision 2 kept by you just now two Revision 1 kept by you just now one",
        text_of(page),
    )


def test_each_revision_has_its_small_picture(ann_browser, site, ann, figure):
    site.revision(ann, figure, SVG)

    page = ann_browser.get(f"/figure/{figure.id}").text
    link = re.search(r'src="\.\.(/r/[\w-]+/thumbnail)"', page)[1]

    assert ann_browser.get(link).content == b"<svg/>"


def test_many_revisions_are_leafed_through(ann_browser, site, ann, figure):
    for number in range(52):
        site.revision(ann, figure, short_id=f"n{number + 1}")

    first = ann_browser.get(f"/figure/{figure.id}").text
    older = re.search(r'href="\.\.(/figure/[^"]+)" rel="next"', first)[1]
    second = ann_browser.get(older).text

    assert re.findall(r'class="name" href="\.\./r/(\w+)"', first)[::49] == ["n52", "n3"]
    assert re.findall(r'class="name" href="\.\./r/(\w+)"', second) == ["n2", "n1"]
    assert 'rel="next"' not in second


@pytest.mark.parametrize("before", ["x", "-1", "٣", "9" * 40])
def test_a_place_that_is_none_is_not_found(ann_browser, figure, before):
    response = ann_browser.get(f"/figure/{figure.id}", params={"before": before})

    assert response.status_code == 404


def test_a_figure_without_revision_says_so(ann_browser, figure):
    response = ann_browser.get(f"/figure/{figure.id}")

    assert response.status_code == 200
    assert "has no revision yet" in response.text
