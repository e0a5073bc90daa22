"""PDF: a new version of the document's information, appended as an update of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

MARK = b"\n%gofigr:content\n"
_TRAILER = re.compile(
    rb"trailer\s*<<(?P<entries>.*?)>>\s*startxref\s+(?P<xref>\d+)\s+%%EOF\s*\Z", re.S
)
_INFO = re.compile(rb"/Info\s+(?P<number>\d+)\s+0\s+R")


def written(data: bytes, payload: Any, texts: Mapping[str, str]) -> tuple[bytes, Any] | None:
    """A document with the texts in it, and its payload.

    None where the file's end is not of the classic kind that matplotlib writes.
    """
    import pybase64  # only those who encode should pay for it

    found = _TRAILER.search(data, max(len(data) - 4096, 0))
    info = _INFO.search(found["entries"]) if found else None
    if found is None or info is None:
        return None
    made = data + _update(data, found, int(info["number"]), texts)
    return made, pybase64.b64encode(made).decode("ascii") if isinstance(payload, str) else made


def without(data: bytes) -> bytes:
    """The document as it was before."""
    place = data.rfind(MARK)
    return data if place < 0 else data[:place]


def _update(data: bytes, found: re.Match[bytes], number: int, texts: Mapping[str, str]) -> bytes:
    place = len(data) + len(MARK)
    before = re.search(rb"(?<!\d)%d 0 obj\s*<<(.*?)>>\s*endobj" % number, data, re.S)
    kept = re.sub(rb"/Title\s*\((?:\\.|[^\\()])*\)", b"", before[1] if before else b"")
    entries = b"".join(
        b"\n/%s <%s>" % (keyword.replace(":", ".").encode(), _text(text))
        for keyword, text in texts.items()
    )
    body = b"%d 0 obj\n<<%s%s\n>>\nendobj\n" % (number, kept.rstrip(), entries)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    end = b"trailer\n<<%s /Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        re.sub(rb"/Prev\s+\d+", b"", found["entries"]).rstrip(),
        found["xref"],
        place + len(body),
    )
    return MARK + body + table + end


def _text(text: str) -> bytes:
    return (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().encode()
