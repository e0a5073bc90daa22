"""A deck written in each format: its words, its pictures as stored, and where they come from."""

import base64
import io
import json
import re
import zipfile
from dataclasses import replace

import nbformat
import pypdfium2
import pytest
from decks import BILLS, DECK, LINK, PNG, REVISION, SVG, stored
from pptx import Presentation

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.presentations.deck import Page
from gofigr_jupyter.presentations.formats import FORMATS, format_named


def written(name, deck=DECK):
    return format_named(name).write(deck)


def only(picture, **more):
    return replace(DECK, pages=[Page(kind="figure", picture=picture, **more)])


@pytest.fixture(scope="module")
def slides():
    return list(Presentation(io.BytesIO(written("pptx"))).slides)


def words(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def test_powerpoint_has_native_text_and_notes(slides):
    assert words(slides[0]) == [
        "What bills tell",
        "A short story\nAnn Ada · 22 November 2026 · For ornithologists",
    ]
    assert words(slides[1]) == ["Why", "one\ntwo µm²\nSee us."]
    assert words(slides[3]) == ["Gone", "This figure is no longer kept."]
    assert words(slides[4]) == ["End", "<script>alert(1)</script>"]
    assert slides[0].notes_slide.notes_text_frame.text == "Say hello."
    links = [
        r.hyperlink.address for p in slides[1].placeholders[1].text_frame.paragraphs for r in p.runs
    ]
    assert links == [None, None, None, None, "https://a.example", None]


def test_powerpoint_keeps_the_stored_picture_and_tells_where_it_comes_from(slides):
    (picture,) = [shape for shape in slides[2].shapes if shape.shape_type == 13]

    about = picture._element.nvPicPr.cNvPr.get("descr")
    assert picture.image.blob == PNG
    assert LINK in about
    assert REVISION in about
    assert stored("svg", SVG).digest in about
    assert picture.click_action.hyperlink.address == LINK
    assert abs(picture.width / picture.height - 80 / 60) < 0.01
    assert slides[2].notes_slide.notes_text_frame.text == f"Wait.\n\n{BILLS.about}"


def test_powerpoint_carries_the_drawing_beside_the_picture():
    with zipfile.ZipFile(io.BytesIO(written("pptx"))) as file:
        drawings = [name for name in file.namelist() if name.endswith(".svg")]
        shown = file.read("ppt/slides/slide3.xml").decode()
        types = file.read("[Content_Types].xml").decode()
        assert [file.read(name) for name in drawings] == [SVG]

    assert "asvg:svgBlip" in shown
    assert "image/svg+xml" in types


def test_pdf_has_a_page_for_each_slide_and_the_stored_pictures_attached():
    document = pypdfium2.PdfDocument(written("pdf"))

    texts = [document[n].get_textpage().get_text_range() for n in range(len(document))]
    kept = {
        found.get_name(): bytes(found.get_data())
        for found in map(document.get_attachment, range(document.count_attachments()))
    }
    assert len(texts) == 5
    assert "What bills tell" in texts[0]
    assert "two µm²" in texts[1]
    assert "Bills <by> species · revision 3 · 22 November 2026" in texts[2]
    assert "This figure is no longer kept." in texts[3]
    assert kept == {"03-Bills--by--species.png": PNG, "03-Bills--by--species.svg": SVG}
    document.close()


def test_html_loads_nothing_and_runs_only_its_own_script():
    page = written("html").decode()

    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    assert "default-src 'none'" in policy
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy
    assert re.findall(r'(?:src|href)="(?!data:)([^"]+)"', page) == ["https://a.example", LINK]
    assert f"data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}" in page
    assert 'alt="Bills &lt;by&gt; species · revision 3' in page
    assert "<script>alert" not in page
    assert " style=" not in page
    assert "onload" not in page


def test_markdown_comes_with_its_pictures_as_stored():
    with zipfile.ZipFile(io.BytesIO(written("markdown"))) as files:
        text = files.read("story.md").decode()
        kept = {name: files.read(name) for name in files.namelist() if name != "story.md"}

    assert text.startswith("# What bills tell\n\nAnn Ada · 22 November 2026")
    assert r"![Bills \<by\> species](pictures/03-Bills--by--species.svg)" in text
    assert f"({LINK})" in text
    assert REVISION in text
    assert "> **Notes.** Say hello." in text
    assert kept == {
        "pictures/03-Bills--by--species.png": PNG,
        "pictures/03-Bills--by--species.svg": SVG,
    }


def test_a_notebook_is_valid_and_has_its_pictures_attached():
    made = json.loads(written("notebook"))

    nbformat.validate(made)
    figure = made["cells"][3]
    assert [cell["metadata"]["slideshow"]["slide_type"] for cell in made["cells"]] == [
        *("slide", "notes", "slide", "slide", "notes", "slide", "slide")
    ]
    assert figure["attachments"] == {
        "03-Bills--by--species.svg": {"image/svg+xml": base64.b64encode(SVG).decode()}
    }
    assert "attachment:03-Bills--by--species.svg" in figure["source"]
    assert figure["metadata"]["gofigr"]["revision"] == REVISION


@pytest.mark.parametrize("name", FORMATS)
def test_a_figure_without_a_picture_is_said_to_have_none(name):
    bare = replace(BILLS, raster=None, vector=None)

    assert written(name, only(bare))


@pytest.mark.parametrize("name", ["pptx", "pdf"])
@pytest.mark.parametrize("data", [b"", b"no picture", PNG[:30]])
def test_a_picture_that_cannot_be_read_is_named(name, data):
    broken = replace(BILLS, raster=stored("png", data), vector=None)

    with pytest.raises(InvalidInput, match="Bills <by> species"):
        written(name, only(broken))


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_story_and_a_long_one_are_written(name):
    long = Page(kind="custom", title="x" * 900, content="word " * 3000)

    assert written(name, replace(DECK, pages=[]))
    assert written(name, replace(DECK, pages=[long]))


def test_there_is_no_other_format():
    with pytest.raises(InvalidInput, match="There is no format 'docx'"):
        format_named("docx")
