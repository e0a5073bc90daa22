"""What changed between two charts, in numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import NDArray

from gofigr_jupyter.insight import measures, words
from gofigr_jupyter.insight.chart import Axes, Chart, Series, Shape
from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.overview import overview
from gofigr_jupyter.insight.told import Told, called

Rows = NDArray[np.intp]
Key = tuple[int, Shape, str, int]
"""Axes, shape and name of a series, and the number of it among those alike."""


def differences(before: Chart, after: Chart) -> tuple[Fact, ...]:
    """What `after` has that `before` has not, and the other way round. Empty when all is alike."""
    return tuple(_differences(before, after))


def _differences(before: Chart, after: Chart) -> Iterator[Fact]:
    kinds = [next(iter(overview(chart))).text for chart in (before, after)]
    if kinds[0] != kinds[1]:
        text = f"Before: {_lower(kinds[0])} Now: {_lower(kinds[1])}"
        yield Fact(topic=Topic.CHANGE, text=text)
    yield from _words("title", before.title, after.title)
    for old, new in zip(before.axes, after.axes, strict=False):
        yield from _labels(old, new)
    first, second = dict(_keyed(before)), dict(_keyed(after))
    for key in first.keys() - second.keys():
        yield _alone(first[key], "is no longer shown")
    for key in second:
        if key not in first:
            yield _alone(second[key], "is new")
        else:
            yield from _changes(first[key], second[key])


def _keyed(chart: Chart) -> Iterator[tuple[Key, Told]]:
    names = called(chart)
    seen: dict[tuple[int, Shape, str], int] = {}
    for at, series in enumerate(chart.series):
        if series.shape is Shape.OTHER:
            continue
        alike = (series.axes, series.shape, series.name)
        seen[alike] = seen.get(alike, 0) + 1
        yield (*alike, seen[alike]), Told(chart, series, names[at])


def _alone(told: Told, what: str) -> Fact:
    count = words.counted(told.series.count, "point")
    return Fact(
        topic=Topic.CHANGE,
        text=f"{words.capital(told.name)}{told.where} {what} ({count}).",
        numbers={"count": float(told.series.count)},
        series=(told.name,),
    )


def _labels(old: Axes, new: Axes) -> Iterator[Fact]:
    for name, one, other in (("x", old.x, new.x), ("y", old.y, new.y)):
        labels = [f"{axis.name} ({axis.unit})" if axis.unit else axis.name for axis in (one, other)]
        yield from _words(f"label of the {name} axis", *labels)
        gone = [c for c in one.categories if c not in other.categories]
        come = [c for c in other.categories if c not in one.categories]
        for categories, what in ((gone, "gone from"), (come, "new on")):
            if categories:
                listed = words.listed(map(words.quoted, categories))
                text = f"{words.capital(what)} the {name} axis: {listed}."
                yield Fact(topic=Topic.CHANGE, text=text)


def _words(what: str, old: str, new: str) -> Iterator[Fact]:
    if old != new:
        told = [words.quoted(text) if text else "empty" for text in (old, new)]
        text = f"The {what} was {told[0]} and is now {told[1]}."
        yield Fact(topic=Topic.CHANGE, text=text)


def _changes(old: Told, new: Told) -> Iterator[Fact]:
    """What changed in one series."""
    matched = _matched(old.series, new.series)
    one = measures.column(old.series.y)[matched.old]
    other = measures.column(new.series.y)[matched.new]
    moved = np.flatnonzero(one != other)
    if not (len(moved) or matched.gone or matched.come):
        return
    common = len(matched.old)
    numbers = {
        "before": float(common + matched.gone),
        "after": float(common + matched.come),
        "changed": float(len(moved)),
        "gone": float(matched.gone),
        "new": float(matched.come),
    }
    name = f"{words.capital(new.name)}{new.where}"
    parts = [f"{len(moved):,} of {words.counted(common, 'value')} changed"] if common else []
    parts += [f"{words.counted(matched.gone, 'value')} went"] if matched.gone else []
    parts += [f"{words.counted(matched.come, 'value')} came"] if matched.come else []
    text = f"{name}: {words.listed(parts)}"
    if len(moved):
        steps = (other - one)[moved]
        at = int(np.abs(steps).argmax())
        step, place = float(steps[at]), int(moved[at])
        numbers |= {"largest": step, "mean_change": measures.mean(steps)}
        text += f"; the largest step is {_signed(new, step)}, {new.at(int(matched.new[place]))}"
        text += f" (from {new.value(float(one[place]))} to {new.value(float(other[place]))})"
    yield new.fact(Topic.CHANGE, f"{text}.", numbers, "values compared at the same places")
    yield from _middles(old, new)


def _middles(old: Told, new: Told) -> Iterator[Fact]:
    """How the mean and the slope of a series changed."""
    first, second = measures.summary(old.series.y), measures.summary(new.series.y)
    name = f"{words.capital(new.name)}{new.where}"
    if first and second and first.count > 1 and first.mean != second.mean:
        change = second.mean - first.mean
        share = f", {words.number(100 * change / abs(first.mean))} %" if first.mean else ""
        yield new.fact(
            Topic.CHANGE,
            f"{name}: the mean went from {new.value(first.mean)} to {new.value(second.mean)} "
            f"({_signed(new, change)}{share}).",
            {"before": first.mean, "after": second.mean, "change": change},
        )
    if new.series.shape not in (Shape.LINE, Shape.POINTS, Shape.ERRORS) or new.series.names:
        return
    one, other = (measures.fit(t.series.x, t.series.y) for t in (old, new))
    if one and other and one.slope != other.slope:
        yield new.fact(
            Topic.CHANGE,
            f"{name}: the slope of the fitted line went from {words.number(one.slope)} "
            f"({words.interval(one.low, one.high)}) to {words.number(other.slope)} "
            f"({words.interval(other.low, other.high)}).",
            {"before": one.slope, "after": other.slope, "change": other.slope - one.slope},
        )


@dataclass(frozen=True)
class Matched:
    """Rows of two series that stand at the same places, and how many others there are."""

    old: Rows
    new: Rows
    gone: int
    come: int


def _matched(old: Series, new: Series) -> Matched:
    if old.names or new.names:
        first, second = _rows(old), _rows(new)
        common = [key for key in first if key in second]
        rows = [[each[key] for key in common] for each in (first, second)]
        return _known(old, new, *(np.array(each, np.intp) for each in rows))
    one, other = measures.column(old.x), measures.column(new.x)
    if not np.array_equal(one, other):
        first_order, second_order = _by_place(old, one), _by_place(new, other)
        if first_order is not None and second_order is not None:
            return _known(old, new, *_at_the_same_place(one, first_order, other, second_order))
    every = np.arange(min(len(old.y), len(new.y)))
    return _known(old, new, every, every)


def _known(old: Series, new: Series, first: Rows, second: Rows) -> Matched:
    """Those of the rows whose values are known in both."""
    known = [np.isfinite(measures.column(series.y)) for series in (old, new)]
    both = known[0][first] & known[1][second]
    gone, come = (int(each.sum() - both.sum()) for each in known)
    return Matched(first[both], second[both], gone, come)


def _by_place(series: Series, places: measures.Column) -> Rows | None:
    """The rows in the order of their places; None where two values stand at one."""
    if series.shape is Shape.FIELD or len(places) != len(series.y):
        return None
    order = np.argsort(places)
    ordered = places[order]
    if (ordered[1:] == ordered[:-1]).any() or np.isnan(ordered[-2:]).sum() > 1:
        return None
    return order


def _at_the_same_place(
    one: measures.Column, first: Rows, other: measures.Column, second: Rows
) -> tuple[Rows, Rows]:
    """The rows of two columns, sorted by place, that stand at equal ones; as in the first."""
    near = np.searchsorted(one[first], other[second])
    within = near < len(one)
    first, second = first[near[within]], second[within]
    same = one[first] == other[second]
    order = np.argsort(first[same])
    return first[same][order], second[same][order]


def _rows(series: Series) -> Mapping[object, int]:
    """The rows by where they stand: by name, by place where those are different, else by row."""
    keys: Sequence[object] = range(series.count)
    for found in (series.names, series.x):
        if len(found) == len(series.y) == len(set(found)) and None not in found:
            keys = found
            break
    values = zip(keys, series.y, strict=False)
    return {key: row for row, (key, value) in enumerate(values) if isfinite(value)}


def _signed(told: Told, value: float) -> str:
    return f"+{told.value(value)}" if value > 0 else told.value(value)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
