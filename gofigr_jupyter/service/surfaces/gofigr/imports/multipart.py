"""Forms with a file in them (multipart/form-data), read as they come.

What comes before the file are its fields, which are few and short; the file itself is passed on
piece by piece and never held.
"""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from gofigr_jupyter.errors import InvalidInput

MOST_HEAD = 8 * 1024
MOST_FIELD = 4 * 1024
MOST_PARTS = 20
Pieces = Callable[[], Awaitable[bytes]]
"""Gives the next piece of a body; an empty one at its end."""
_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)', re.IGNORECASE)
_NAME = re.compile(r';\s*name="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_FILE_NAME = re.compile(r';\s*filename="((?:[^"\\]|\\.)*)"', re.IGNORECASE)
_ENCODED_NAME = re.compile(r";\s*filename\*=utf-8''([^\s;]+)", re.IGNORECASE)
_LINE = b"\r\n"


@dataclass(frozen=True, kw_only=True)
class Form:
    """The fields of a form, the name of its file, and the file's bytes as they come."""

    fields: Mapping[str, str]
    file_name: str
    file: AsyncGenerator[bytes]


async def opened(content_type: str, pieces: Pieces) -> Form:
    """A form up to its file. Raises InvalidInput for what is none, or has none."""
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise _broken("does not say its boundary")
    mark = b"--" + (boundary[1] or boundary[2]).encode("latin-1", "replace")
    reader = _Reader(pieces)
    await reader.until(mark, most=MOST_HEAD)
    fields: dict[str, str] = {}
    for _ in range(MOST_PARTS):
        if (await reader.until(_LINE, most=MOST_HEAD)).startswith(b"--"):
            raise InvalidInput("The form has no file.", hint="Send the document as field 'file'.")
        head = (await reader.until(_LINE * 2, most=MOST_HEAD)).decode("utf-8", "replace")
        file_name = _file_name(head)
        if file_name is not None:
            return Form(fields=fields, file_name=file_name, file=_file(reader, _LINE + mark))
        name = _NAME.search(head)
        if name is None:
            raise _broken("has a part without a name")
        value = await reader.until(_LINE + mark, most=MOST_FIELD)
        fields[name[1]] = value.decode("utf-8", "replace")
    raise _broken("has too many fields")


async def _file(reader: _Reader, mark: bytes) -> AsyncGenerator[bytes]:
    async for piece in reader.pieces(mark):
        yield piece
    if await reader.take(2) != b"--":
        raise _broken("goes on after the file", hint="Send the fields first, then one file.")


class _Reader:
    """Reads a body up to marks, holding no more of it than it has to."""

    def __init__(self, pieces: Pieces) -> None:
        self._next = pieces
        self._held = bytearray()

    async def until(self, mark: bytes, *, most: int) -> bytes:
        """What stands before `mark`, which is passed over. Raises when it is more than `most`."""
        while (place := self._held.find(mark)) < 0:
            if len(self._held) > most + len(mark):
                raise _broken("has a part that is too long")
            await self._more()
        if place > most:
            raise _broken("has a part that is too long")
        return self._taken(place, len(mark))

    async def pieces(self, mark: bytes) -> AsyncIterator[bytes]:
        """What stands before `mark`, as it comes."""
        while (place := self._held.find(mark)) < 0:
            if sure := max(0, len(self._held) - len(mark) + 1):  # a mark may begin at the end
                yield self._taken(sure)
            await self._more()
        yield self._taken(place, len(mark))

    async def take(self, count: int) -> bytes:
        """The next bytes."""
        while len(self._held) < count:
            await self._more()
        return self._taken(count)

    async def _more(self) -> None:
        piece = await self._next()
        if not piece:
            raise _broken("ends too early")
        self._held += piece

    def _taken(self, count: int, passed: int = 0) -> bytes:
        found = bytes(self._held[:count])
        del self._held[: count + passed]
        return found


def _file_name(head: str) -> str | None:
    """The name of the file in a part; None for a field."""
    encoded, plain = _ENCODED_NAME.search(head), _FILE_NAME.search(head)
    if encoded:
        return unquote(encoded[1])
    return unquote(plain[1]) if plain else None


def _broken(what: str, *, hint: str | None = None) -> InvalidInput:
    return InvalidInput(f"The form {what}.", hint=hint or "Send it as multipart/form-data.")
