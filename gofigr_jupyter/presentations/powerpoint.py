"""A deck as PowerPoint: native text, pictures as they were stored, notes for the speaker."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.oxml import parse_xml
from pptx.util import Emu, Inches, Pt

from gofigr_jupyter.presentations.deck import LOST, Deck, Page, Picture
from gofigr_jupyter.presentations.measuring import pixels
from gofigr_jupyter.presentations.prose import Block, Kind, Run, blocks

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides
    from pptx.slide import Slide
    from pptx.text.text import TextFrame

Box = tuple[int, int, int, int]
"""Left, top, width and height."""

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.7)
TITLE_LAYOUT, TEXT_LAYOUT, BARE_LAYOUT = 0, 1, 5
"""Of the template that comes with the library."""
INK, GREY = RGBColor(0x1F, 0x23, 0x28), RGBColor(0x6A, 0x73, 0x7D)
SVG_EXTENSION = """<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip
 xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 r:embed="%s"/></a:ext></a:extLst>"""


def powerpoint(deck: Deck) -> bytes:
    """The deck as a .pptx file."""
    made = Presentation()
    made.slide_width, made.slide_height = WIDTH, HEIGHT
    properties = made.core_properties
    properties.title, properties.author = deck.title, deck.author
    properties.subject, properties.comments = deck.description[:255], deck.link
    for page in deck.pages:
        _add(made, deck, page)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _add(made: Slides, deck: Deck, page: Page) -> None:
    if page.is_opening:
        slide = _opening(made, deck, page)
    elif page.picture is not None or page.is_lost:
        slide = _figure(made, page)
    else:
        slide = made.slides.add_slide(made.slide_layouts[TEXT_LAYOUT])
        _headline(slide, page.title)
        top = Inches(1.6)
        _body(slide, page.content, (MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - top - MARGIN))
    if page.spoken:
        _notes(slide, page.spoken)


def _opening(made: Slides, deck: Deck, page: Page) -> Slide:
    slide = made.slides.add_slide(made.slide_layouts[TITLE_LAYOUT])
    _headline(slide, page.title or deck.title, size=40)
    _place(slide.shapes.title, (MARGIN, Inches(2.0), WIDTH - 2 * MARGIN, Inches(1.6)))
    slide.shapes.title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    under = slide.placeholders[1]
    _place(under, (MARGIN, Inches(3.8), WIDTH - 2 * MARGIN, Inches(2.6)))
    _write(under.text_frame, blocks(page.content), size=20)
    line = under.text_frame.paragraphs[-1]
    if page.content.strip():
        line = under.text_frame.add_paragraph()
    _style(line, size=16, color=GREY).text = deck.byline
    return slide


def _figure(made: Slides, page: Page) -> Slide:
    has_text = bool(page.content.strip())
    slide = made.slides.add_slide(made.slide_layouts[TEXT_LAYOUT if has_text else BARE_LAYOUT])
    picture = page.picture
    _headline(slide, page.title or (picture.name if picture else ""))
    top, bottom = Inches(1.5), HEIGHT - Inches(0.95)
    width = WIDTH - 2 * MARGIN
    beside = int(width * 0.64) if has_text else width
    if has_text:
        left = MARGIN + beside + Inches(0.3)
        _body(slide, page.content, (left, top, WIDTH - MARGIN - left, bottom - top))
    room = (MARGIN, top, beside, bottom - top)
    if picture is None or picture.raster is None:
        _caption(slide, LOST if page.is_lost else "There is no picture of this figure.", None, room)
    else:
        _picture(slide, picture, room)
    if picture is not None:
        line = (MARGIN, HEIGHT - Inches(0.85), width, Inches(0.4))
        _caption(slide, f"{picture.name} · {picture.label}", picture.link, line)
    return slide


def _picture(slide: Slide, picture: Picture, room: Box) -> None:
    """Show it as large as the room allows; the drawing too, for programs that can show it."""
    if picture.raster is None:
        return
    columns, rows = pixels(picture, picture.raster)
    scale = min(room[2] / columns, room[3] / rows)
    width, height = int(columns * scale), int(rows * scale)
    left, top = room[0] + (room[2] - width) // 2, room[1] + (room[3] - height) // 2
    shape = slide.shapes.add_picture(BytesIO(picture.raster.data), left, top, width, height)
    shape.click_action.hyperlink.address = picture.link
    told = shape._element.nvPicPr.cNvPr
    told.set("name", picture.name)
    told.set("descr", picture.told)
    if picture.vector is not None:
        package = slide.part.package
        name = package.next_partname("/ppt/media/drawing%d.svg")
        part = Part(name, picture.vector.media_type, package, picture.vector.data)
        id = slide.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
        shape._element.blipFill.blip.append(parse_xml(SVG_EXTENSION % id))


def _headline(slide: Slide, text: str, *, size: int = 30) -> None:
    title = slide.shapes.title
    _place(title, (MARGIN, Inches(0.45), WIDTH - 2 * MARGIN, Inches(0.95)))
    title.text_frame.text = text
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    for line in title.text_frame.paragraphs:
        _style(line, size=size if len(text) < 60 else int(size * 0.75))
        line.alignment = 1
        line.font.bold = True


def _body(slide: Slide, content: str, box: Box) -> None:
    frame = slide.placeholders[1]
    _place(frame, box)
    found = blocks(content)
    characters = sum(len(block.text) + 60 for block in found)
    room = Emu(box[2]).inches * Emu(box[3]).inches
    # At 20 points some 14 characters stand on a square inch.
    size = next((size for size in (20, 18, 16, 14, 12) if characters * size**2 < room * 5600), 10)
    _write(frame.text_frame, found, size=size)


def _write(frame: TextFrame, found: Sequence[Block], *, size: int) -> None:
    frame.word_wrap = True
    for place, block in enumerate(found):
        line = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        _style(line, size=size)
        line.alignment = 1
        line.level = min(block.depth, 8)
        if block.kind is not Kind.BULLET:
            properties = line._p.get_or_add_pPr()
            properties.set("marL", "0")
            properties.set("indent", "0")
            properties.insert(0, parse_xml(_NO_BULLET))
        if block.kind is Kind.NUMBER:
            line.add_run().text = f"{block.number}. "
        if block.kind is Kind.HEADING:
            line.font.bold = True
        line.font.italic = True if block.kind is Kind.QUOTE else None
        for run in block.runs:
            _run(line, run)


_NO_BULLET = '<a:buNone xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'


def _run(line: Any, run: Run) -> None:  # noqa: ANN401  # the library has no types
    for number, text in enumerate(run.text.split("\n")):
        if number:
            line.add_line_break()
        made = line.add_run()
        made.text = text
        if run.is_bold:
            made.font.bold = True
        if run.is_italic:
            made.font.italic = True
        if run.is_code:
            made.font.name = "Consolas"
        if run.link:
            made.hyperlink.address = run.link


def _caption(slide: Slide, text: str, link: str | None, box: Box) -> None:
    frame = slide.shapes.add_textbox(*box).text_frame
    frame.word_wrap = True
    line = _style(frame.paragraphs[0], size=12, color=GREY)
    _run(line, Run(text=text, link=link))


def _notes(slide: Slide, text: str) -> None:
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = text


def _style(line: Any, *, size: int, color: RGBColor = INK) -> Any:  # noqa: ANN401  # no types
    line.font.size = Pt(size)
    line.font.color.rgb = color
    return line


def _place(shape: Any, box: Box) -> None:  # noqa: ANN401  # the library has no types
    shape.left, shape.top, shape.width, shape.height = box
