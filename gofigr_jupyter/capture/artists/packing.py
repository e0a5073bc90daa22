"""Packs what was found in a figure into plotted data, within bounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gofigr_jupyter.capture.artists.found import Array, Found
from gofigr_jupyter.capture.plotted import HEAD, Axes, Bounds, Column, Marks, Plotted
from gofigr_jupyter.ids import content_hash

MOST_HASHED = 256 * 1024 * 1024


@dataclass(frozen=True)
class Drawing:
    """What a figure shows: references to what matplotlib holds, nothing copied yet.

    Each of `found` has the number of its axes; `unread` tells in sentences what was not read.
    """

    axes: tuple[Axes, ...]
    found: tuple[tuple[int, Found], ...]
    unread: tuple[str, ...]

    @property
    def size(self) -> int:
        """Bytes of all its numbers."""
        return sum(_size(found.columns) for _, found in self.found)

    def packed(self, bounds: Bounds) -> Plotted:
        """Everything in it; of what is too large for `bounds`, the first rows and a hash."""
        left, marks, cut = bounds.bytes, [], []
        for number, found in self.found:
            size, count = _size(found.columns), _count(found)
            if size > left or count > bounds.rows:
                marks.append(_head(number, found))
                cut.append(
                    f"Axes {number}: of {count:,} rows of {found.kind} the first "
                    f"{marks[-1].count} are kept, and the hash of all."
                )
            else:
                left -= size
                marks.append(_whole(number, found))
        return Plotted(axes=self.axes, marks=tuple(marks), unread=(*self.unread, *cut))


def _whole(number: int, found: Found) -> Marks:
    return Marks(
        axes=number,
        kind=found.kind,
        series=found.series,
        count=_count(found),
        columns=_columns(found.columns),
        texts=found.texts,
        grid=found.grid,
    )


def _head(number: int, found: Found) -> Marks:
    columns = {name: values[:HEAD] for name, values in found.columns.items()}
    count = _count(found)
    if found.grid:
        places = np.arange(min(HEAD, count))
        columns["x"] = found.columns["x"][places % found.grid[1]]
        columns["y"] = found.columns["y"][places // found.grid[1]]
    hashed = b"".join(found.columns[name].tobytes() for name in sorted(found.columns))
    return Marks(
        axes=number,
        kind=found.kind,
        series=found.series,
        count=min(count, HEAD),
        columns=_columns(columns),
        texts={name: words[:HEAD] for name, words in found.texts.items()},
        total=count,
        digest=content_hash(hashed) if len(hashed) <= MOST_HASHED else None,
    )


def _columns(columns: dict[str, Array]) -> dict[str, Column]:
    return {name: Column(v.dtype.char, v.tobytes()) for name, v in columns.items()}


def _size(columns: dict[str, Array]) -> int:
    return sum(values.nbytes for values in columns.values())


def _count(found: Found) -> int:
    if found.grid:
        return found.grid[0] * found.grid[1]
    sizes = [*map(len, found.columns.values()), *map(len, found.texts.values())]
    return max(sizes, default=0)
