"""What is said about figures, on their pages."""

import re

import pytest
from factories import PNG

from gofigr_jupyter.service.domain import sharing
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.talk import comments, reactions
from gofigr_jupyter.service.domain.talk.comments import Draft


@pytest.fixture
def revision(site, ann):
    return site.revision(ann, site.figure(ann), ("figure", "image", {"format": "png"}, PNG))


def say(site, actor, revision, content, parent=None):
    draft = Draft(kind=Kind.REVISION, target=revision.id, content=content, parent=parent)
    return site.database.write(lambda tx: comments.write(tx, actor, draft))


def share(site, actor, revision):
    site.database.write(lambda tx: sharing.share_by_link(tx, actor, revision, enabled=True))


def test_threads_are_shown_below_the_figure(site, ann, ann_browser, revision):
    first = say(site, ann, revision, "Why **so** short?")
    say(site, ann, revision, "Another thing.")
    say(site, ann, revision, "Measured <b>twice</b>.", parent=first.id)
    site.database.write(lambda tx: reactions.react(tx, ann, first.id, "👍"))

    page = ann_browser.get(f"/r/{revision.id}").text

    shown = re.findall(r'id="comment-\S+" class="comment (\S+)"', page)
    assert shown == ["depth-0", "depth-1", "depth-0"]
    assert "<p>Why <strong>so</strong> short?</p>" in page
    assert "Measured &lt;b&gt;twice&lt;/b&gt;." in page
    assert '<span title="ann">👍 1</span>' in page


def test_what_was_said_about_an_earlier_revision_says_so(site, ann, ann_browser, revision):
    say(site, ann, revision, "Why so short?")
    figure = site.database.read(lambda tx: tx.figures.get(revision.figure_id))
    later = site.revision(ann, figure, ("figure", "image", {"format": "png"}, PNG))

    assert "<span>at revision 1</span>" in ann_browser.get(f"/r/{later.id}").text
    assert "<span>at revision 1</span>" in ann_browser.get(f"/figure/{figure.id}").text
    assert "at revision" not in ann_browser.get(f"/r/{revision.id}").text


def test_the_form_says_something_and_leads_there(ann_browser, revision):
    form = {"target_type": "figure_revision", "target": revision.id, "content": "Hello @ann"}

    sent = ann_browser.post("/comment", form)

    place = re.fullmatch(rf"\./r/{revision.id}#comment-(\S+)", sent.headers["location"])
    assert sent.status_code == 303
    page = ann_browser.get(f"/r/{revision.id}").text
    assert f'id="comment-{place[1]}"' in page
    assert '<span class="gofigr-mention">@ann</span>' in page
    answer = ann_browser.post("/comment", {**form, "parent": place[1], "content": "Yes"})
    assert answer.status_code == 303
    assert "depth-1" in ann_browser.get(f"/r/{revision.id}").text


def test_a_form_of_another_site_or_of_nobody_says_nothing(ann_browser, browser, revision):
    form = {"target_type": "figure_revision", "target": revision.id, "content": "Hello"}

    foreign = ann_browser.post("/comment", form, Origin="https://evil.example")
    nobody = browser.post("/comment", form)
    empty = ann_browser.post("/comment", {**form, "content": " "})

    assert (foreign.status_code, nobody.status_code, empty.status_code) == (403, 401, 400)
    assert "comment depth" not in ann_browser.get(f"/r/{revision.id}").text


def test_who_holds_a_link_reads_and_sees_no_form(site, ann, browser, revision):
    say(site, ann, revision, "Why so short?")
    share(site, ann, revision)

    page = browser.get(f"/r/{revision.id}").text

    assert "Why so short?" in page
    assert "<textarea" not in page


def test_a_page_of_which_nobody_spoke_shows_strangers_nothing(site, ann, browser, revision):
    share(site, ann, revision)

    assert "Discussion" not in browser.get(f"/r/{revision.id}").text
