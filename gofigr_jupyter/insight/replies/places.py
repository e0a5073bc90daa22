"""Values at a place that a question names: "at x = 3", "on 2024-05-01", "for oak"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite

from gofigr_jupyter.insight import words
from gofigr_jupyter.insight.chart import FOLLOWED, Chart, Shape
from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.told import Told, called

NUMBER = re.compile(
    r"\b(?:at|when|where|for)\s+(?:[\w ]{1,30}?\s*(?:=|is|equals|of)\s*)?"
    r"([+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d+)?)(?![\d-]|[,:]\d|\.\d|e[+-]?\d)",
    re.IGNORECASE,
)
NO_PLACE = re.compile(r"\s*(?:%|per ?cent)?\s*(?:confiden|ci\b|significan)", re.IGNORECASE)
AMOUNT = re.compile(r"for\s+\d+\s+[a-z]", re.IGNORECASE)
"""As in "for 3 groups"."""
MEAN = re.compile(r"\b(?:mean|average|median|deviation|spread)\b", re.IGNORECASE)
DATE = re.compile(r"\b(\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?)")
VALUE = re.compile(r"\b(?:value|how (?:much|high|large|big)|what is|at|reading)\b", re.IGNORECASE)


def at_place(question: str, chart: Chart) -> Iterator[Fact]:
    """What the series have at the place that a question names; nothing where it names none."""
    number, day = _number(question), _day(question)
    names = called(chart)
    for at, series in enumerate(chart.series):
        told = Told(chart, series, names[at])
        if series.shape is Shape.OTHER or len(series.y) == 0:
            continue
        if series.names and VALUE.search(question):
            yield from _of_category(question, told)
            continue
        place = day if told.along.dates else number
        if place is not None and series.shape in FOLLOWED and not series.names:
            yield _of_number(place, told)


def _day(question: str) -> float | None:
    """A date in a question. A number alone is none: "for 2024" asks about a year."""
    found = DATE.search(question)
    return words.days(found[1]) if found is not None else None


def _number(question: str) -> float | None:
    """A number in a question that is no part of a date, no amount and no level of confidence."""
    for found in NUMBER.finditer(question):
        if not NO_PLACE.match(question, found.end()) and not AMOUNT.match(question, found.start()):
            return float(found[1].replace(",", ""))
    return None


def _of_category(question: str, told: Told) -> Iterator[Fact]:
    """The values of each category that a question names; not where it asks for their mean."""
    asked = question.casefold()
    for name in dict.fromkeys(filter(None, told.series.names)):
        if not re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", asked):
            continue
        rows = [row for row, each in enumerate(told.series.names) if each == name]
        rows = [row for row in rows if isfinite(told.series.y[row])]
        if rows and (len(rows) == 1 or not MEAN.search(question)):
            yield _fact(told, rows)


def _of_number(place: float, told: Told) -> Fact:
    """The value at a number; where there is none, those next to it."""
    x, y = told.series.x, told.series.y
    rows = [at for at in range(min(len(x), len(y))) if isfinite(x[at]) and isfinite(y[at])]
    exact = [at for at in rows if x[at] == place]
    if exact:
        return _fact(told, exact)
    near = [max((at for at in rows if x[at] < place), key=x.__getitem__, default=None)]
    near.append(min((at for at in rows if x[at] > place), key=x.__getitem__, default=None))
    around = [at for at in near if at is not None]
    which = f"{words.capital(told.name)}{told.where}"
    if not around:
        return told.fact(Topic.RANGE, f"{which} has no values.", {})
    text = f"{which} has no value at {told.in_words(place)}; next to it: "
    text += words.listed(f"{told.value(y[at])} {told.at(at)}" for at in around)
    return told.fact(Topic.RANGE, f"{text}.", {"x": place})


def _fact(told: Told, rows: list[int]) -> Fact:
    values = words.listed(told.value(told.series.y[row]) for row in rows)
    text = f"{words.capital(told.name)}{told.where} has {values} {told.at(rows[0])}."
    numbers = {"value": told.series.y[rows[0]]}
    if len(told.series.x):
        numbers["x"] = told.series.x[rows[0]]
    return told.fact(Topic.RANGE, text, numbers)
