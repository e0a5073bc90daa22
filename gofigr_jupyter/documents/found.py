"""What is found in a document, and how much of it is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from gofigr_jupyter.errors import InvalidInput

MOST_PICTURES = 2000
MOST_BYTES = 1024**3
"""Of all that is unpacked from one document."""
MOST_PART = 128 * 1024**2
"""Of one part of it."""
MOST_CONTEXT = 4000
MOST_TITLE = 200


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture of a document. `anchor` tells people where it stands, `place` tells programs.

    `context` is the text around it, `code` what drew it, where the document has it.
    """

    data: bytes
    format: str
    title: str
    anchor: str
    place: Mapping[str, str | int] = field(default_factory=dict)
    context: str = ""
    alt_text: str = ""
    code: str = ""
    language: str = ""


@dataclass(frozen=True)
class Left:
    """How many pictures were left out, by the reason: "broken", "smaller than a figure", ..."""

    out: Counter[str] = field(default_factory=Counter)

    def note(self, reason: str, count: int = 1) -> None:
        """So many were left out for this reason."""
        if count:
            self.out[reason] += count


class Broken(InvalidInput):
    """The document is not what it says it is, or is more than is taken."""


def broken(what: str) -> Broken:
    """The document cannot be read, for this reason."""
    return Broken(f"The document {what}.", hint="Open it with its own program and save it anew.")


def too_much(what: str) -> Broken:
    """The document is over a limit."""
    return Broken(f"The document {what}.", hint="Split it into smaller ones.")


def one_line(text: str, *, most: int = MOST_TITLE) -> str:
    """`text` as a title: printable, on one line, not longer than that."""
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def plain(text: str) -> str:
    """`text` without what cannot be kept, not longer than MOST_CONTEXT."""
    kept = "".join(c for c in text if c.isprintable() or c in "\n\t")
    return kept.strip()[:MOST_CONTEXT]
