"""Metafiles: what Windows keeps as drawing commands (EMF, WMF), often just one picture of dots.

Programs that copy a picture wrap it so. Such a picture is taken out; what really is drawn by
commands stays what it is. Nothing is drawn here.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from gofigr_jupyter.documents.found import MOST_PART

HEADER, COMMENT, PLUS = 1, 70, b"EMF+"
IN_DIBITS, IN_BLITS = 48, 84
"""Where a record tells where its bitmap is."""
BITMAPS = {80: IN_DIBITS, 81: IN_DIBITS} | dict.fromkeys((76, 77, 114, 116), IN_BLITS)
"""Records that draw a bitmap."""
STROKES = frozenset(
    {*range(2, 9), 15, *range(41, 48), *range(53, 57), 62, 63, 64, *range(71, 75), 78, 79}
    | {83, 84, *range(85, 93), 96, 97, 108, 118}
)
"""Records that draw something else: lines, shapes, words."""
DUAL = b"\x01\x40\x01"
"""So EMF+ begins where the other records say the same again, for programs that do not know it."""
OBJECT, CONTINUED, IMAGE = 0x4008, 0x8000, 5
PLUS_STROKES = frozenset({*range(0x400A, 0x401A), 0x401C, 0x4036})
AS_JPEG, AS_PNG = 4, 5
"""Compressions of a bitmap whose bytes are those of a file."""


class _Drawn(Exception):
    """The metafile draws more than one picture."""


def is_metafile(data: bytes) -> bool:
    """Whether these are drawing commands of Windows, packed or not."""
    data = _unpacked(data, 64)
    return _is_emf(data) or data.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00"))


def picture_in(data: bytes) -> bytes | None:
    """The file of the one picture that an EMF shows; None where it shows anything else."""
    data = _unpacked(data, MOST_PART)
    if not _is_emf(data):
        return None
    try:
        return _picture(memoryview(data))
    except (_Drawn, struct.error):  # an end that comes too early
        return None


def _unpacked(data: bytes, most: int) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        return zlib.decompressobj(31).decompress(data, most)
    except zlib.error:
        return b""


def _is_emf(data: bytes) -> bool:
    return data[:4] == b"\x01\0\0\0" and data[40:44] == b" EMF"


def _picture(data: memoryview) -> bytes | None:
    plus = bytearray()
    bitmaps: list[bytes] = []
    drawn = False
    for kind, record in _records(data):
        drawn = drawn or kind in STROKES
        if kind == COMMENT and record[12:16] == PLUS:
            (size,) = struct.unpack_from("<I", record, 8)
            plus += record[16 : 12 + size]
        elif kind in BITMAPS:
            bitmaps += _bitmap(record, BITMAPS[kind])
    images = list(_images(memoryview(bytes(plus))))
    if images and (plus.startswith(DUAL) or not (drawn or bitmaps)):
        found = images
    else:
        found = [] if drawn or images else bitmaps
    return found[0] if len(found) == 1 else None


def _records(data: memoryview) -> Iterator[tuple[int, memoryview]]:
    place = 0
    while place + 8 <= len(data):
        kind, size = struct.unpack_from("<II", data, place)
        if size < 8:
            raise _Drawn
        yield kind, data[place : place + size]
        place += size


def _bitmap(record: memoryview, place: int) -> Iterator[bytes]:
    """The bitmap of a record as a file; none where the record only fills what is there."""
    at, size, bits_at, bits_size = struct.unpack_from("<IIII", record, place)
    if not size or not bits_size:
        return
    about, bits = bytes(record[at : at + size]), bytes(record[bits_at : bits_at + bits_size])
    (compression,) = struct.unpack_from("<I", about, 16)
    if compression in (AS_JPEG, AS_PNG):
        yield bits
    else:
        length, start = 14 + len(about) + len(bits), 14 + len(about)
        yield struct.pack("<2sIHHI", b"BM", length, 0, 0, start) + about + bits


def _images(data: memoryview) -> Iterator[bytes]:
    """The files of pictures among the records of EMF+. Raises _Drawn where these draw more."""
    place, coming = 0, bytearray()
    while place + 12 <= len(data):
        kind, flags, size, length = struct.unpack_from("<HHII", data, place)
        if kind in PLUS_STROKES or size < 12:
            raise _Drawn
        if kind == OBJECT and flags >> 8 & 0x7F == IMAGE:
            begin = place + 12
            continued = flags & CONTINUED
            total = struct.unpack_from("<I", data, begin)[0] if continued else length
            coming += data[begin + (4 if continued else 0) : begin + length]
            if len(coming) >= total:
                yield from _file(bytes(coming))
                coming = bytearray()
        place += size


def _file(image: bytes) -> Iterator[bytes]:
    """The file in an image of EMF+; none in one that has bare pixels or commands."""
    kind, is_file = struct.unpack_from("<4xI16xI", image)
    if (kind, is_file) == (1, 1):
        yield image[28:]
