"""`%%figure NAME`: the user's own name for the figures of a cell."""

from __future__ import annotations

import re

_LINE = re.compile(r"\s*%%figure[ \t]+(?P<name>\S[^\n]*)(?:\n|$)")


def figure_name(source: str) -> str | None:
    """The name in a cell that begins with `%%figure NAME`."""
    found = _LINE.match(source)
    return unquoted(found["name"]) if found else None


def unquoted(name: str) -> str:
    """`name` without the quotation marks around it."""
    text = name.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].strip()
    return text


def without_naming(lines: list[str]) -> list[str]:
    """The lines of a cell with `%%figure NAME` turned into an empty comment line.

    So the rest of the cell runs as if the line were not there: with its last expression shown,
    with `await`, and with the same line numbers.
    """
    for index, line in enumerate(lines):
        if not line.strip():
            continue
        if _LINE.fullmatch(line):
            return [*lines[:index], "#\n", *lines[index + 1 :]]
        break
    return lines
