"""Stories as files over the wire."""

import io
import zipfile

import pytest
from pictured_files import SVG, png
from pptx import Presentation

from gofigr_jupyter.presentations.formats import FORMATS

PICTURE = png()


@pytest.fixture
def revision(site, ann):
    return site.revision(
        ann,
        None,
        ("figure", "image", {"format": "png"}, PICTURE),
        ("figure", "image", {"format": "svg"}, SVG),
        ("marked", "image", {"format": "png", "is_watermarked": True}, png("#000000")),
        ("Jupyter Cell", "code", {"language": "python"}, b"secret = 1"),
        short_id="abc1",
    )


def story_of(api, by, revision, **more):
    body = {"name": "Bills: a story", "workspace": revision.workspace_id, **more}
    answer = api.post("story/", {"revisions": [revision.id], **body}, by=by)
    assert answer.status_code == 201, answer.text
    return answer.json()["api_id"]


def exported(api, by, story, format):
    answer = api.get(f"story/{story}/export/{format}/", by=by)
    assert answer.status_code == 200, answer.text
    return answer


def titles(answer):
    return [
        slide.shapes.title.text_frame.text
        for slide in Presentation(io.BytesIO(answer.content)).slides
    ]


@pytest.mark.parametrize("format", FORMATS)
def test_a_story_is_exported_in_every_format(api, revision, ann, format):
    answer = exported(api, ann, story_of(api, ann, revision), format)

    suffix = FORMATS[format].suffix
    assert answer.headers["content-type"] == FORMATS[format].media_type
    assert f'filename="Bills a story.{suffix}"' in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert b"secret" not in answer.content


def test_the_words_of_now_are_told_with_a_picture(api, revision, ann):
    story = story_of(api, ann, revision)
    for words in ("Bills grow.", "Bills of Gentoos grow."):
        path, body = f"revision/{revision.id}/", {"metadata": {"alt_text": words}}
        assert api.patch(path, body, by=ann).status_code == 200

    deck = exported(api, ann, story, "pptx")
    page = exported(api, ann, story, "html")

    slides = Presentation(io.BytesIO(deck.content)).slides
    told = [
        s._element.nvPicPr.cNvPr.get("descr")
        for each in slides
        for s in each.shapes
        if s.shape_type == 13
    ]
    assert len(told) == 1
    assert told[0].startswith("Bills of Gentoos grow. ")
    assert revision.id in told[0]
    assert b'alt="Bills of Gentoos grow. ' in page.content


def test_the_stored_pictures_are_in_it_without_a_visible_mark(api, revision, ann):
    answer = exported(api, ann, story_of(api, ann, revision), "markdown")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        text = files.read("story.md").decode()
        pictures = {name: files.read(name) for name in files.namelist() if "pictures" in name}
    assert set(pictures.values()) == {PICTURE, SVG}
    assert "http://testserver/r/abc1" in text


def test_what_a_story_says_becomes_slides_where_nobody_wrote_them(api, revision, ann):
    words = {"title": "Beaks", "introduction": "Penguins.", "goals": "- compare"}
    slides = [{"slide_type": "data", "title": "Data"}, {"slide_type": "conclusion", "title": "So"}]

    bare = exported(api, ann, story_of(api, ann, revision, **words, slides=slides), "pptx")
    own = [{"slide_type": "title", "title": "Mine"}, {"slide_type": "goals", "title": "Ours"}]
    some = exported(api, ann, story_of(api, ann, revision, **words, slides=own), "pptx")

    assert titles(bare) == [
        *("Beaks", "Introduction", "Goals", "Data", "Bill length by species", "So")
    ]
    assert titles(some) == ["Mine", "Introduction", "Ours", "Bill length by species"]


def test_a_figure_that_is_gone_or_went_elsewhere_is_not_shown(api, site, revision, ann, bob):
    slide = {"slide_type": "figure", "title": "Bills", "revision_id": revision.id}
    story = story_of(api, ann, revision, slides=[slide], revisions=[])
    share = {"username": "bob", "sharing_enabled": True}
    api.post(f"story/{story}/share/user/", share, by=ann)
    elsewhere = site.analysis(ann, site.workspace(ann))

    shared = exported(api, bob, story, "notebook")
    move = api.patch(f"figure/{revision.figure_id}/", {"analysis": elsewhere.id}, by=ann)
    moved, own = (exported(api, who, story, "notebook") for who in (bob, ann))
    removal = api.delete(f"figure/{revision.figure_id}/", by=ann)
    gone = exported(api, ann, story, "notebook")

    assert (move.status_code, removal.status_code) == (200, 204), removal.text
    has_picture = [b"image/svg+xml" in each.content for each in (shared, moved, own, gone)]
    assert has_picture == [True, False, True, False]
    assert b"This figure is no longer kept." in gone.content


def test_a_drawing_alone_is_drawn_for_powerpoint(api, site, ann):
    revision = site.revision(ann, None, ("figure", "image", {"format": "svg"}, SVG))

    answer = exported(api, ann, story_of(api, ann, revision), "pptx")

    with zipfile.ZipFile(io.BytesIO(answer.content)) as file:
        media = sorted(name.split(".")[-1] for name in file.namelist() if "/media/" in name)
    assert media == ["png", "svg"]


def test_another_format_is_refused(api, revision, ann):
    answer = api.get(f"story/{story_of(api, ann, revision)}/export/docx/", by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "format")
    assert "markdown" in answer.json()["hint"]
