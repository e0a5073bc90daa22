"""Told: a series with the words for it, its values and its places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from gofigr_jupyter.insight import measures, words
from gofigr_jupyter.insight.chart import Axes, Axis, Chart, Series, Shape
from gofigr_jupyter.insight.fact import Fact, Topic

NOUNS: Mapping[Shape, str] = {
    Shape.POINTS: "set of points",
    Shape.ERRORS: "set of points with error bars",
    Shape.BARS: "set of bars",
    Shape.VALUES: "sample",
    Shape.BOXES: "box plot",
    Shape.CONTOURS: "contour plot",
    Shape.OTHER: "drawing",
}
"""What series without names are called, where their shape is no word for one."""


@dataclass(frozen=True)
class Told:
    """A series with the words for it."""

    chart: Chart
    series: Series
    name: str

    @property
    def axes(self) -> Axes:
        """Its axes."""
        return self.chart.of(self.series)

    @property
    def across(self) -> Axis:
        """The axis along which its values are measured."""
        if self.series.shape is Shape.VALUES and "y" not in self.series.numbers:
            return self.axes.x
        return self.axes.x if self.series.lying else self.axes.y

    @property
    def along(self) -> Axis:
        """The axis along which its values stand."""
        return self.axes.y if self.series.lying else self.axes.x

    @property
    def where(self) -> str:
        """Which of several axes it is in; empty where there is only one."""
        return place(self.chart, self.axes)

    def value(self, value: float) -> str:
        """A value with its unit."""
        if self.series.shape in (Shape.FIELD, Shape.CONTOURS):
            return words.number(value)
        if self.across.dates:
            return words.date(value)
        return f"{words.number(value, self._height)} {self.across.unit}".rstrip()

    def at(self, row: int) -> str:
        """Where a row stands."""
        names, x = self.series.names, self.series.x
        if self.series.shape is Shape.FIELD:
            return f"at x = {_number(self.series, 'x', row)}, y = {_number(self.series, 'y', row)}"
        if names and names[row]:
            return f"at {words.quoted(names[row] or '')}"
        if not len(x):
            return f"in row {row + 1}"
        if self.along.dates:
            return f"on {words.date(x[row])}"
        unit = f" {self.along.unit}" if self.along.unit else ""
        return f"at {self.along.name or 'x'} = {words.number(x[row], self._width)}{unit}"

    def in_words(self, place: float) -> str:
        """A place along its axis, which may be none of its own."""
        return words.date(place) if self.along.dates else words.number(place, self._width)

    @cached_property
    def _width(self) -> float:
        return measures.span(self.series.x)

    @cached_property
    def _height(self) -> float:
        return measures.span(self.series.y)

    def fact(self, topic: Topic, text: str, numbers: Mapping[str, float], method: str = "") -> Fact:
        """A fact about it."""
        return Fact(topic=topic, text=text, numbers=numbers, method=method, series=(self.name,))


def called(chart: Chart) -> Mapping[int, str]:
    """A name for each series by its place: its own, or what it is and the number of it."""
    unnamed = [s for s in chart.series if not s.name]
    names: dict[int, str] = {}
    for at, series in enumerate(chart.series):
        if series.name:
            twice = sum(s.name == series.name for s in chart.series) > 1
            axes = chart.of(series)
            more = f" ({axes.title or f'axes {axes.number}'})" if twice else ""
            names[at] = f"{words.quoted(series.name)}{more}"
            continue
        same = [s for s in unnamed if s.shape is series.shape]
        number = next(n for n, s in enumerate(same, start=1) if s is series)
        noun = NOUNS.get(series.shape, series.shape.value)
        names[at] = f"the {noun}" if len(same) == 1 else f"{noun} {number}"
    return names


def _number(series: Series, name: str, row: int) -> str:
    said = series.texts.get(f"{name}_text")
    if said and said[row]:
        return words.quoted(said[row] or "")
    values = series.numbers.get(name)
    return words.number(values[row]) if values else "unknown"


def place(chart: Chart, axes: Axes) -> str:
    """Which of several axes; empty where there is only one."""
    if len(chart.axes) < 2:
        return ""
    return f" in {words.quoted(axes.title)}" if axes.title else f" in axes {axes.number}"
