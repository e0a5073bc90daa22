"""The page of a story: read, presented, kept as a file."""

import re

import pytest
from decks import PNG, SVG

from gofigr_jupyter.service.domain import access, sharing
from gofigr_jupyter.service.domain.model import Right
from gofigr_jupyter.service.domain.stories import stories
from gofigr_jupyter.service.domain.stories.slides import SlideDraft


@pytest.fixture
def revision(site, ann):
    png = ("figure", "image", {"format": "png"}, PNG)
    return site.revision(ann, site.figure(ann, name="Bills"), png, short_id="abc1")


@pytest.fixture
def story(site, ann, revision):
    slides = [
        SlideDraft(slide_type="title", title="What bills <tell>", content="**Short**", notes="Hi."),
        SlideDraft(slide_type="figure", revision=revision.id, content="Longer in Gentoos."),
    ]
    wanted = {"name": "Bills", "workspace": revision.workspace_id, "description": "For the group"}
    return site.database.write(
        lambda tx: stories.create_story(tx, ann, {**wanted, "slides": slides})
    )


def share(site, ann, story):
    def by_link(tx):
        found = access.story(tx, ann, story.id, need=Right.EDIT)
        sharing.share_by_link(tx, ann, found, enabled=True)

    site.database.write(by_link)


def test_a_story_is_read_without_javascript(ann_browser, story, revision):
    page = ann_browser.get(f"/story/{story.id}")

    picture = f"../story/{story.id}/picture/{revision.id}"
    assert page.status_code == 200
    assert "<h1>What bills &lt;tell&gt;</h1>" in page.text
    assert "<p><strong>Short</strong></p>" in page.text
    assert f'<img src="{picture}" alt="Bills · revision 1' in page.text
    assert '<a href="../r/abc1">Bills</a> · revision 1' in page.text
    assert "unsafe" not in page.headers["content-security-policy"]
    assert " style=" not in page.text
    shown = ann_browser.get(f"/story/{story.id}/picture/{revision.id}")
    assert (shown.headers["content-type"], shown.content) == ("image/png", PNG)


def test_other_sites_are_told_what_a_story_is(ann_browser, story, revision):
    page = ann_browser.get(f"/story/{story.id}").text

    told = dict(re.findall(r'<meta property="og:(\w+)" content="([^"]*)">', page))
    assert told == {
        "type": "article",
        "title": "Bills",
        "description": "For the group",
        "url": f"http://testserver/story/{story.id}",
        "image": f"http://testserver/story/{story.id}/picture/{revision.id}",
    }


def test_its_workspace_lists_it(ann_browser, story):
    page = ann_browser.get(f"/workspace/{story.workspace_id}").text

    assert f'<a href="../story/{story.id}">Bills</a>' in page


@pytest.mark.parametrize("format", ["pptx", "pdf", "html", "markdown", "notebook"])
def test_it_can_be_kept_as_a_file(ann_browser, story, format):
    page = ann_browser.get(f"/story/{story.id}").text
    file = ann_browser.get(f"/story/{story.id}/export/{format}")

    assert f'href="../story/{story.id}/export/{format}"' in page
    assert file.status_code == 200
    assert file.headers["content-disposition"].startswith('attachment; filename="Bills.')


def test_who_reads_a_shared_story_sees_its_pictures_and_no_more(
    site, ann, browser, story, revision
):
    hidden = site.revision(ann, site.figure(ann), ("f", "image", {"format": "svg"}, SVG))
    paths = [f"/story/{story.id}", f"/story/{story.id}/picture/{revision.id}"]

    before = [browser.get(path).status_code for path in paths]
    share(site, ann, story)

    assert before == [401, 401]
    assert [browser.get(path).status_code for path in paths] == [200, 200]
    assert browser.get(f"/story/{story.id}/picture/{hidden.id}").status_code == 404
    assert browser.get("/r/abc1").status_code == 401
    assert "ann&#39;s workspace" not in browser.get(f"/story/{story.id}").text


@pytest.mark.parametrize("path", ["/story/x", "/story/x/picture/y", "/story/x/export/pdf"])
def test_there_is_no_other_story(ann_browser, path):
    assert ann_browser.get(path).status_code == 404


@pytest.mark.parametrize("name", ["story.css", "story.js"])
def test_what_presents_it_comes_from_this_machine(browser, name):
    assert browser.get(f"/static/{name}").status_code == 200
