"""The data in specifications of vega-lite and vega: the rows that their charts are given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gofigr_jupyter.capture.plotted import Axes, Marks, Plotted, Scale
from gofigr_jupyter.capture.specs.values import Draft, Json, rows_of, sequence, text

CHANNELS = {
    **{"x": "x", "y": "y", "x2": "x_high", "y2": "y_high", "size": "size", "text": "text"},
    **{"xError": "x_error", "yError": "y_error", "theta": "value", "longitude": "x"},
    "latitude": "y",
}
"""Channels of an encoding, and their columns."""
GROUPS = ("layer", "hconcat", "vconcat", "concat")
WORKED_OUT = ("aggregate", "bin", "timeUnit", "stack", "impute")
IN_BROWSER = "Axes {}: the browser works out what is drawn; recorded is the data given to it."


def read(spec: Json) -> Plotted:
    """What a chart of vega-lite or vega shows, as far as the chart itself holds it."""
    datasets = spec.get("datasets")
    walk = _Walk(datasets if isinstance(datasets, dict) else {})
    if isinstance(spec.get("marks"), list):
        walk.vega(spec)
    else:
        walk.view(spec, _Given())
    title = text(spec.get("title"))
    written = [Marks(axes=0, kind="figure title", count=1, texts={"text": (title,)})]
    return Plotted(
        axes=tuple(walk.axes),
        marks=(*walk.marks, *(written if title else ())),
        unread=tuple(walk.unread),
    )


@dataclass(frozen=True)
class _Given:
    """What a view inherits from those around it."""

    data: object = None
    encoding: Json = field(default_factory=dict)
    transformed: bool = False
    layered: int = 0


@dataclass
class _Walk:
    datasets: Json
    axes: list[Axes] = field(default_factory=list)
    marks: list[Marks] = field(default_factory=list)
    unread: dict[str, None] = field(default_factory=dict)

    def view(self, spec: Json, given: _Given) -> None:
        own = spec.get("encoding")
        encoding = {**given.encoding, **(own if isinstance(own, dict) else {})}
        given = _Given(
            data=spec["data"] if spec.get("data") is not None else given.data,
            encoding=encoding,
            transformed=given.transformed or bool(spec.get("transform")),
            layered=given.layered,
        )
        for group in GROUPS:
            for number, part in enumerate(rows_of(spec.get(group))):
                same = group == "layer" and number > 0
                layered = len(self.axes) if same else 0
                self.view(part, _Given(given.data, encoding, given.transformed, layered))
        if isinstance(spec.get("spec"), dict):  # facet, repeat
            self.unread["Parts of a repeated chart are recorded together."] = None
            self.view(spec["spec"], given)
        if spec.get("mark") is not None:
            self._mark(spec["mark"], given)

    def vega(self, spec: Json) -> None:
        """Every table that a vega chart holds, by its fields: what is made of them is code."""
        self.axes.append(Axes())
        self.unread[IN_BROWSER.format(1)] = None
        for table in rows_of(spec.get("data")):
            rows = rows_of(table.get("values"))
            draft = Draft(1, "data", text(table.get("name")))
            for name in dict.fromkeys(key for row in rows for key in row):
                draft.add(name, [row.get(name) for row in rows], words=name)
            if draft.count:
                self.marks.append(draft.marks())

    def _mark(self, mark: object, given: _Given) -> None:
        encoding = given.encoding
        if not given.layered:
            self.axes.append(
                Axes(x=Scale(label=_label(encoding, "x")), y=Scale(label=_label(encoding, "y")))
            )
        number = given.layered or len(self.axes)
        rows = self._rows(given.data)
        if rows is None:
            self.unread[f"Axes {number}: the chart loads its data from elsewhere."] = None
            return
        channels = [c for c in encoding.values() if isinstance(c, dict)]
        if given.transformed or any(c.get(name) for c in channels for name in WORKED_OUT):
            self.unread[IN_BROWSER.format(number)] = None
        kind = text(mark.get("type")) if isinstance(mark, dict) else text(mark)
        series = _field(encoding.get("color")) or _field(encoding.get("detail"))
        for name, part in _by(rows, series):
            draft = _draft(number, kind, part, series=name, encoding=encoding)
            if draft.count:
                self.marks.append(draft.marks())

    def _rows(self, data: object) -> Sequence[Json] | None:
        if not isinstance(data, dict):
            return None
        if isinstance(data.get("name"), str) and data["name"] in self.datasets:
            return rows_of(self.datasets[data["name"]])
        return rows_of(data["values"]) if isinstance(data.get("values"), list) else None


def _draft(number: int, kind: str, rows: Sequence[Json], *, series: str, encoding: Json) -> Draft:
    draft = Draft(number, kind or "mark", series)
    for channel, column in CHANNELS.items():
        name = _field(encoding.get(channel))
        if name:
            words = "text" if column == "text" else f"{column}_text"
            draft.add(column, [row.get(name) for row in rows], words=words)
    colored = _field(encoding.get("color"))
    values = sequence([row.get(colored) for row in rows]) if colored and not series else None
    if values is not None and not isinstance(values, list):
        draft.numbers["value"] = values
    return draft


def _by(rows: Sequence[Json], series: str) -> Iterator[tuple[str, Sequence[Json]]]:
    """The rows by the words in the field `series`; together where that holds numbers."""
    words = [row.get(series) for row in rows] if series else []
    if not any(isinstance(word, str) for word in words):
        yield "", rows
        return
    for name in dict.fromkeys(words):
        yield str(name), [row for row in rows if row.get(series) == name]


def _field(channel: object) -> str:
    """The field of a channel, without the backslashes that keep dots from being paths."""
    name = channel.get("field") if isinstance(channel, dict) else None
    return name.replace("\\", "") if isinstance(name, str) else ""


def _label(encoding: Json, channel: str) -> str:
    given = encoding.get(channel)
    title = text(given.get("title")) if isinstance(given, dict) else ""
    return title or _field(given)
