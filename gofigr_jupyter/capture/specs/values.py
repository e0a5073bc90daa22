"""Values as specifications write them: lists, and plotly's and bokeh's packed arrays."""

from __future__ import annotations

from array import array
from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import msgspec

from gofigr_jupyter.capture.plotted import HEAD, Column, Marks
from gofigr_jupyter.ids import content_hash

Json = Mapping[str, Any]
MOST_BYTES = 64 * 1024 * 1024
FORMATS = {
    **{"f8": "d", "f4": "f", "i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I"},
    **{"float64": "d", "float32": "f", "int8": "b", "uint8": "B", "int16": "h", "uint16": "H"},
    **{"int32": "i", "uint32": "I", "bool": "B"},
}
"""Names of number formats, as plotly and as bokeh write them."""
GZIPPED = b"\x1f\x8b"
NOT_A_NUMBER = float("nan")
STRANGE = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, RecursionError)
"""What a specification can lead to that is not as its library writes it."""


class Draft(msgspec.Struct):
    """Marks that are being put together from the parts of a specification."""

    axes: int
    kind: str
    series: str = ""
    numbers: dict[str, array[float]] = msgspec.field(default_factory=dict)
    texts: dict[str, list[str | None]] = msgspec.field(default_factory=dict)
    grid: tuple[int, int] | None = None

    def add(self, name: str, value: object, *, words: str | None = None) -> None:
        """Take `value` for the column `name`, or for `words` where it is no numbers."""
        found = sequence(value)
        if isinstance(found, array):
            self.numbers[name] = found
        elif found and words is not None:
            self.texts[words] = found

    @property
    def count(self) -> int:
        """How many rows there are: what is longer than the rest is cut, as drawing does."""
        if self.grid:
            return self.grid[0] * self.grid[1]
        sizes = [*map(len, self.numbers.values()), *map(len, self.texts.values())]
        return min(sizes, default=0)

    def marks(self) -> Marks:
        """The marks; of very many the first rows and a hash."""
        count, grid, total, digest = self.count, self.grid, None, None
        columns = {
            name: Column("d", (values if grid else values[:count]).tobytes())
            for name, values in self.numbers.items()
        }
        if sum(len(column.data) for column in columns.values()) > MOST_BYTES:
            digest = content_hash(b"".join(columns[name].data for name in sorted(columns)))
            total, count = count, min(count, HEAD)
            columns = {n: Column("d", c.data[: 8 * count]) for n, c in columns.items()}
            if grid:
                columns.pop("x", None), columns.pop("y", None)
            grid = None
        return Marks(
            axes=self.axes,
            kind=self.kind,
            series=self.series,
            count=count,
            columns=columns,
            texts={name: tuple(texts[:count]) for name, texts in self.texts.items()},
            grid=grid,
            total=total,
            digest=digest,
        )


def sequence(value: object) -> array[float] | list[str | None] | None:
    """A flat list of numbers, or of words; None for what is neither."""
    if isinstance(value, Mapping):
        return _packed(value)
    if not isinstance(value, list):
        return None
    with suppress(TypeError):  # mostly it is numbers and nothing else
        return array("d", value)
    if any(isinstance(v, list | Mapping) for v in value):
        return None
    if all(v is None or isinstance(v, int | float) for v in value):
        return array("d", (NOT_A_NUMBER if v is None else v for v in value))
    return [None if v is None else str(v) for v in value]


def matrix(value: object) -> tuple[tuple[int, int], array[float]] | None:
    """A table of numbers, row after row, with its height and width; None for what is none."""
    if isinstance(value, Mapping):
        shape = value.get("shape")
        sizes = [int(n) for n in shape.split(",")] if isinstance(shape, str) else shape
        packed = _packed(value)
        if packed is None or not isinstance(sizes, list) or len(sizes) != 2:
            return None
        return (sizes[0], sizes[1]), packed
    if not isinstance(value, list) or not value:
        return None
    rows = [sequence(row) for row in value]
    numbers = [row for row in rows if isinstance(row, array)]
    width = len(numbers[0]) if numbers else 0
    if len(numbers) != len(rows) or any(len(row) != width for row in numbers):
        return None
    return (len(rows), width), array("d", (v for row in numbers for v in row))


def text(value: object) -> str:
    """`value` if it is a text, or the text in `{"text": ...}`; empty otherwise."""
    if isinstance(value, Mapping):
        value = value.get("text")
    if isinstance(value, list) and all(isinstance(line, str) for line in value):
        return " ".join(value)
    return value if isinstance(value, str) else ""


def rows_of(value: object) -> Sequence[Json]:
    """`value` as a list of records; empty where it is none."""
    return [v for v in value if isinstance(v, Mapping)] if isinstance(value, list) else []


def _packed(value: Json) -> array[float] | None:
    """plotly: `dtype` and `bdata`; bokeh: an `ndarray` with `dtype`, `order` and bytes."""
    data, kind = value.get("bdata"), value.get("dtype")
    if value.get("type") == "ndarray" and isinstance(value.get("array"), Mapping):
        data = value["array"].get("data")
        if value.get("order", "little") != "little":
            return None
    letter = FORMATS.get(kind) if isinstance(kind, str) else None
    if letter is None or not isinstance(data, str):
        return None
    found = b64decode(data)
    if found.startswith(GZIPPED):
        import gzip  # bokeh's arrays only

        found = gzip.decompress(found)
    return array("d", memoryview(found).cast(letter))  # type: ignore[call-overload]  # one of FORMATS
