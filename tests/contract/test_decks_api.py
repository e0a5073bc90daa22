"""Check this deck: what the pictures of a document show, and whether they still hold."""

import io

import pytest
from documents_made import picture, presentation, word
from drawn_figures import figure as drawn
from drawn_figures import screenshot
from factories import a_site, b64

from gofigr_jupyter.capture.stamps import png


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A service, its caller, and how it looks at what is kept."""
    folder = tmp_path_factory.mktemp("decks")
    with a_site(folder) as (site, api):
        yield api, site, site.user("ann"), site.user("bob")


def kept(world, data, *, name, figure=None):
    _, site, ann, _ = world
    return site.revision(
        ann, figure or site.figure(ann, name=name), ("figure", "image", {"format": "png"}, data)
    )


def checked(world, document, *, name="talk.pptx", by=None):
    api, _, ann, _ = world
    answer = api.post("deck/check/", {"name": name, "document": b64(document)}, by=by or ann)
    assert answer.status_code == 200, answer.text
    return answer.json()["pictures"]


def told(pictures):
    return [
        (each["state"], each["found"] and (each["found"]["name"], each["found"]["how"]))
        for each in pictures
    ]


def test_each_picture_of_a_presentation_is_told_in_its_order(world):
    revision = kept(world, picture(1), name="Bill length")
    kept(world, picture(2), name="Bill length", figure=figure_of(world, revision))
    kept(world, picture(3), name="Survival")
    document = presentation(("Bills", "", [picture(1), picture(3)]), ("Logo", "", [picture(9)]))

    first, second, third = checked(world, document)

    assert told([first, second, third]) == [
        ("stale", ("Bill length", "same file")),
        ("current", ("Survival", "same file")),
        ("unknown", None),
    ]
    assert (first["anchor"], third["anchor"]) == ("slide 1", "slide 2")
    assert (first["found"]["revision"]["revision_index"], first["newest"]["revision_index"]) == (
        0,
        1,
    )


def figure_of(world, revision):
    _, site, _, _ = world
    return site.database.read(lambda tx: tx.figures.get(revision.figure_id))


def test_a_picture_that_says_what_it_is_is_known_in_a_text_too(world):
    revision = kept(world, picture(4), name="Body mass")
    stamped, _ = png.written(picture(5), None, {"gofigr:revision": revision.id})

    assert told(checked(world, word(stamped), name="paper.docx")) == [
        ("current", ("Body mass", "written in it"))
    ]


def test_a_screenshot_is_known_by_its_looks(world):
    _, site, _, _ = world
    kept(world, saved(drawn(7)), name="Dose response")
    site.service.index.catch_up(seconds=60)
    site.service.looks.catch_up(seconds=60)

    document = presentation(("Dose", "", [saved(screenshot(drawn(7), 3))]))

    assert told(checked(world, document)) == [("current", ("Dose response", "looks alike"))]


def saved(image):
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def test_a_review_that_was_asked_for_and_not_given_is_told(world):
    api, site, ann, bob = world
    revision = kept(world, picture(6), name="Residuals")
    site.join(bob, site.primary(ann), "creator")
    document = presentation(("", "", [picture(6)]))
    before = checked(world, document)
    path = f"figure/{revision.figure_id}/review/"
    asked = api.post(f"{path}request/", {"reviewers": ["bob"], "note": ""}, by=ann)
    during = checked(world, document)
    given = api.post(f"{path}approve/", {"revision": revision.id}, by=bob)
    after = checked(world, document)

    assert [asked.is_success, given.is_success] == [True, True], (asked.text, given.text)
    assert [(each[0]["state"], each[0]["approved"]) for each in (before, during, after)] == [
        ("current", None),
        ("not approved", False),
        ("current", True),
    ]


def test_what_one_may_not_see_is_unknown(world):
    _, site, _, _ = world
    kept(world, picture(8), name="Secret")

    found = checked(world, presentation(("", "", [picture(8)])), by=site.user("cyd"))

    assert told(found) == [("unknown", None)]


def test_a_document_that_cannot_be_read_is_refused_with_the_reason(world):
    api, _, ann, _ = world
    answer = api.post("deck/check/", {"name": "talk.pptx", "document": b64(b"PK no zip")}, by=ann)

    assert answer.status_code == 400
    assert "document" in answer.text
