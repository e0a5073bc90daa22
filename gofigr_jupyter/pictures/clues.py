"""Clues: the ids and links that a picture carries, invisibly or in a QR code."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MOST = 20
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
# A keyword and its text stand next to each other in PNG, SVG and PDF, with a few signs between.
_REVISION = re.compile(rb"gofigr:revision[^0-9a-zA-Z]{1,8}(" + _UUID.encode() + rb")")
_LINK = re.compile(rf"/(?:r|revision)/({_UUID}|[0-9A-Za-z]{{1,64}})(?![0-9A-Za-z-])")
_LINK_OF_BYTES = re.compile(_LINK.pattern.encode())
_SIDES = (2000, 1000)
"""Pixels of the longer side at which codes are looked for: small ones need many, blurred few."""


@dataclass(frozen=True)
class Clues:
    """Ids of revisions and what links lead to, short ids or ids, each once."""

    revisions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.revisions or self.links)


def written_in(data: bytes) -> Clues:
    """What is written in a PNG, SVG or PDF that describes itself. Other bytes tell nothing."""
    if b"gofigr:" not in data:
        return Clues()
    return Clues(
        revisions=_some(found.decode() for found in _REVISION.findall(data)),
        links=_some(found.decode() for found in _LINK_OF_BYTES.findall(data)),
    )


def seen_in(image: Image) -> Clues:
    """What the QR codes in a picture lead to."""
    import zxingcpp  # few pictures are looked at, so nobody waits for it at the start

    for side in _SIDES:
        small = image.convert("L")
        small.thumbnail((side, side))
        codes = zxingcpp.read_barcodes(
            small, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
        links = _some(link for code in codes for link in _LINK.findall(code.text))
        if links:
            return Clues(links=links)
    return Clues()


def _some(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:MOST]
