"""What a child process tells about a document."""

from __future__ import annotations

import msgspec


class Told(msgspec.Struct, kw_only=True, frozen=True):
    """A picture, whose bytes are in the file `number` of the folder."""

    number: int
    format: str
    title: str
    anchor: str
    place: dict[str, str | int]
    context: str
    alt_text: str
    code: str
    language: str


class Contents(msgspec.Struct, kw_only=True, frozen=True):
    """What a document has; `problem` says, for people, why it could not be read."""

    pictures: list[Told] = []
    left_out: dict[str, int] = {}
    problem: str = ""
    hint: str = ""
