"""`%%figure NAME`: the user's own name for the figures of a cell."""

from __future__ import annotations

import re

_LINE = re.compile(r"\s*%%figure[ \t]+(?P<name>\S.*?)\s*")


def unquoted(name: str) -> str:
    """`name` without the quotation marks around it."""
    text = name.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1].strip()
    return text


def with_naming_in_line(lines: list[str]) -> list[str]:
    """A cell's lines, with `%%figure NAME` at their head turned into a call that names.

    So the rest of the cell runs as if the line were not there: with its last value shown, with
    `await`, and with the same line numbers. Where another cell magic follows, the line stays and
    runs as a cell magic does.
    """
    filled = [index for index, line in enumerate(lines) if line.strip()]
    if not filled:
        return lines
    head = filled[0]
    found = _LINE.fullmatch(lines[head])
    if not found or (len(filled) > 1 and lines[filled[1]].lstrip().startswith("%%")):
        return lines
    call = f"get_ipython().run_line_magic('figure', {found['name']!r})\n"
    return [*lines[:head], call, *lines[head + 1 :]]
