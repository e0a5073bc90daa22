"""The data in plotly's specifications: what its traces are given to draw."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from html import unescape

from gofigr_jupyter.capture.plotted import Axes, Marks, Plotted, Scale
from gofigr_jupyter.capture.specs.values import Draft, Json, matrix, rows_of, sequence, text

TAG = re.compile(r"<[^<>]*>")
FIELDS = ("heatmap", "contour", "image", "surface", "histogram2dcontour")
KINDS = {"scattergl": "scatter", "heatmapgl": "heatmap", "contour": "contours", "bar": "bars"}
COLUMNS = {
    **{"x": ("x", "x_text"), "y": ("y", "y_text"), "z": ("z", None), "r": ("r", None)},
    **{"theta": ("theta", "theta_text"), "lon": ("x", None), "lat": ("y", None)},
    **{"a": ("a", None), "b": ("b", None), "c": ("c", None), "values": ("value", None)},
    **{"labels": ("label", "text"), "locations": ("location", "text"), "names": ("name", "text")},
    **{name: (name, None) for name in ("open", "high", "low", "close", "lowerfence", "q1")},
    **{name: (name, None) for name in ("median", "q3", "upperfence", "base", "u", "v", "w")},
    "parents": ("parent", "parent"),
}
"""Attributes of traces, and the columns for their numbers and for their words."""
FLAT = {*COLUMNS, "text"}
IN_BROWSER = {
    "histogram": "its bins are",
    "histogram2d": "its bins are",
    "histogram2dcontour": "its bins are",
    "box": "its boxes are",
    "violin": "its curves are",
}
"""Traces of which plotly.js works something out as it draws."""


def read(spec: Json) -> Plotted:
    """What a plotly figure shows."""
    layout = spec.get("layout")
    layout = layout if isinstance(layout, dict) else {}
    places: dict[tuple[str, str], int] = {}
    marks: list[Marks] = []
    unread: dict[str, None] = {}
    for trace in rows_of(spec.get("data")):
        if trace.get("visible") in (False, "legendonly"):
            continue
        kind = str(trace.get("type") or "scatter")
        number = places.setdefault(_place(trace), len(places) + 1)
        draft = _draft(trace, kind, number)
        if draft.count:
            marks.append(draft.marks())
        else:
            unread[f"Axes {number}: the data of a {kind} trace cannot be read."] = None
        if kind in IN_BROWSER:
            unread[
                f"Axes {number}: of a {kind} the data are recorded; {IN_BROWSER[kind]} made by the "
                "browser."
            ] = None
    if spec.get("frames"):
        unread["The other frames of an animation are not recorded."] = None
    axes = tuple(_axes(layout, place) for place in places)
    return Plotted(axes=axes, marks=(*marks, *_written(layout, axes)), unread=tuple(unread))


def _place(trace: Json) -> tuple[str, str]:
    for name in ("scene", "geo", "subplot", "ternary"):
        if isinstance(trace.get(name), str):
            return trace[name], ""
    return str(trace.get("xaxis") or "x"), str(trace.get("yaxis") or "y")


def _draft(trace: Json, kind: str, number: int) -> Draft:
    series = _plain(text(trace.get("name")))
    draft = Draft(number, KINDS.get(kind, _mode(trace, kind)), series)
    field = matrix(trace.get("z")) if kind in (*FIELDS, "heatmapgl") else None
    if field is not None:
        draft.grid, draft.numbers["value"] = field
        height, width = field[0]
        for name, size in (("x", width), ("y", height)):
            _place_grid(draft, trace, name, size)
        return draft
    for name, (column, words) in COLUMNS.items():
        if name in trace:
            draft.add(column, trace[name], words=words or f"{column}_text")
    _place_points(draft, trace)
    marker = trace.get("marker")
    for name, column in (("color", "value"), ("size", "size")):
        value = marker.get(name) if isinstance(marker, dict) else None
        found = sequence(value)
        if isinstance(found, array) and len(found) == draft.count:
            draft.numbers.setdefault(column, found)
    said = sequence(trace.get("text"))
    if isinstance(said, list) and len(said) == draft.count:
        draft.texts.setdefault("text", said)
    _error_bars(draft, trace)
    return draft


def _mode(trace: Json, kind: str) -> str:
    if kind.startswith("scatter"):
        return "scatter" if trace.get("mode") == "markers" else "line"
    return kind


def _place_grid(draft: Draft, trace: Json, name: str, size: int) -> None:
    given = sequence(trace.get(name))
    if isinstance(given, array) and len(given) == size:
        draft.numbers[name] = given
        return
    start, step = trace.get(f"{name}0", 0), trace.get(f"d{name}", 1)
    start, step = (v if isinstance(v, int | float) else d for v, d in ((start, 0), (step, 1)))
    draft.numbers[name] = _counted(start, step, size)
    if isinstance(given, list) and len(given) == size and draft.grid is not None:
        height, width = draft.grid
        across = [word for word in given for _ in range(width)] if name == "y" else given * height
        draft.texts[f"{name}_text"] = across


def _place_points(draft: Draft, trace: Json) -> None:
    """Where only one direction is given, the other one counts from 0."""
    for name, other in (("x", "y"), ("y", "x")):
        given = {other, f"{other}_text"} & {*draft.numbers, *draft.texts}
        missing = not {name, f"{name}_text"} & {*draft.numbers, *draft.texts}
        if missing and given and draft.kind in ("line", "scatter", "bars", "waterfall", "funnel"):
            start, step = trace.get(f"{name}0", 0), trace.get(f"d{name}", 1)
            if isinstance(start, int | float) and isinstance(step, int | float):
                size = draft.count
                draft.numbers[name] = _counted(start, step, size)


def _counted(start: float, step: float, size: int) -> array[float]:
    if step == 1 and isinstance(start, int):
        return array("d", range(start, start + size))
    return array("d", (start + step * at for at in range(size)))


def _error_bars(draft: Draft, trace: Json) -> None:
    for name in ("x", "y"):
        error = trace.get(f"error_{name}")
        if (
            not isinstance(error, dict)
            or error.get("visible") is False
            or name not in draft.numbers
        ):
            continue
        above = sequence(error.get("array"))
        below = above if error.get("symmetric", True) else sequence(error.get("arrayminus"))
        middle = draft.numbers[name]
        if isinstance(above, array) and len(above) == len(middle):
            pairs = zip(middle, above, strict=True)
            draft.numbers[f"{name}_high"] = array("d", (a + b for a, b in pairs))
        if isinstance(below, array) and len(below) == len(middle):
            pairs = zip(middle, below, strict=True)
            draft.numbers[f"{name}_low"] = array("d", (a - b for a, b in pairs))


def _axes(layout: Json, place: tuple[str, str]) -> Axes:
    labels = []
    for name, letter in zip(place, "xy", strict=True):
        key = f"{letter}axis{name[1:]}" if name[:1] == letter else ""
        axis = layout.get(key)
        labels.append(_plain(text(axis.get("title"))) if isinstance(axis, dict) else "")
    return Axes(x=Scale(label=labels[0]), y=Scale(label=labels[1]))


def _written(layout: Json, axes: tuple[Axes, ...]) -> Iterator[Marks]:
    for number, each in enumerate(axes, start=1):
        for name, label in (("x", each.x.label), ("y", each.y.label)):
            if label:
                yield _said(number, f"{name} label", label)
    title = _plain(text(layout.get("title")))
    if title:
        yield _said(0, "figure title", title)
    for note in rows_of(layout.get("annotations")):
        said = _plain(text(note))
        if said:
            yield _said(0, "text", said)


def _said(number: int, kind: str, written: str) -> Marks:
    return Marks(axes=number, kind=kind, count=1, texts={"text": (written,)})


def _plain(written: str) -> str:
    return " ".join(unescape(TAG.sub(" ", written)).split())
