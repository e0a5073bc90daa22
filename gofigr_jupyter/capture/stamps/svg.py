"""SVG: a metadata element as the drawing's last one, with words for who does not see it before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any

from gofigr_jupyter.capture.stamps.xmp import packet

END = b"</svg>"
HEAD, TAIL = '<metadata id="gofigr-provenance">', "</metadata>"
WORDS, END_OF_WORDS = '<desc id="gofigr-alt">', "</desc>"
_OURS = re.compile(f"(?:{WORDS}[^<]*{END_OF_WORDS})?{HEAD}.*?{TAIL}".encode(), re.S)


def written(data: bytes, payload: Any, texts: Mapping[str, str]) -> tuple[bytes, Any] | None:
    """A drawing with the texts in it, and its payload; None where it has no end."""
    place = data.rfind(END)
    if place < 0:
        return None
    words = escape(texts.get("Description", ""), quote=False)
    told = f"{WORDS}{words}{END_OF_WORDS}" if words else ""
    ours = f"{told}{HEAD}{packet(texts)}{TAIL}".encode("utf-8", "replace")
    made = data[:place] + ours + data[place:]
    return made, made.decode("utf-8", "surrogatepass") if isinstance(payload, str) else made


def without(data: bytes) -> bytes:
    """The drawing as it was before."""
    return _OURS.sub(b"", data)
