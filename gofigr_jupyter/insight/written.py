"""Facts about the texts that were read in a picture whose numbers are not kept."""

from __future__ import annotations

from collections.abc import Iterator

from gofigr_jupyter.insight import words
from gofigr_jupyter.insight.fact import Fact, Topic

MOST_TEXTS = 30
BY_OCR = "optical character recognition of the picture; letters may be wrong"


def written_facts(text: str) -> Iterator[Fact]:
    """What is written in a picture, of which `text` has the lines; nothing where it is empty."""
    lines = text.splitlines()
    if not lines:
        return
    listed = ", ".join(map(words.quoted, lines[:MOST_TEXTS]))
    more = f" and {len(lines) - MOST_TEXTS} more" if len(lines) > MOST_TEXTS else ""
    yield Fact(
        topic=Topic.TEXTS,
        text=f"The texts in the picture, read by OCR, are: {listed}{more}.",
        numbers={"texts": float(len(lines))},
        method=BY_OCR,
    )
