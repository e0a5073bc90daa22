"""Reads a chart from its table of plotted data."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import TypeVar

from gofigr_jupyter.insight import words
from gofigr_jupyter.insight.chart import Axes, Axis, Chart, Series, Shape
from gofigr_jupyter.insight.joining import united
from gofigr_jupyter.insight.table import Numbers, Table, Words

WRITTEN = frozenset({"title", "x label", "y label", "z label", "figure title", "text"})
FIXED = frozenset({"axes", "kind", "series", "part"})
Value = TypeVar("Value")

SHAPES: Mapping[str, Shape] = {
    **dict.fromkeys(("line",), Shape.LINE),
    **dict.fromkeys(("scatter", "points", "point", "circle", "square", "tick"), Shape.POINTS),
    **dict.fromkeys(("stems",), Shape.POINTS),
    **dict.fromkeys(("error bars",), Shape.ERRORS),
    **dict.fromkeys(("bars", "bar", "waterfall", "funnel"), Shape.BARS),
    **dict.fromkeys(("stairs",), Shape.HISTOGRAM),
    **dict.fromkeys(("box", "violin", "histogram"), Shape.VALUES),
    **dict.fromkeys(("image", "mesh", "heatmap", "hexagons", "surface", "rect"), Shape.FIELD),
    **dict.fromkeys(("contours", "filled contours", "histogram2dcontour"), Shape.CONTOURS),
    **dict.fromkeys(("wedge", "pie", "arc"), Shape.SHARES),
    **dict.fromkeys(("area",), Shape.AREA),
}
"""What the kinds of marks are; of others no more is told than that they are there."""


@dataclass
class _Rows:
    """The rows of one mark."""

    axes: int
    kind: str
    name: str
    start: int
    end: int
    numbers: dict[str, array[float]] = field(default_factory=dict)
    texts: dict[str, list[str | None]] = field(default_factory=dict)


def chart_of(table: Table, *, unread: Sequence[str] = ()) -> Chart:
    """The chart that a table of plotted data describes."""
    parts = [_filled(table, rows) for rows in _marks(table)]
    said: dict[tuple[int, str], str] = {}
    for part in parts:
        if part.kind in WRITTEN:
            for text in part.texts.get("text", ()):
                said.setdefault((part.axes, part.kind), text or "")
    series = united(_series(part) for part in parts if part.kind not in WRITTEN)
    numbers = sorted({p.axes for p in parts if p.axes})
    axes = tuple(_axes(n, said, [s for s in series if s.axes == n]) for n in numbers)
    title = said.get((0, "figure title"), "")
    if not title and len(axes) == 1:
        title = axes[0].title
    texts = [t for p in parts if p.kind == "text" for t in p.texts.get("text", ()) if t]
    return Chart(title=title, axes=axes, series=series, texts=tuple(texts), unread=tuple(unread))


def _marks(table: Table) -> Iterator[_Rows]:
    """The runs of rows that belong to one mark."""
    fixed = [table.columns.get(name) for name in ("axes", "kind", "series", "part")]
    axes, kinds, names, parts = fixed
    if not isinstance(axes, Numbers) or not isinstance(kinds, Words):
        return
    series = names if isinstance(names, Words) else Words([(table.count, None)])
    starts = {0, *_starts(kinds), *_starts(series)}
    for column in (axes, parts):
        if isinstance(column, Numbers):
            starts |= set(_turns(column.values))
    ordered = [*sorted(at for at in starts if at < table.count), table.count]
    kind_at, name_at = _Finder(kinds), _Finder(series)
    for start, end in pairwise(ordered):
        yield _Rows(int(axes.values[start]), kind_at(start) or "", name_at(start) or "", start, end)


def _turns(values: array[float]) -> Sequence[int]:
    """Where a number follows another one."""
    import numpy as np  # not at the top: a service that is asked nothing does not need it

    found = np.asarray(values)
    one, other = found[:-1], found[1:]
    turned = (one != other) & ~(np.isnan(one) & np.isnan(other))
    return [at + 1 for at in np.flatnonzero(turned).tolist()]


def _starts(column: Words) -> Iterator[int]:
    return accumulate(length for length, _ in column.runs)


class _Finder:
    """Finds the text of a row, for rows that only grow."""

    def __init__(self, column: Words) -> None:
        self._runs = iter(column.runs)
        self._end, self._text = 0, None

    def __call__(self, row: int) -> str | None:
        while row >= self._end:
            length, self._text = next(self._runs)  # type: ignore[assignment]  # a text or None
            self._end += length
        return self._text


def _filled(table: Table, rows: _Rows) -> _Rows:
    """The rows with those columns that say something for them."""
    for name, column in table.columns.items():
        if name in FIXED:
            continue
        if isinstance(column, Words):
            runs = list(_overlapping(column.runs, rows))
            if any(text is not None for _, text in runs):
                rows.texts[name] = [text for length, text in runs for _ in range(length)]
        elif any(value for _, value in _overlapping(column.known, rows)):
            rows.numbers[name] = column.values[rows.start : rows.end]
    return rows


def _overlapping(runs: Sequence[tuple[int, Value]], rows: _Rows) -> Iterator[tuple[int, Value]]:
    """The parts of runs that lie in the rows."""
    end = 0
    for length, value in runs:
        start, end = end, end + length
        if start >= rows.end:
            return
        if (inside := min(end, rows.end) - max(start, rows.start)) > 0:
            yield inside, value


def _series(rows: _Rows) -> Series:
    shape = SHAPES.get(rows.kind, Shape.OTHER)
    lying = shape is Shape.BARS and _lies(rows)
    if shape is Shape.BARS and _touch(rows, lying=lying):
        shape = Shape.HISTOGRAM
    if shape is Shape.HISTOGRAM and "x" not in rows.numbers and "x_low" in rows.numbers:
        ends = zip(rows.numbers["x_low"], rows.numbers["x_high"], strict=True)
        rows.numbers["x"] = array("d", ((low + high) / 2 for low, high in ends))
    return Series(
        axes=rows.axes,
        kind=rows.kind,
        shape=shape,
        name=rows.name,
        count=rows.end - rows.start,
        numbers=rows.numbers,
        texts=rows.texts,
        lying=lying,
    )


def _lies(rows: _Rows) -> bool:
    """Whether bars go along x."""
    if ("y_text" in rows.texts) != ("x_text" in rows.texts):
        return "y_text" in rows.texts
    x, low, high = (rows.numbers.get(name) for name in ("x", "x_low", "x_high"))
    if x is None or low is None or high is None:
        return False
    return all(a in (b, c) for a, b, c in zip(x, low, high, strict=True) if b != c)


def _touch(rows: _Rows, *, lying: bool) -> bool:
    """Whether bars are the bins of a histogram: each begins where the one before ends."""
    along = "y" if lying else "x"
    low, high = rows.numbers.get(f"{along}_low"), rows.numbers.get(f"{along}_high")
    if low is None or high is None or len(low) < 3 or f"{along}_text" in rows.texts:
        return False
    width = max(h - a for a, h in zip(low, high, strict=True))
    return all(abs(low[at + 1] - high[at]) <= width * 1e-6 for at in range(len(low) - 1))


def _axes(number: int, said: Mapping[tuple[int, str], str], series: Sequence[Series]) -> Axes:
    return Axes(
        number=number,
        title=said.get((number, "title"), ""),
        x=_axis(said.get((number, "x label"), ""), "x", series),
        y=_axis(said.get((number, "y label"), ""), "y", series),
    )


def _axis(label: str, direction: str, series: Sequence[Series]) -> Axis:
    name, unit = words.name_and_unit(label)
    said = [t for s in series for t in s.texts.get(f"{direction}_text", ()) if t]
    dates = bool(said) and all(words.days(text) is not None for text in said[:20])
    return Axis(
        name=name,
        unit=unit,
        dates=dates,
        categories=() if dates else tuple(dict.fromkeys(said)),
    )
