"""PDF: a new version of the document's information and an XMP packet, as an update of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gofigr_jupyter.capture.stamps.xmp import packet

MARK = b"\n%gofigr:content\n"
_TRAILER = re.compile(
    rb"trailer\s*<<(?P<entries>.*?)>>\s*startxref\s+(?P<xref>\d+)\s+%%EOF\s*\Z", re.S
)
_DICTIONARY = re.compile(rb"\s*<<(.*?)>>\s*endobj", re.S)
_ROOT = re.compile(rb"/Root\s+(?P<number>\d+)\s+0\s+R")
_SIZE = re.compile(rb"/Size\s+(?P<size>\d+)")
NAMES = {"Description": "Subject"}
"""What a document calls a text that pictures call otherwise."""
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
    entries = b"".join(
        b"\n/%s <%s>" % (NAMES.get(keyword, keyword).replace(":", ".").encode(), _text(text))
        for keyword, text in texts.items()
    )
    kept = re.sub(rb"/(?:Title|Subject)\s*\((?:\\.|[^\\()])*\)", b"", _entries(data, number) or b"")
    objects = {number: b"<<%s%s\n>>" % (kept.rstrip(), entries)}
    trailer = re.sub(rb"/Prev\s+\d+", b"", found["entries"]).rstrip()
    root, size = _ROOT.search(trailer), _SIZE.search(trailer)
    catalog = _entries(data, int(root["number"])) if root else None
    if root and size and catalog and b"/Metadata" not in catalog:
        added, xmp = int(size["size"]), packet(texts).encode("utf-8", "replace")
        about = b"<</Type /Metadata /Subtype /XML /Length %d>>" % len(xmp)
        objects[int(root["number"])] = b"<<%s /Metadata %d 0 R>>" % (catalog.rstrip(), added)
        objects[added] = b"%s\nstream\n%s\nendstream" % (about, xmp)
        trailer = _SIZE.sub(b"/Size %d" % (added + 1), trailer)
    return MARK + _appended(objects, trailer, start=len(data) + len(MARK), before=found["xref"])


def _appended(objects: Mapping[int, bytes], trailer: bytes, *, start: int, before: bytes) -> bytes:
    """The objects, and the table that tells where they are, as they stand from `start` on."""
    body, table = b"", b"xref\n"
    for number in sorted(objects):
        table += b"%d 1\n%010d 00000 n \n" % (number, start + len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    end = b"trailer\n<<%s /Prev %s>>\nstartxref\n%d\n%%%%EOF\n"
    return body + table + end % (trailer, before, start + len(body))


def _entries(data: bytes, number: int) -> bytes | None:
    """What stands in the dictionary that is an object of that number."""
    head = b"\n%d 0 obj" % number
    place = data.find(head)
    found = _DICTIONARY.match(data, place + len(head)) if place >= 0 else None
    return found[1] if found else None


def _text(text: str) -> bytes:
    return (b"\xfe\xff" + text.encode("utf-16-be", "replace")).hex().encode()
