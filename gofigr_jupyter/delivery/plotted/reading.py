"""Where a publication's plotted data are: with the kernel's words, or in the figure itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from gofigr_jupyter.capture.alt import shown_by
from gofigr_jupyter.capture.bundle import HTML, PLOTLY
from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.capture.plotted import Plotted
from gofigr_jupyter.capture.specs import plotly
from gofigr_jupyter.capture.specs.values import STRANGE
from gofigr_jupyter.delivery.plotted import bokeh, vega
from gofigr_jupyter.delivery.plotted.table import table_of
from gofigr_jupyter.publishing.publication import Publication


@dataclass(frozen=True, kw_only=True)
class PlottedData:
    """The table of what a figure shows, None where there is none, and what it lacks.

    `words` tell what it shows, for those who do not see it. `cut` tells of marks of which only the
    first rows are in the table.
    """

    table: bytes | None
    words: str = ""
    unread: tuple[str, ...] = ()
    cut: tuple[Mapping[str, object], ...] = ()


def plotted_data(publication: Publication) -> PlottedData:
    """The plotted data of `publication`, ready to be kept."""
    plotted = plotted_of(publication)
    return PlottedData(table=None) if plotted is None else ready(plotted)


def ready(plotted: Plotted) -> PlottedData:
    """`plotted` as it is kept."""
    cut = tuple(
        {"axes": m.axes, "kind": m.kind, "series": m.series, "rows": m.total, "blake3": m.digest}
        for m in plotted.marks
        if m.total is not None
    )
    return PlottedData(
        table=table_of(plotted), words=shown_by(plotted), unread=plotted.unread, cut=cut
    )


def plotted_of(publication: Publication) -> Plotted | None:
    """What the figure shows; None where it is only a picture."""
    if publication.capture.plotted is not None:
        return publication.capture.plotted
    for rendering in publication.capture.renderings:
        read = _reader(rendering)
        if read is None:
            continue
        try:
            return read(rendering.data)
        except STRANGE as error:
            return Plotted(unread=(f"The figure's own specification cannot be read: {error}.",))
    return None


def _reader(rendering: Rendering) -> Callable[[bytes], Plotted | None] | None:
    if rendering.mime == PLOTLY:
        return lambda data: plotly.read(_object(data))
    if rendering.mime.startswith("application/vnd.vega"):
        return lambda data: vega.read(_object(data))
    if rendering.mime == HTML:
        return bokeh.read
    return None


def _object(data: bytes) -> Mapping[str, Any]:
    found = msgspec.json.decode(data)
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")
    return found
