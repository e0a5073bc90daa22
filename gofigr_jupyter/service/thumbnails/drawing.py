"""Small pictures of what needs no large decoder."""

from __future__ import annotations

from gofigr_jupyter.service.thumbnails import notebooks, tables, texts
from gofigr_jupyter.service.thumbnails.kinds import Kind
from gofigr_jupyter.service.thumbnails.pictures import thumbnail
from gofigr_jupyter.service.thumbnails.sheet import table_sheet, text_sheet


def drawn(kind: Kind, data: bytes, size: int) -> bytes | None:
    """A PNG of a raster image, a notebook, a table or a text; None where it is none."""
    if kind is Kind.RASTER:
        return thumbnail(data, format="png", size=size)
    if kind is Kind.NOTEBOOK:
        return _notebook(data, size)
    text = texts.decoded(data)
    if text is None:
        return None
    rows = tables.first_rows(text) if kind is Kind.TABLE else None
    if rows is not None:
        return table_sheet(rows, width=size)
    return text_sheet(texts.first_lines(text), width=size)


def _notebook(data: bytes, size: int) -> bytes | None:
    notebook = notebooks.parsed(data)
    picture = notebooks.first_picture(notebook)
    small = picture and thumbnail(picture, format="png", size=size)
    return small or text_sheet(texts.first_lines(notebooks.text(notebook)), width=size)
