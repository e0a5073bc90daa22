"""Plotted data as one tidy table: a row for each point, bar, pixel or text."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import chain, groupby

from gofigr_jupyter.capture.plotted import BEGINNING, Axes, Marks, Plotted, Scale
from gofigr_jupyter.delivery.plotted.parquet import INT32, Numbers, Words, parquet

CREATOR = "gofigr-jupyter"
ORDER = (
    *("x", "y", "z", "x_low", "x_high", "y_low", "y_high", "value", "size"),
    *("x_text", "y_text", "text"),
)
"""The columns in the order of the table, after axes, kind and series; others follow."""
WORDS = ("x_text", "y_text", "text")
NO_AXES = Axes()


def table_of(plotted: Plotted) -> bytes | None:
    """The table as Parquet; None where nothing was read. Equal data give equal bytes."""
    marks = [mark for mark in plotted.marks if mark.count]
    if not marks:
        return None
    rows = [_Rows(mark, _axes(plotted, mark.axes)) for mark in marks]
    fixed: list[Numbers | Words] = [
        Numbers(
            "axes", [(m.count, array("i", [m.axes]).tobytes() * m.count) for m in marks], INT32
        ),
        Words("kind", [(mark.count, mark.kind) for mark in marks]),
        Words("series", [(mark.count, mark.series or None) for mark in marks]),
    ]
    found = dict.fromkeys(name for each in rows for name in (*each.numbers, *each.words))
    names = [*(n for n in ORDER if n in found), *sorted(n for n in found if n not in ORDER)]
    columns = [*fixed, *_parts(marks), *(_column(name, rows) for name in names)]
    return parquet(columns, creator=CREATOR)


def _parts(marks: Sequence[Marks]) -> Iterator[Numbers]:
    """The column that numbers marks of several rows which would else look like one.

    Those are marks of one kind and series in the same axes.
    """
    alike: dict[tuple[int, str, str], list[Marks]] = {}
    for mark in marks:
        alike.setdefault((mark.axes, mark.kind, mark.series), []).append(mark)
    part = {
        id(mark): number
        for same in alike.values()
        if len(same) > 1 and max(mark.count for mark in same) > 1
        for number, mark in enumerate(same, start=1)
    }
    if part:
        runs = [(m.count, part.get(id(m))) for m in marks]
        yield Numbers(
            "part",
            [(n, None if at is None else array("i", [at]).tobytes() * n) for n, at in runs],
            INT32,
        )


def _column(name: str, rows: Iterable[_Rows]) -> Numbers | Words:
    if any(name in each.words for each in rows):
        runs = (each.words.get(name, [(each.count, None)]) for each in rows)
        return Words(name, list(chain.from_iterable(runs)))
    return Numbers(name, [(each.count, each.numbers.get(name)) for each in rows])


def _axes(plotted: Plotted, number: int) -> Axes:
    return plotted.axes[number - 1] if 0 < number <= len(plotted.axes) else NO_AXES


class _Rows:
    """The rows of one mark, by column."""

    def __init__(self, mark: Marks, axes: Axes) -> None:
        self.count = mark.count
        found = {name: column.doubles() for name, column in mark.columns.items()}
        if mark.grid is not None:
            height, width = mark.grid
            found["x"] = found["x"] * height
            found["y"] = array("d", (y for y in found["y"] for _ in range(width)))
        self.words = {name: _runs(texts) for name, texts in mark.texts.items()}
        for name, scale in (("x", axes.x), ("y", axes.y)):
            if name in found and (scale.names or scale.dates):
                self.words.setdefault(f"{name}_text", _runs(_said(found[name], scale)))
        self.numbers = {name: values.tobytes() for name, values in found.items()}


def _runs(texts: Iterable[str | None]) -> list[tuple[int, str | None]]:
    return [(sum(1 for _ in same), text) for text, same in groupby(texts)]


def _said(values: Iterable[float], scale: Scale) -> Iterator[str | None]:
    for value in values:
        yield _date(value) if scale.dates else scale.names.get(value)


def _date(days: float) -> str | None:
    """A day, with its time where it has one, as ISO 8601."""
    try:
        at = BEGINNING + timedelta(microseconds=round(days * 86_400e6))
    except (ValueError, OverflowError):  # not a number, or far from our time
        return None
    text = at.replace(tzinfo=None).isoformat(" ")
    return text.removesuffix(" 00:00:00")
