"""SVG drawings: the title that a drawing itself has."""

from __future__ import annotations

import re
from html import unescape

BEGINNING = 8192
TITLE = re.compile(r"<svg\b[^>]*>\s*<title\b[^>]*>([^<]*)</title>")


def title_in_drawing(drawing: object) -> str | None:
    """The title of an SVG drawing, which is its first element."""
    text = drawing.decode(errors="replace") if isinstance(drawing, bytes) else drawing
    found = TITLE.search(text[:BEGINNING]) if isinstance(text, str) else None
    return unescape(found[1]) if found else None
