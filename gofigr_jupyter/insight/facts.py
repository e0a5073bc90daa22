"""All that is true of a chart."""

from __future__ import annotations

from collections.abc import Iterator

from gofigr_jupyter.insight.chart import Chart, Shape
from gofigr_jupyter.insight.fact import Fact
from gofigr_jupyter.insight.groups import groups
from gofigr_jupyter.insight.overview import overview
from gofigr_jupyter.insight.single import about
from gofigr_jupyter.insight.told import Told, called

MOST_SERIES = 40
"""Series that are looked at one by one; of more only the first are."""


def facts_of(chart: Chart) -> tuple[Fact, ...]:
    """The facts of a chart: about all of it, then series by series, then how groups differ."""
    return tuple(_facts(chart))


def _facts(chart: Chart) -> Iterator[Fact]:
    yield from overview(chart)
    names = called(chart)
    drawings = all(series.shape is Shape.OTHER for series in chart.series)
    for at, series in enumerate(chart.series[:MOST_SERIES]):
        if series.shape is not Shape.OTHER or drawings:
            yield from about(Told(chart, series, names[at]))
    yield from groups(chart)
