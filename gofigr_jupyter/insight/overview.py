"""Facts about a whole chart: its kind, its title, its axes, and what is not known of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from gofigr_jupyter.insight import measures, words
from gofigr_jupyter.insight.chart import Axes, Axis, Chart, Series, Shape
from gofigr_jupyter.insight.fact import Fact, Topic

KINDS: Mapping[Shape, str] = {
    Shape.LINE: "line chart",
    Shape.POINTS: "scatter plot",
    Shape.ERRORS: "chart with error bars",
    Shape.BARS: "bar chart",
    Shape.HISTOGRAM: "histogram",
    Shape.VALUES: "distribution plot",
    Shape.BOXES: "box plot",
    Shape.FIELD: "heat map",
    Shape.CONTOURS: "contour plot",
    Shape.SHARES: "pie chart",
    Shape.AREA: "area chart",
    Shape.OTHER: "drawing",
}
RAW: Mapping[str, str] = {
    "box": "box plot",
    "violin": "violin plot",
    "histogram": "histogram",
    "candlestick": "candlestick chart",
    "ohlc": "open-high-low-close chart",
    "sankey": "Sankey diagram",
    "treemap": "treemap",
    "sunburst": "sunburst chart",
}
"""Kinds that say more than their shape."""
COLUMNS = ("", "_low", "_high")


def overview(chart: Chart) -> Iterator[Fact]:
    """What the chart is and what its axes are."""
    yield Fact(
        topic=Topic.KIND,
        text=f"This is {_kinds(chart)}{_with_names(chart)}.",
        numbers={"axes": float(len(chart.axes)), "series": float(len(chart.series))},
    )
    if chart.title:
        yield Fact(topic=Topic.TITLE, text=f"Its title is {words.quoted(chart.title)}.")
    for axes in chart.axes:
        mine = [s for s in chart.series if s.axes == axes.number]
        if any(s.shape is not Shape.SHARES for s in mine):
            yield from _axis(axes, axes.x, "x", mine)
            yield from _axis(axes, axes.y, "y", mine)
    for text in chart.unread:
        yield Fact(topic=Topic.LIMITS, text=text)


def _kinds(chart: Chart) -> str:
    kinds = Counter(RAW.get(s.kind) or KINDS[s.shape] for s in chart.series)
    if len(kinds) > 1:
        kinds.pop("drawing", None)
    if not kinds:
        return "a figure without plotted data"
    names = [f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}" for kind in kinds]
    several = f" in {len(chart.axes)} axes" if len(chart.axes) > 1 else ""
    return f"{words.listed(names)}{several}"


def _with_names(chart: Chart) -> str:
    names = list(dict.fromkeys(s.name for s in chart.series if s.name))
    if names:
        return f" with {f'{len(names)} named series'}: " + words.listed(map(words.quoted, names))
    if len(chart.series) > 1:
        return f" with {len(chart.series)} series without names"
    return ""


def _axis(axes: Axes, axis: Axis, name: str, series: list[Series]) -> Iterator[Fact]:
    where = f" of axes {axes.number}" if axes.number > 1 else ""
    says = f"The {name} axis{where} is {axis.called or 'not labeled'}"
    if axis.unit:
        says += f", in {axis.unit}"
    if axis.categories:
        categories = words.listed(map(words.quoted, axis.categories))
        text = f"{says}, with {words.counted(len(axis.categories), 'category')}: {categories}."
        yield Fact(topic=Topic.AXIS, text=text, numbers={"categories": float(len(axis.categories))})
        return
    ends = _ends(name, series)
    if ends is None:
        if axis.name:
            yield Fact(topic=Topic.AXIS, text=f"{says}.")
        return
    far = ends[1] - ends[0]
    told = [words.date(end) if axis.dates else words.number(end, far) for end in ends]
    yield Fact(
        topic=Topic.AXIS,
        text=f"{says}; its data go from {told[0]} to {told[1]}.",
        numbers={"low": ends[0], "high": ends[1]},
    )


def _ends(name: str, series: list[Series]) -> tuple[float, float] | None:
    lowest, highest = [], []
    for each in series:
        for column in COLUMNS:
            found = measures.known(each.numbers.get(name + column, ()))
            if not len(found) and not column and not each.names and each.shape not in _WITHOUT:
                found = measures.known(each.x if name == "x" else each.y)
            if len(found):
                lowest.append(float(found.min()))
                highest.append(float(found.max()))
    return (min(lowest), max(highest)) if lowest else None


_WITHOUT = (Shape.FIELD, Shape.CONTOURS, Shape.SHARES, Shape.VALUES, Shape.BOXES)
