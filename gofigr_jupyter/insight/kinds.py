"""Facts that only some kinds of charts have: shares of pies, bins of histograms, boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum, isfinite

from gofigr_jupyter.insight import words
from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.told import Told

MOST_PARTS = 20


def shares(told: Told, values: Sequence[float]) -> Iterator[Fact]:
    """How much of the whole each part of a pie has, largest first."""
    whole = fsum(v for v in values if isfinite(v))
    names = told.series.names or [None] * len(values)
    parts = (
        sorted(
            (
                (v / whole, name or f"part {at}")
                for at, (v, name) in enumerate(zip(values, names, strict=False), 1)
            ),
            reverse=True,
        )
        if whole > 0
        else []
    )
    for share, name in parts[:MOST_PARTS]:
        percent = words.number(round(100 * share, 2))
        text = f"{words.quoted(name)}{told.where} has {percent} % of the whole."
        yield Fact(
            topic=Topic.SHARE, text=text, numbers={"share": share}, series=(words.quoted(name),)
        )


def bins(told: Told, values: Sequence[float]) -> Iterator[Fact]:
    """From where to where the bins of a histogram go, the fullest one, and their mean."""
    low, high = (
        told.series.numbers.get(f"{'y' if told.series.lying else 'x'}_{end}")
        for end in ("low", "high")
    )
    if low is None or high is None:
        return
    peak = max(range(len(values)), key=lambda at: values[at])
    total = fsum(values)
    unit = f" {told.along.unit}" if told.along.unit else ""
    text = (
        f"Its {len(values)} bins go from {words.number(min(low))} to "
        f"{words.number(max(high))}{unit}"
        f"; the fullest, from {words.number(low[peak])} to {words.number(high[peak])}{unit}, has "
        f"{words.number(values[peak])} of {words.number(total)}."
    )
    numbers = {"low": low[peak], "high": high[peak], "value": values[peak], "total": total}
    yield told.fact(Topic.RANGE, text, numbers)
    middles = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    if total > 0:
        mean = fsum(m * v for m, v in zip(middles, values, strict=True)) / total
        text = f"By the middles of its bins, the mean is about {words.number(mean)}{unit}."
        yield told.fact(Topic.CENTER, text, {"mean": mean}, "middles of bins, weighted")


def boxes(told: Told) -> Iterator[Fact]:
    """The quartiles and whiskers of each box."""
    columns = told.series.numbers
    for at, median in enumerate(columns["median"]):
        names = told.series.names
        name = words.quoted(names[at] or "") if names else f"box {at + 1}"
        low, high = columns["q1"][at], columns["q3"][at]
        whiskers = columns["low"][at], columns["high"][at]
        beyond = int(columns["beyond"][at])
        text = (
            f"{words.capital(name)}{told.where} has its median at {told.value(median)} and its box "
            f"from {told.value(low)} to {told.value(high)}; its whiskers reach from "
            f"{told.value(whiskers[0])} to {told.value(whiskers[1])}, with "
            f"{words.counted(beyond, 'point')} beyond."
        )
        numbers = {"median": median, "q1": low, "q3": high, "beyond": float(beyond)}
        numbers |= {"low": whiskers[0], "high": whiskers[1]}
        yield Fact(topic=Topic.CENTER, text=text, numbers=numbers, series=(name,))
