"""Facts about groups: which differ, by how much, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from math import isfinite

from gofigr_jupyter.insight import measures, words
from gofigr_jupyter.insight.chart import Chart, Series, Shape
from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.told import place

WELCH = "difference of means, interval by Welch's t; effect: Hedges' g"
PAIRED = "mean of the differences at the same places, interval by Student's t"
MOST_PAIRS = 10
ROUNDED = 12

Groups = Mapping[str, measures.Values]
Placed = tuple[str, Mapping[object, float]]
"""The name of a series, and its values by where they stand."""


def groups(chart: Chart) -> Iterator[Fact]:
    """How groups within the same axes differ."""
    for axes in chart.axes:
        mine = [s for s in chart.series if s.axes == axes.number]
        where = place(chart, axes)
        unit = axes.x.unit if any(s.lying for s in mine) else axes.y.unit
        for series in mine:
            yield from _categories(series, where, unit)
        yield from _series(mine, where, unit)


def _categories(series: Series, where: str, unit: str) -> Iterator[Fact]:
    """Groups by the words on an axis: their means, or their single values."""
    names, values = series.names, series.y
    if not names or len(names) != len(values) or series.shape is Shape.SHARES:
        return
    if series.shape in (Shape.FIELD, Shape.CONTOURS, Shape.OTHER):
        return
    found: dict[str, list[float]] = {}
    for name, value in zip(names, values, strict=True):
        if name and isfinite(value):
            found.setdefault(words.quoted(name), []).append(value)
    if len(found) < 2:
        return
    if all(len(group) == 1 for group in found.values()):
        yield _highest(found, series, where, unit)
    else:
        yield from _differences(found, where, unit)


def _highest(found: Groups, series: Series, where: str, unit: str) -> Fact:
    order = sorted(found, key=lambda name: found[name][0], reverse=True)
    top, bottom = found[order[0]][0], found[order[-1]][0]
    says = (
        f"{order[0]} is highest{_of(series)}{where} with {words.number(top)}, {order[-1]} lowest "
    )
    says += f"with {words.number(bottom)}: {words.number(top - bottom)} {unit}".rstrip() + " apart"
    numbers = {"high": top, "low": bottom, "difference": top - bottom}
    if bottom > 0:
        numbers["ratio"] = top / bottom
        says += f", {words.number(top / bottom)} times"
    return Fact(topic=Topic.GROUPS, text=f"{says}.", numbers=numbers, series=tuple(order))


def _of(series: Series) -> str:
    return f" in {words.quoted(series.name)}" if series.name else ""


def _series(series: Sequence[Series], where: str, unit: str) -> Iterator[Fact]:
    """Series as groups: at the same places where they have them, as samples otherwise."""
    named = [s for s in series if s.name]
    followed = [s for s in named if s.shape in (Shape.LINE, Shape.ERRORS, Shape.BARS)]
    placed = [(words.quoted(s.name), _by_place(s), s.shape) for s in followed[: MOST_PAIRS + 1]]
    for one, other in list(combinations(placed, 2))[:MOST_PAIRS]:
        if one[2] is other[2]:
            yield from _at_same_places(one[:2], other[:2], where, unit)
    samples = {
        words.quoted(s.name): measures.known(s.y)
        for s in named
        if s.shape in (Shape.POINTS, Shape.VALUES)
    }
    if len(samples) > 1:
        yield from _differences(samples, where, unit)


def _at_same_places(one: Placed, other: Placed, where: str, unit: str) -> Iterator[Fact]:
    names, (first, second) = (one[0], other[0]), (one[1], other[1])
    common = [key for key in first if key in second]
    gaps = [first[key] - second[key] for key in common]
    if len(common) < 2:
        return
    above = sum(gap > 0 for gap in gaps)
    text = f"{names[0]} is above {names[1]} at {above} of {len(common)} places{where}"
    numbers = {
        "above": float(above),
        "places": float(len(common)),
        "difference": measures.mean(gaps),
    }
    told = measures.paired([first[k] for k in common], [second[k] for k in common])
    mean = f"{words.number(numbers['difference'])} {unit}".rstrip()
    if told is not None:
        numbers |= {"low": told.low, "high": told.high}
        text += f"; the mean difference is {mean} ({words.interval(told.low, told.high)})."
    else:
        text += f"; the mean difference is {mean}."
    yield Fact(topic=Topic.GROUPS, text=text, numbers=numbers, method=PAIRED, series=names)


def _by_place(series: Series) -> Mapping[object, float]:
    names = series.names
    if names and not ("x" in series.numbers and len(set(names)) < len(names)):
        places: Sequence[object] = names
    else:
        places = [float(f"{x:.{ROUNDED}g}") for x in series.x]
    if series.shape is Shape.BARS and not names:
        places = list(range(len(series.y)))  # bars of one group stand side by side
    return {k: v for k, v in zip(places, series.y, strict=False) if k is not None and isfinite(v)}


def _differences(found: Groups, where: str, unit: str) -> Iterator[Fact]:
    """The differences of means, largest first where there are many pairs."""
    means = {name: measures.mean(group) for name, group in found.items() if len(group)}
    order = sorted(means, key=means.__getitem__, reverse=True)
    if len(order) > 2:
        listed = words.listed(f"{n} ({words.number(means[n])})" for n in order)
        text = f"By their means{where}, from highest to lowest: {listed}."
        yield Fact(topic=Topic.GROUPS, text=text, numbers=means, series=tuple(order))
    pairs = sorted(combinations(order, 2), key=lambda p: means[p[1]] - means[p[0]])
    for one, other in pairs[:MOST_PAIRS]:
        told = measures.difference(found[one], found[other])
        if told is not None:
            yield _difference((one, other), told, where, unit)


def _difference(names: tuple[str, str], told: measures.Difference, where: str, unit: str) -> Fact:
    value = f"{words.number(told.value)} {unit}".rstrip()
    numbers = {"difference": told.value, "low": told.low, "high": told.high}
    effect = ""
    if isfinite(told.effect):
        numbers["effect"] = told.effect
        effect = f", Hedges' g = {words.number(told.effect)}"
    bounds = words.interval(told.low, told.high)
    if told.is_told:
        text = (
            f"The mean of {names[0]} is {value} above that of {names[1]}{where} ({bounds}{effect})."
        )
    else:
        text = f"{names[0]} and {names[1]}{where} do not clearly differ: their means are {value} "
        text += f"apart ({bounds}{effect}), and the interval holds zero."
    return Fact(topic=Topic.GROUPS, text=text, numbers=numbers, method=WELCH, series=names)
