"""Chart: what a figure shows, as axes and series."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gofigr_jupyter.insight import words
from gofigr_jupyter.insight.table import NOT_A_NUMBER


class Shape(StrEnum):
    """What a series is drawn as, in the words of people."""

    LINE = "line"
    POINTS = "scatter"
    ERRORS = "error bars"
    BARS = "bars"
    HISTOGRAM = "histogram"
    VALUES = "values"
    BOXES = "boxes"
    FIELD = "heat map"
    CONTOURS = "contours"
    SHARES = "pie"
    AREA = "area"
    OTHER = "other"


FOLLOWED = frozenset({Shape.LINE, Shape.POINTS, Shape.ERRORS, Shape.BARS})
"""Shapes whose values stand at places, so that trends can be told."""


@dataclass(frozen=True, kw_only=True)
class Axis:
    """One direction: its name and unit as its label tells them."""

    name: str = ""
    unit: str = ""
    dates: bool = False
    categories: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """Its name; empty without one."""
        return words.quoted(self.name) if self.name else ""


@dataclass(frozen=True, kw_only=True)
class Axes:
    """One coordinate system."""

    number: int
    title: str = ""
    x: Axis = Axis()
    y: Axis = Axis()


@dataclass(frozen=True, kw_only=True)
class Series:
    """Something that was drawn, with its columns.

    `x` and `y` are its numbers, empty where there are none: places in order for categories, days
    since 1970 for dates. `lying` tells that the values go along x.
    """

    axes: int
    kind: str
    shape: Shape
    name: str
    count: int
    numbers: Mapping[str, array[float]]
    texts: Mapping[str, Sequence[str | None]]
    lying: bool = False

    @property
    def x(self) -> Sequence[float]:
        """Where its values stand."""
        return self._places("y" if self.lying else "x")

    @property
    def y(self) -> Sequence[float]:
        """Its values: those of a field are what its colors stand for."""
        if self.shape in (Shape.FIELD, Shape.CONTOURS, Shape.SHARES):
            return self.numbers.get("value", ())
        if self.shape is Shape.BOXES:
            return self.numbers["median"]
        if self.shape is Shape.VALUES:
            return self.numbers.get("y") or self.numbers.get("x") or ()
        return self.numbers.get("x" if self.lying else "y", ())

    @property
    def names(self) -> Sequence[str | None]:
        """The categories that its values stand at, row by row; empty without."""
        found = self.texts.get("y_text" if self.lying else "x_text", ())
        if self.shape is Shape.SHARES or not found:
            found = self.texts.get("text", found)
        return () if any(words.days(name) is not None for name in found[:5]) else found

    def _places(self, name: str) -> Sequence[float]:
        given = self.numbers.get(name)
        if given is not None:
            return given
        said = self.texts.get(f"{name}_text", ())
        dated = [words.days(text) for text in said]
        if any(day is not None for day in dated):
            return [NOT_A_NUMBER if day is None else day for day in dated]
        order = {text: float(at) for at, text in enumerate(dict.fromkeys(said))}
        return [order[text] for text in said]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """What a figure shows. `unread` says, in sentences, what of it is not known."""

    title: str = ""
    axes: tuple[Axes, ...] = ()
    series: tuple[Series, ...] = ()
    texts: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    def of(self, series: Series) -> Axes:
        """The axes of a series."""
        return next((a for a in self.axes if a.number == series.axes), Axes(number=series.axes))
