"""What can be done with a text without a model: find, shorten, list. Its words stay its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gofigr_jupyter.insight.replies.answers import CANNOT, Sentence

ENDS = re.compile(r"(?<=[.!?])\s+(?=\S)|\n+")
WORD = re.compile(r"[^\W\d_]{3,}|\d[\d.,]*")
COMMON = frozenset(
    {
        *(
            "the",
            "and",
            "for",
            "are",
            "was",
            "were",
            "that",
            "this",
            "with",
            "what",
            "which",
            "who",
        ),
        *("when", "where", "how", "does", "did", "has", "have", "from", "not", "but", "any", "can"),
        *("you", "there", "their", "they", "its", "into", "about"),
    }
)
MOST_FOUND = 3
SHORTER = re.compile(r"\b(?:short|brief|concise|cut|trim|less)", re.IGNORECASE)
LISTED = re.compile(r"\b(?:bullet|list|points)", re.IGNORECASE)


def found_in(text: str, question: str) -> list[Sentence]:
    """The sentences of a text that have most words of a question in common, as they stand."""
    asked = _words(question)
    scored = [(len(asked & _words(part)), -at, part) for at, part in enumerate(_sentences(text))]
    best = sorted((each for each in scored if each[0]), reverse=True)[:MOST_FOUND]
    if not best:
        return [Sentence(f"{CANNOT}: no sentence of the text has the words of the question.")]
    return [
        Sentence(f"The text says: “{part}”") for _, _, part in sorted(best, key=lambda b: -b[1])
    ]


def refined(text: str, wish: str) -> tuple[str, bool]:
    """The text shorter or as a list, where that is the wish, and whether that was done."""
    parts = _sentences(text)
    if SHORTER.search(wish) and len(parts) > 1:
        parts = parts[: max(1, len(parts) // 2)]
        return " ".join(parts), True
    if LISTED.search(wish) and parts:
        return "\n".join(f"- {part}" for part in parts), True
    return text, False


def _sentences(text: str) -> Sequence[str]:
    return [part.strip() for part in ENDS.split(text) if part.strip()]


def _words(text: str) -> set[str]:
    return {word.casefold() for word in WORD.findall(text)} - COMMON
