"""PNG: texts (iTXt) and an XMP packet behind the header. The picture's own chunks stay."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from gofigr_jupyter.capture.stamps.xmp import packet

SIGNATURE = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
HEAD = 33
"""Bytes of the signature and the header, which has to come first: 44 characters of base64."""
XMP = "XML:com.adobe.xmp"


def written(data: bytes, payload: Any, texts: Mapping[str, str]) -> tuple[bytes, Any] | None:
    """A PNG with the texts in it, and its payload; None for what is no PNG."""
    import pybase64  # only those who encode should pay for it

    if not data.startswith(SIGNATURE):
        return None
    chunks = _chunks(texts)
    made = b"".join((data[:HEAD], chunks, data[HEAD:]))
    if not isinstance(payload, str):
        return made, made
    if len(payload) != (len(data) + 2) // 3 * 4:  # it has line breaks
        return made, pybase64.b64encode(made).decode("ascii")
    # Both parts end where a group of base64 ends, so the picture itself need not be encoded again.
    cut = HEAD // 3 * 4
    return made, payload[:cut] + pybase64.b64encode(chunks).decode("ascii") + payload[cut:]


def _chunks(texts: Mapping[str, str]) -> bytes:
    """The chunks, their length a multiple of three."""
    chunks = b"".join(_chunk(keyword, text) for keyword, text in texts.items())
    xmp = packet(texts)
    room = -(len(chunks) + len(_chunk(XMP, xmp))) % 3
    return chunks + _chunk(XMP, xmp + " " * room)


def _chunk(keyword: str, text: str) -> bytes:
    body = b"iTXt" + keyword.encode("ascii") + b"\0\0\0\0\0" + text.encode("utf-8", "replace")
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", crc32(body))
