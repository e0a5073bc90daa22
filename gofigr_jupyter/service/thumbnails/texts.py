"""The first lines of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_LINES, MOST_LETTERS = 60, 400
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def decoded(head: bytes) -> str | None:
    """The beginning of a text file, which may end within a letter; None where it is no text."""
    if b"\0" in head[:4096] and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", errors="replace")
    return head.decode("utf-8-sig", errors="replace")


def first_lines(text: str) -> Sequence[str]:
    """The first lines, without what cannot be seen."""
    return [
        _CONTROL.sub("", line[: 2 * MOST_LETTERS].expandtabs(4))[:MOST_LETTERS].rstrip()
        for line in text.splitlines()[:MOST_LINES]
    ]
