"""Plotted data: the numbers that a figure shows, as they were read when it was displayed."""

from __future__ import annotations

from array import array
from datetime import UTC, datetime

import msgspec

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""What days are counted from."""
HEAD = 100
"""Rows that are kept of what is too large to be kept whole."""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """How much of a figure's data, or of one table, is kept whole."""

    bytes: int
    rows: int


class Column(msgspec.Struct, frozen=True, array_like=True):
    """Numbers of one kind: `format` is that of a memoryview (`d`, `f`, `B`, ...)."""

    format: str
    data: bytes

    def doubles(self) -> array[float]:
        """The numbers, as wide as they can be."""
        if self.format == "d":
            return array("d", self.data)
        return array("d", memoryview(self.data).cast(self.format))  # type: ignore[call-overload]  # checked where it is made


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """What the numbers of one direction mean.

    `names` are the categories that stand at numbers; `dates` says that numbers are days since 1970.
    """

    label: str = ""
    names: dict[float, str] = msgspec.field(default_factory=dict)
    dates: bool = False


class Axes(msgspec.Struct, frozen=True, kw_only=True):
    """One coordinate system of a figure."""

    title: str = ""
    x: Scale = Scale()
    y: Scale = Scale()


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was drawn: a line, a set of bars, an image, a text.

    `axes` counts from 1, 0 is the figure itself. Each of `columns` (numbers) and `texts` (words)
    has `count` rows. With `grid` (rows and columns of an image) `x` holds one number for each of
    its columns, `y` one for each of its rows, and `value` one row after the other. Where only the
    first rows are kept, `total` is how many there were, and `digest` the BLAKE3 hash of all numbers
    in the order of the columns' names.
    """

    axes: int
    kind: str
    series: str = ""
    count: int
    columns: dict[str, Column] = msgspec.field(default_factory=dict)
    texts: dict[str, tuple[str | None, ...]] = msgspec.field(default_factory=dict)
    grid: tuple[int, int] | None = None
    total: int | None = None
    digest: str | None = None


class Plotted(msgspec.Struct, frozen=True, kw_only=True):
    """All that was read of a figure; `unread` says, in sentences, what could not be."""

    axes: tuple[Axes, ...] = ()
    marks: tuple[Marks, ...] = ()
    unread: tuple[str, ...] = ()
