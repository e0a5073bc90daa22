"""Pictures of PDFs: those in pixels, and drawings, which PDFium draws for us.

A drawing that was put into a text (as LaTeX does) is an object with strokes in it. A PDF of one
page that is all strokes is a figure that was saved as PDF. Other strokes may be anything: they are
told of and left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import PurePath
from typing import TYPE_CHECKING

from gofigr_jupyter.documents.found import Left, Picture, broken, one_line, plain

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfImage, PdfObject, PdfPage

MOST_PAGES = 5000
MOST_PIXELS = 80_000_000
MOST_DRAWN = 16_000_000
"""Pixels of a drawing."""
DRAWN_SCALE = 200 / 72
SMALLEST = 36.0
"""Points of the shorter side of a drawing: smaller ones are icons."""
FEWEST_STROKES = 12
MANY_STROKES = 40
"""On a page, outside of drawings: fewer are rules, boxes and tables."""
MOST_WORDS = 300
"""Of a page that is a figure."""
_CAPTION = re.compile(r"^\s*((?:figure|fig\.?|abbildung|abb\.?)\s*\d.*)$", re.IGNORECASE | re.M)


@dataclass(frozen=True)
class _Shown:
    """The pictures of a page, in their order; `is_whole` tells that the page itself is one."""

    pictures: Sequence[bytes]
    is_whole: bool = False


def pictures(data: bytes, name: str, left: Left) -> Iterator[Picture]:
    """The pictures and drawings, page by page, titled by the captions on their page."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise broken("is a broken PDF, or has a password") from error
    left.note("on pages after the first 5,000", max(0, pages - MOST_PAGES))
    for number in range(min(pages, MOST_PAGES)):
        yield from _on_page(document, number, name, left)


def _on_page(document: PdfDocument, number: int, name: str, left: Left) -> Iterator[Picture]:
    from pypdfium2 import PdfiumError

    try:
        page = document[number]
        text = _text(page) if len(document) == 1 else ""
        may_be_figure = len(document) == 1 and len(text.split()) <= MOST_WORDS
        shown = _shown(page, left, may_be_figure=may_be_figure)
        text = text or (_text(page) if shown.pictures else "")
    except PdfiumError:  # one broken page does not take the others with it
        left.note("on a page that is broken")
        return
    captions = [one_line(each) for each in _CAPTION.findall(text)]
    lines = [line for line in text.splitlines() if line.strip()]
    first = PurePath(name).stem if shown.is_whole else lines[0] if lines else ""
    for position, each in enumerate(shown.pictures):
        caption = captions[position] if position < len(captions) else ""
        yield Picture(
            data=each,
            format="",
            title=caption or one_line(first) or f"Picture on page {number + 1}",
            anchor=f"page {number + 1}",
            place={"page": number + 1},
            context=plain(text),
        )


def _text(page: PdfPage) -> str:
    text: str = page.get_textpage().get_text_bounded()
    return text


def _shown(page: PdfPage, left: Left, *, may_be_figure: bool) -> _Shown:
    from pypdfium2.raw import FPDF_PAGEOBJ_FORM, FPDF_PAGEOBJ_IMAGE

    found: list[bytes | None] = []
    loose = _strokes(page)
    for each in page.get_objects(max_depth=1):
        if each.type == FPDF_PAGEOBJ_IMAGE:
            found.append(_bytes(each))
        elif each.type == FPDF_PAGEOBJ_FORM:
            inside, bounds = _strokes(page, each), each.get_bounds()
            if inside >= FEWEST_STROKES and _is_large(bounds):
                found.append(_drawn(page, bounds))
                loose -= inside
            else:
                images = page.get_objects([FPDF_PAGEOBJ_IMAGE], form=each, level=1)
                found += [_bytes(image) for image in images]
    if may_be_figure and not found and loose >= FEWEST_STROKES:
        return _Shown([_drawn(page, (0.0, 0.0, *page.get_size()))], is_whole=True)
    if loose >= MANY_STROKES:
        left.note("drawn on a page among its text, where nothing tells what belongs to it")
    left.note("of too many pixels, or broken", found.count(None))
    return _Shown([each for each in found if each is not None])


def _strokes(page: PdfPage, form: PdfObject | None = None) -> int:
    from pypdfium2.raw import FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_SHADING

    kinds = [FPDF_PAGEOBJ_PATH, FPDF_PAGEOBJ_SHADING]
    return sum(1 for _ in page.get_objects(kinds, form=form, level=int(form is not None)))


_Bounds = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


def _is_large(bounds: _Bounds) -> bool:
    return min(bounds[2] - bounds[0], bounds[3] - bounds[1]) >= SMALLEST


def _drawn(page: PdfPage, bounds: _Bounds) -> bytes:
    """That part of a page as PNG."""
    width, height = page.get_size()
    left, bottom = max(0.0, bounds[0]), max(0.0, bounds[1])
    right, top = min(width, bounds[2]), min(height, bounds[3])
    size = max(1.0, (right - left) * (top - bottom))
    scale = min(DRAWN_SCALE, sqrt(MOST_DRAWN / size))
    return _png(page.render(scale=scale, crop=(left, bottom, width - right, height - top)).to_pil())


def _bytes(image: PdfImage) -> bytes | None:
    """A photograph as it was put in, anything else as PNG; None for what cannot be decoded."""
    from pypdfium2 import PdfiumError

    try:
        if image.get_filters() == ["DCTDecode"]:
            return bytes(image.get_data(decode_simple=False))
        width, height = image.get_px_size()
        if width * height > MOST_PIXELS:
            return None
        return _png(image.get_bitmap(render=False).to_pil())
    except (PdfiumError, ValueError, OSError):
        return None


def _png(image: Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
