"""Alt text: what a figure shows in words, by rule from its axes, series and ranges."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator, Sequence
from datetime import timedelta

from gofigr_jupyter.capture.plotted import BEGINNING, Marks, Plotted, Scale

LONGEST = 600
MOST_PARTS = 4
MOST_NAMES = 8
EACH = ("line", "area", "rectangle", "outline", "wedge", "hexagon")
"""Kinds of which every mark is one thing, and not all that it is made of."""


def alt_text(name: str, shown: str, *, backend: str) -> str:
    """The words for a figure called `name` of which `shown` is told, empty if nothing was read."""
    return " ".join(f"{name}. {shown or f'A picture made with {backend}.'}".split())


def shown_by(plotted: Plotted) -> str:
    """What a figure shows, in sentences; empty where nothing was read of it."""
    parts = list(_parts(plotted))
    if len(parts) <= 1:
        return _short("".join(f"{part}." for part in parts))
    told = [f"Part {number}: {part}." for number, part in enumerate(parts[:MOST_PARTS], start=1)]
    rest = len(parts) - MOST_PARTS
    more = [f"And {rest} more."] if rest > 0 else []
    return _short(" ".join([f"{len(parts)} parts.", *told, *more]))


def _parts(plotted: Plotted) -> Iterator[str]:
    """What each of the figure's axes shows."""
    several = len(plotted.axes) > 1
    for number, axes in enumerate(plotted.axes, start=1):
        marks = [m for m in plotted.marks if m.axes == number and m.count and not _is_written(m)]
        if marks:
            title = f"{axes.title}, " if several and axes.title else ""
            ranges = (_range("x", axes.x, marks), _range("y", axes.y, marks))
            yield title + "; ".join([_shown(marks), *filter(None, ranges)])


def _is_written(mark: Marks) -> bool:
    """Whether a mark is words only: titles, labels, notes."""
    return (not mark.columns and set(mark.texts) == {"text"}) or mark.kind == "text"


def _shown(marks: Sequence[Marks]) -> str:
    """How many of what there is, with the names of the series."""
    by_kind: dict[str, list[Marks]] = {}
    for mark in marks:
        by_kind.setdefault(mark.kind, []).append(mark)
    return ", ".join(_counted(kind, same) for kind, same in by_kind.items())


def _counted(kind: str, marks: Sequence[Marks]) -> str:
    if marks[0].grid is not None:
        height, width = marks[0].grid
        return f"{kind} of {width} by {height}"
    count = sum(mark.total or mark.count for mark in marks)
    if kind in EACH:
        text = f"1 {kind}" if len(marks) == 1 else f"{len(marks)} {kind}s"
    elif kind == "scatter":
        text = f"scatter of {count:,} points"
    else:
        text = f"{count:,} {kind}"
    names = [mark.series for mark in marks if mark.series and not mark.series.startswith("_")]
    return f"{text} ({_listed(names)})" if names else text


def _range(direction: str, scale: Scale, marks: Sequence[Marks]) -> str:
    """From where to where the numbers of one direction go; empty where there are none."""
    name = f"{direction} ({scale.label})" if scale.label else direction
    ends = [
        end
        for mark in marks
        for column in _columns(direction, mark)
        for end in _ends(mark.columns[column].doubles())
    ]
    words = [word for m in marks for word in m.texts.get(f"{direction}_text", ()) if word]
    if scale.names or words:
        return f"{name}: {_listed(list(dict.fromkeys([*scale.names.values(), *words])))}"
    if not ends:
        return ""
    low, high = _number(min(ends), scale), _number(max(ends), scale)
    return f"{name} is {low}" if low == high else f"{name} from {low} to {high}"


def _ends(values: array[float]) -> tuple[float, ...]:
    """The lowest and the highest number, as far as there are any."""
    if not values:
        return ()
    low, high = min(values), max(values)
    if math.isfinite(low) and math.isfinite(high):
        return low, high  # what is no number is passed over, unless it comes first
    finite = [value for value in values if math.isfinite(value)]
    return (min(finite), max(finite)) if finite else ()


def _columns(direction: str, mark: Marks) -> Sequence[str]:
    """Where the numbers of a direction stand: at points, or else from low to high."""
    if direction in mark.columns:
        return (direction,)
    return [name for name in (f"{direction}_low", f"{direction}_high") if name in mark.columns]


def _number(value: float, scale: Scale) -> str:
    if scale.dates:
        try:
            return (BEGINNING + timedelta(days=value)).date().isoformat()
        except OverflowError:  # no such day
            return f"{value:.4g}"
    if float(value).is_integer() and abs(value) < 1e6:
        return f"{int(value):,}"
    return f"{value:.4g}"


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {rest} more" if rest > 0 else "")


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
