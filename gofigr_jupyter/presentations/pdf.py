"""A deck as PDF: a page for each slide, and the pictures attached as they were stored."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.fonts import TTFFont

from gofigr_jupyter.presentations.deck import LOST, Deck, Page, Picture, Rendering, file_name
from gofigr_jupyter.presentations.measuring import pixels
from gofigr_jupyter.presentations.prose import Block, Kind, blocks

WIDTH, HEIGHT, MARGIN = 338.67, 190.5, 18.0
"""In millimeters: a slide of 16 to 9."""
INK, GREY, BLUE = (31, 35, 40), (106, 115, 125), (9, 105, 218)
FAMILY, CODE = "DejaVu", "DejaVuMono"
_FONTS = (
    (FAMILY, "", "DejaVuSans.ttf"),
    (FAMILY, "B", "DejaVuSans-Bold.ttf"),
    (FAMILY, "I", "DejaVuSans-Oblique.ttf"),
    (FAMILY, "BI", "DejaVuSans-BoldOblique.ttf"),
    (CODE, "", "DejaVuSansMono.ttf"),
)

# The library that takes the letters out of a font tells about each table of it.
logging.getLogger("fontTools").setLevel(logging.WARNING)


def pdf(deck: Deck) -> bytes:
    """The deck as a PDF file."""
    made = FPDF(unit="mm", format=(HEIGHT, WIDTH), orientation="landscape")
    try:
        _fill(made, deck)
        return bytes(made.output())
    finally:
        for font in made.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()  # which the library leaves to the garbage collector


def _fill(made: FPDF, deck: Deck) -> None:
    made.set_margins(MARGIN, MARGIN)
    made.set_auto_page_break(True, margin=MARGIN)
    made.set_title(deck.title)
    made.set_author(deck.author)
    made.set_subject(deck.description)
    made.set_lang("en")
    for family, style, file in _FONTS:
        made.add_font(family, style, str(_folder() / file))
    for page in deck.pages:
        _add(made, deck, page)
    for number, picture, rendering in deck.renderings():
        made.embed_file(
            bytes=rendering.data,
            basename=file_name(number, picture, rendering),
            mime_type=rendering.media_type,
            desc=picture.about,
        )


def _folder() -> Path:
    """Where matplotlib keeps its fonts, without loading it."""
    found = find_spec("matplotlib")
    places = (found and found.submodule_search_locations) or [""]
    return Path(places[0]) / "mpl-data" / "fonts" / "ttf"


def _add(made: FPDF, deck: Deck, page: Page) -> None:
    made.add_page()
    if page.is_opening:
        made.set_y(HEIGHT * 0.3)
        _line(made, page.title or deck.title, size=34, style="B")
        made.ln(4)
        _write(made, blocks(page.content), size=17)
        made.ln(2)
        _line(made, deck.byline, size=13, color=GREY)
        return
    picture = page.picture
    _line(made, page.title or (picture.name if picture else ""), size=24, style="B")
    made.ln(3)
    if picture is None:
        if page.is_lost:
            _line(made, LOST, size=13, color=GREY)
            made.ln(3)
        _write(made, blocks(page.content), size=17)
        return
    _figure(made, page, picture)


def _figure(made: FPDF, page: Page, picture: Picture) -> None:
    top, has_text = made.get_y(), bool(page.content.strip())
    width, height = WIDTH - 2 * MARGIN, HEIGHT - MARGIN - top - 12
    beside = width * 0.64 if has_text else width
    if picture.raster is None:
        _line(made, "There is no picture of this figure.", size=13, color=GREY)
    else:
        _picture(made, picture, picture.raster, (MARGIN, top, beside, height))
    made.set_xy(MARGIN, HEIGHT - MARGIN - 6)
    _line(made, f"{picture.name} · {picture.label}", size=10, color=GREY, link=picture.link)
    if has_text:
        made.set_left_margin(MARGIN + beside + 8)
        made.set_xy(MARGIN + beside + 8, top)
        _write(made, blocks(page.content), size=13)
        made.set_left_margin(MARGIN)


def _picture(
    made: FPDF, picture: Picture, raster: Rendering, box: tuple[float, float, float, float]
) -> None:
    left, top, width, height = box
    columns, rows = pixels(picture, raster)
    scale = min(width / columns, height / rows)
    wide, high = columns * scale, rows * scale
    made.image(
        BytesIO(raster.data),
        x=left + (width - wide) / 2,
        y=top + (height - high) / 2,
        w=wide,
        h=high,
        alt_text=picture.told,
        link=picture.link,
    )


def _line(
    made: FPDF,
    text: str,
    *,
    size: float,
    style: str = "",
    color: tuple[int, int, int] = INK,
    link: str = "",
) -> None:
    made.set_font(FAMILY, style, size)
    made.set_text_color(*color)
    made.multi_cell(0, size * 0.46, text, align="L", new_x="LMARGIN", new_y="NEXT", link=link)


def _write(made: FPDF, found: tuple[Block, ...], *, size: float) -> None:
    height, margin = size * 0.5, made.l_margin
    for block in found:
        made.set_text_color(*INK)
        made.set_left_margin(margin + 7 * block.depth)
        made.set_x(made.l_margin)
        if block.kind in (Kind.BULLET, Kind.NUMBER):
            _font(made, "", size)
            made.write(height, "•  " if block.kind is Kind.BULLET else f"{block.number}.  ")
            made.set_left_margin(made.get_x())
        for run in block.runs:
            bold = run.is_bold or block.kind is Kind.HEADING
            italic = run.is_italic or block.kind is Kind.QUOTE
            _font(made, "B" * bold + "I" * italic, size, is_code=run.is_code)
            made.set_text_color(*(BLUE if run.link else INK))
            made.write(height, run.text, link=run.link or "")
        made.set_left_margin(margin)
        made.ln(height * 1.35)


def _font(made: FPDF, style: str, size: float, *, is_code: bool = False) -> None:
    if is_code:
        made.set_font(CODE, "", size * 0.9)
    else:
        made.set_font(FAMILY, style, size)
