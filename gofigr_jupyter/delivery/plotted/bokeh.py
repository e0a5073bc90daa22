"""The data in bokeh's documents: the columns that its glyphs draw."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator, Mapping
from typing import Any

from gofigr_jupyter.capture.plotted import Axes, Marks, Plotted, Scale
from gofigr_jupyter.capture.specs.values import Draft, Json, rows_of, sequence, text

DOCUMENTS = re.compile(r'docs_json\s*=\s*(?=\{)|<script[^>]*type="application/json"[^>]*>\s*(?=\{)')
KINDS = {"Line": "line", "Scatter": "scatter", "Circle": "scatter", "VBar": "bars", "HBar": "bars"}
COLUMNS = {
    **{"x": ("x", "x_text"), "y": ("y", "y_text"), "x0": ("x_low", None), "y0": ("y_low", None)},
    **{
        "left": ("x_low", None),
        "right": ("x_high", None),
        "bottom": ("y_low", None),
        "top": ("y_high", None),
    },
    **{"x1": ("x_high", None), "y1": ("y_high", None), "x2": ("x_high", None)},
    "y2": ("y_high", None),
    **{"text": ("text", "text"), "size": ("size", None)},
}
"""Properties of glyphs, and the columns for their numbers and for their words."""


def read(markup: bytes) -> Plotted | None:
    """What the bokeh document in `markup` shows; None where there is none."""
    page = markup.decode("utf-8", "replace")
    found = DOCUMENTS.search(page)
    if found is None:
        return None
    documents = json.JSONDecoder().raw_decode(page, found.end())[0]
    axes: list[Axes] = []
    marks: list[Marks] = []
    unread: list[str] = []
    for plot in _objects(documents, "Figure", "Plot"):
        number = len(axes) + 1
        axes.append(_axes(plot))
        names = dict(_legend(plot))
        for renderer in rows_of(plot.get("renderers")):
            draft = _draft(number, renderer, names)
            if draft.count:
                marks.append(draft.marks())
            else:
                unread.append(f"Axes {number}: the data of {draft.kind} cannot be read.")
    if not axes:
        return None
    titles = [
        Marks(axes=number, kind="title", count=1, texts={"text": (each.title,)})
        for number, each in enumerate(axes, start=1)
        if each.title
    ]
    return Plotted(axes=tuple(axes), marks=(*marks, *titles), unread=tuple(dict.fromkeys(unread)))


def _objects(value: object, *names: str) -> Iterator[Json]:
    """The attributes of all objects of these names, each with its id."""
    if isinstance(value, list):
        for each in value:
            yield from _objects(each, *names)
    elif isinstance(value, dict):
        if value.get("name") in names and isinstance(value.get("attributes"), dict):
            yield {**value["attributes"], "id": value.get("id")}
        else:
            yield from _objects(list(value.values()), *names)


def _axes(plot: Json) -> Axes:
    labels = {"below": "", "left": ""}
    for side in labels:
        for axis in rows_of(plot.get(side)):
            labels[side] = labels[side] or text(_attributes(axis).get("axis_label"))
    title = text(_attributes(plot.get("title")).get("text"))
    return Axes(title=title, x=Scale(label=labels["below"]), y=Scale(label=labels["left"]))


def _legend(plot: Json) -> Iterator[tuple[object, str]]:
    """The ids of renderers with their names in the legend."""
    for item in _objects([plot.get(s) for s in ("center", "right", "left")], "LegendItem"):
        name = _value(item.get("label"))
        for renderer in rows_of(item.get("renderers")):
            if isinstance(name, str):
                yield renderer.get("id"), name


def _draft(number: int, renderer: Json, names: Mapping[object, str]) -> Draft:
    attributes = _attributes(renderer)
    glyph = attributes.get("glyph")
    kind = str(glyph.get("name")) if isinstance(glyph, dict) else "what bokeh shows"
    draft = Draft(number, KINDS.get(kind, kind.lower()), names.get(renderer.get("id"), ""))
    columns = dict(_columns(_attributes(attributes.get("data_source")).get("data")))
    given = _attributes(glyph)
    for name, (column, words) in COLUMNS.items():
        field = given.get(name)
        if isinstance(field, dict) and isinstance(field.get("field"), str):
            draft.add(column, columns.get(field["field"]), words=words)
    for end, other in (("y_high", "x"), ("x_high", "y")):
        if (
            kind in ("VBar", "HBar")
            and end in draft.numbers
            and {other, f"{other}_text"}
            & {
                *draft.numbers,
                *draft.texts,
            }
        ):
            draft.numbers[end[0]] = draft.numbers[end]
    colored = given.get("fill_color")
    field = colored.get("field") if isinstance(colored, dict) else None
    values = sequence(columns.get(field)) if isinstance(field, str) else None
    if isinstance(values, array):
        draft.numbers["value"] = values
    return draft


def _columns(data: object) -> Iterator[tuple[str, Any]]:
    if isinstance(data, dict) and data.get("type") == "map":
        for entry in data.get("entries") or ():
            yield str(entry[0]), entry[1]
    elif isinstance(data, dict):
        yield from data.items()


def _attributes(value: object) -> Json:
    found = value.get("attributes") if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def _value(spec: object) -> object:
    return spec.get("value") if isinstance(spec, dict) else spec
