"""Facts about one series: its ends, its middle, its trend, what stands out and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from math import isfinite

import numpy as np

from gofigr_jupyter.insight import kinds, measures, words
from gofigr_jupyter.insight.chart import FOLLOWED, Shape
from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.told import Told

OLS = "ordinary least squares; interval of the slope by Student's t"
FENCES = "Tukey's fences: 1.5 interquartile ranges beyond the quartiles"
DIRECTIONS: Mapping[str, str] = {
    "rising": "rises from each value to the next",
    "falling": "falls from each value to the next",
    "never falling": "never falls",
    "never rising": "never rises",
    "constant": "stays the same throughout",
    "mixed": "both rises and falls",
}


def about(told: Told) -> Iterator[Fact]:
    """What is true of one series."""
    values = told.series.y
    found = measures.summary(values) if told.series.shape is not Shape.OTHER else None
    if found is None:
        text = (
            f"{words.capital(told.name)}{told.where} has {words.counted(told.series.count, 'row')}."
        )
        yield told.fact(Topic.COUNT, text, {"count": float(told.series.count)})
        return
    if told.series.shape is Shape.SHARES:
        yield from kinds.shares(told, values)
        return
    if told.series.shape is Shape.BOXES:
        yield from kinds.boxes(told)
        return
    noun = {Shape.HISTOGRAM: "bin", Shape.BARS: "bar", Shape.FIELD: "cell"}
    count = words.counted(told.series.count, noun.get(told.series.shape, "point"))
    yield told.fact(
        Topic.COUNT,
        f"{words.capital(told.name)}{told.where} has {count}.",
        {"count": float(told.series.count)},
    )
    yield from _ends(told, found)
    if told.series.shape is Shape.HISTOGRAM:
        yield from kinds.bins(told, values)
        return
    if found.count > 2:
        yield told.fact(
            Topic.CENTER,
            f"Its mean is {told.value(found.mean)}, its median {told.value(found.median)}, its "
            f"standard deviation {told.value(found.deviation)}.",
            {"mean": found.mean, "median": found.median, "deviation": found.deviation},
            "standard deviation with n - 1",
        )
    yield from _missing(told, values)
    if told.series.shape in FOLLOWED and not told.series.names:
        yield from _followed(told)
    elif told.series.shape in (Shape.VALUES, Shape.FIELD):
        yield from _outliers(told, values, "values")
    yield from _errors(told)


def _ends(told: Told, found: measures.Summary) -> Iterator[Fact]:
    name = words.capital(told.name)
    for topic, word, value, row in (
        (Topic.MAXIMUM, "highest", found.high, found.high_at),
        (Topic.MINIMUM, "lowest", found.low, found.low_at),
    ):
        numbers = {"value": value}
        if len(told.series.x) and told.series.shape in FOLLOWED:
            numbers["x"] = told.series.x[row]
        at = "" if told.series.shape in (Shape.VALUES, Shape.CONTOURS) else f", {told.at(row)}"
        ties = int((measures.column(told.series.y) == value).sum())
        more = f" and {words.counted(ties - 1, 'other place')}" if ties > 1 and at else ""
        text = f"{name}{told.where} is {word} with {told.value(value)}{at}{more}."
        yield told.fact(topic, text, numbers)


def _missing(told: Told, values: measures.Values) -> Iterator[Fact]:
    if told.series.shape is Shape.CONTOURS:
        return
    missing = np.flatnonzero(~np.isfinite(measures.column(values))).tolist()
    if missing:
        places = told.series.shape in FOLLOWED and len(told.series.x)
        where = f": {words.listed(told.at(at) for at in missing)}" if places else ""
        text = f"{words.counted(len(missing), 'value')} of {told.name}{told.where} "
        text += f"{'is' if len(missing) == 1 else 'are'} missing{where}."
        yield told.fact(Topic.MISSING, text, {"missing": float(len(missing))})


def _followed(told: Told) -> Iterator[Fact]:
    """What can be told of values that stand at numbers."""
    x, y = told.series.x, told.series.y
    places, values = measures.pairs(x, y)
    line = measures.fit(x, y)
    if told.series.shape is not Shape.POINTS and len(places) > 2:
        in_order = (np.diff(places) > 0).all()
        order = slice(None) if in_order else np.lexsort((values, places))
        direction = measures.direction(values[order])
        text = f"{words.capital(told.name)}{told.where} {DIRECTIONS[direction]} along x."
        yield told.fact(Topic.DIRECTION, text, {"points": float(len(places))})
    if line is None:
        return
    yield _trend(told, line)
    found = measures.correlation(line)
    if found is not None:
        yield told.fact(
            Topic.CORRELATION,
            f"Pearson's correlation of x and y in {told.name}{told.where} is "
            f"{words.number(found.value)} ({words.interval(found.low, found.high)}, "
            f"n = {found.count:,}).",
            {"r": found.value, "low": found.low, "high": found.high, "n": float(found.count)},
            "Pearson's r, interval by Fisher's transformation",
        )
    if line.is_told:
        count = min(len(x), len(y))
        expected = line.intercept + line.slope * measures.column(x)[:count]
        rest = measures.column(y)[:count] - expected
        yield from _outliers(told, rest, "distances from its line")
    else:
        yield from _outliers(told, y, "values")


def _trend(told: Told, line: measures.Fit) -> Fact:
    along = "day" if told.along.dates else told.along.unit or "unit of x"
    unit = f"{told.across.unit} per {along}".strip()
    slope = f"{words.number(line.slope)} {unit}"
    bounds = f"{words.interval(line.low, line.high)}, n = {line.count:,}"
    explained = f", R² = {words.number(line.explained)}" if isfinite(line.explained) else ""
    name = f"{words.capital(told.name)}{told.where}"
    if line.is_told:
        verb = "rises" if line.slope > 0 else "falls"
        text = f"{name} {verb} along x: the fitted line has slope {slope} ({bounds}{explained})."
    else:
        text = f"No trend of {told.name}{told.where} can be told by a straight line: its slope is "
        text += f"{slope} ({bounds}), and the interval holds zero."
    numbers = {
        "slope": line.slope,
        "low": line.low,
        "high": line.high,
        "intercept": line.intercept,
        "r_squared": line.explained,
        "n": float(line.count),
    }
    return told.fact(Topic.TREND, text, {k: v for k, v in numbers.items() if isfinite(v)}, OLS)


def _outliers(told: Told, values: measures.Values, what: str) -> Iterator[Fact]:
    found = measures.outliers(values)
    if found is None:
        return
    places, low, high = found
    numbers = {"outliers": float(len(places)), "low": low, "high": high}
    name = f"{told.name}{told.where}"
    if not places:
        text = f"None of the {what} of {name} lies outside Tukey's fences."
    else:
        each = (f"{told.value(told.series.y[at])} {told.at(at)}" for at in places)
        text = f"{words.counted(len(places), 'outlier')} in {name} by the {what} (Tukey's "
        text += f"fences): {words.listed(islice(each, 50))}."
    yield told.fact(Topic.OUTLIERS, text, numbers, f"{FENCES}, of the {what}")


def _errors(told: Told) -> Iterator[Fact]:
    name = "x" if told.series.lying else "y"
    low, high = told.series.numbers.get(f"{name}_low"), told.series.numbers.get(f"{name}_high")
    if told.series.shape is not Shape.ERRORS or low is None or high is None:
        return
    spans = [(b - a) / 2 for a, b in zip(low, high, strict=True) if isfinite(b - a)]
    if spans:
        text = (
            f"The error bars of {told.name}{told.where} reach {told.value(min(spans))} to "
            f"{told.value(max(spans))} to either side, {told.value(measures.mean(spans))} on "
            "average. What they stand for is not recorded."
        )
        yield told.fact(
            Topic.ERRORS,
            text,
            {"low": min(spans), "high": max(spans), "mean": measures.mean(spans)},
        )
