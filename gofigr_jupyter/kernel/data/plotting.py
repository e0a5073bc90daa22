"""Plotted data of a figure, read while it is displayed; a failure here costs a note, no more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from gofigr_jupyter.capture.backends import matplotlib
from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.capture.plotted import Bounds, Plotted
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.words import sentence
from gofigr_jupyter.provenance.secrets import redact

AT_ONCE = Bounds(bytes=192 * 1024, rows=50_000)
"""What is copied while the cell waits."""
SHORTEST_SECRET = 12


class Plotting:
    """Reads the data that figures show, where that must be done in the kernel."""

    def __init__(self) -> None:
        self._boundary = Boundary(self._broke, what="plotted data could not be read")
        self._reason = ""

    def of(self, display: Display) -> Plotted | None:
        """What `display` shows; None where the figure itself tells it (plotly, vega, bokeh)."""
        if not matplotlib.recognizes(display.shown):
            return None
        found: list[Plotted] = []
        self._boundary.run(lambda: found.append(_read(display.shown)))
        return found[0] if found else Plotted(unread=(f"It could not be read: {self._reason}",))

    def _broke(self, error: Exception) -> None:
        self._reason = sentence(error)


def _read(figure: Any) -> Plotted:
    return _without_secrets(matplotlib.drawing(figure).packed(AT_ONCE))


def _without_secrets(plotted: Plotted) -> Plotted:
    axes = [
        replace(
            each,
            title=_clean(each.title),
            **{
                name: replace(scale, label=_clean(scale.label), names=_clean_names(scale.names))
                for name, scale in (("x", each.x), ("y", each.y))
            },
        )
        for each in plotted.axes
    ]
    marks = [
        replace(
            mark,
            series=_clean(mark.series),
            texts={
                name: tuple(text and _clean(text) for text in texts)
                for name, texts in mark.texts.items()
            },
        )
        for mark in plotted.marks
    ]
    return replace(plotted, axes=tuple(axes), marks=tuple(marks))


def _clean(text: str) -> str:
    return redact(text).text if len(text) >= SHORTEST_SECRET else text


def _clean_names(names: Mapping[float, str]) -> dict[float, str]:
    return {place: _clean(name) for place, name in names.items()}
