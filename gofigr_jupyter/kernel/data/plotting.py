"""Plotted data of a figure, read while it is displayed; a failure here costs a note, no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import msgspec

from gofigr_jupyter.capture.backends import matplotlib
from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.capture.plotted import Bounds, Plotted
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.words import sentence
from gofigr_jupyter.provenance.secrets import redact

if TYPE_CHECKING:
    from gofigr_jupyter.capture.artists.packing import Drawing

AT_ONCE = 64 * 1024
"""Bytes that are copied while the cell waits; of more only references are taken."""
SHORTEST_SECRET = 12


class Shown(msgspec.Struct, frozen=True):
    """What a figure shows: `plotted` where it is small, else the `drawing`, to be packed later."""

    plotted: Plotted | None = None
    drawing: Drawing | None = None


class Plotting:
    """Reads the data that figures show, where that must be done in the kernel."""

    def __init__(self) -> None:
        self._boundary = Boundary(self._broke, what="plotted data could not be read")
        self._reason = ""

    def of(self, display: Display, bounds: Bounds) -> Shown:
        """What `display` shows; nothing where the figure itself tells it (plotly, vega, bokeh)."""
        if not matplotlib.recognizes(display.shown):
            return Shown()
        found: list[Shown] = []
        self._boundary.run(lambda: found.append(_read(display.shown, bounds)))
        unread = (f"It could not be read: {self._reason}",)
        return found[0] if found else Shown(Plotted(unread=unread))

    def _broke(self, error: Exception) -> None:
        self._reason = sentence(error)


def packed(drawing: Drawing, bounds: Bounds) -> Plotted:
    """What a drawing shows, without secrets in its texts."""
    return _without_secrets(drawing.packed(bounds))


def _read(figure: Any, bounds: Bounds) -> Shown:
    drawing = matplotlib.drawing(figure)
    if drawing.size > AT_ONCE:
        return Shown(drawing=drawing)
    return Shown(packed(drawing, bounds))


def _without_secrets(plotted: Plotted) -> Plotted:
    cleaned = {text: _clean(text) for text in _texts(plotted)}
    if all(text == clean for text, clean in cleaned.items()):
        return plotted
    return msgspec.convert(
        _replaced(msgspec.to_builtins(plotted, builtin_types=(bytes,)), cleaned), Plotted
    )


def _texts(plotted: Plotted) -> Iterator[str]:
    for axes in plotted.axes:
        for scale in (axes.x, axes.y):
            yield from (axes.title, scale.label, *scale.names.values())
    for mark in plotted.marks:
        yield mark.series
        for texts in mark.texts.values():
            yield from (text for text in texts if text)


def _clean(text: str) -> str:
    return redact(text).text if len(text) >= SHORTEST_SECRET else text


def _replaced(value: Any, texts: Mapping[str, str]) -> Any:
    """`value`, which is made of what JSON knows, with other texts."""
    if isinstance(value, str):
        return texts.get(value, value)
    if isinstance(value, dict):
        return {key: _replaced(each, texts) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_replaced(each, texts) for each in value]
    return value
