"""Writes into a picture what it is and where it came from. What is seen of it stays the same.

    png.py     texts and XMP behind the header;  svg.py: a metadata element at the end
    pdf.py     an update behind the file's end;  spec.py: a member of plotly's or Vega's JSON

What is written follows from the stamp alone: the same picture of the same revision has the same
bytes whenever it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from gofigr_jupyter.capture.bundle import is_spec
from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.capture.stamps import pdf, png, spec, svg

Texts = Mapping[str, str]
Write = Callable[[bytes, Any, Texts], tuple[bytes, Any] | None]
"""From bytes and their payload in a bundle to both with texts in them; None where it cannot be."""

WRITERS: Mapping[str, Write] = {
    "image/png": png.written,
    "image/svg+xml": svg.written,
    "application/pdf": pdf.written,
}
MARK = b"gofigr:content"
"""Stands in every picture that describes itself: such a picture is left as it is."""
REACH = 4096


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What a picture says of itself. `revision` and `link` are None where they are not sure.

    `content` and `code` are digests (BLAKE3) of the picture without its stamp and of its cell;
    `alt` are words for those who do not see it.
    """

    title: str
    notebook: str
    content: str
    code: str
    revision: str | None = None
    link: str | None = None
    alt: str | None = None

    def texts(self) -> dict[str, str]:
        """Text by keyword. The panel writes downloads with the same keywords."""
        said = {
            "Title": self.title,
            "Description": self.alt,
            "Source": self.link,
            "gofigr:revision": self.revision,
            "gofigr:notebook": self.notebook,
            "gofigr:content": self.content,
            "gofigr:code": self.code,
        }
        return {keyword: text for keyword, text in said.items() if text}


def stamped(
    renderings: tuple[Rendering, ...], bundle: Mapping[str, Any], stamp: Stamp
) -> tuple[tuple[Rendering, ...], dict[str, Any]]:
    """`renderings` with `stamp` in them, and what to show instead of their payloads in `bundle`.

    Formats that have no place for it, and pictures that describe themselves already, stay as
    they are.
    """
    texts = stamp.texts()
    made: list[Rendering] = []
    shown: dict[str, Any] = {}
    for rendering in renderings:
        written = _written(rendering, bundle.get(rendering.mime), texts)
        if written is None:
            made.append(rendering)
        else:
            made.append(Rendering(mime=rendering.mime, data=written[0]))
            shown[rendering.mime] = written[1]
    return tuple(made), shown


def self_describing(mime: str, data: bytes, stamp: Stamp) -> bytes:
    """A picture with `stamp` in it; as it is where its format has no place for that."""
    written = _written(Rendering(mime=mime, data=data), data, stamp.texts())
    return data if written is None else written[0]


def _written(rendering: Rendering, payload: Any, texts: Texts) -> tuple[bytes, Any] | None:
    mime, data = rendering.mime, rendering.data
    write = spec.written if is_spec(mime) else WRITERS.get(mime)
    if payload is None or write is None or MARK in data[:REACH] or MARK in data[-REACH:]:
        return None
    return write(data, payload, texts)
