"""Plotted data of a figure, read while it is displayed; a failure here costs a note, no more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import msgspec

from gofigr_jupyter.capture.backends import matplotlib
from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.capture.plotted import Bounds, Plotted
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.words import sentence
from gofigr_jupyter.provenance.secrets import Guard, with_texts

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

    def of(self, display: Display, bounds: Bounds, guard: Guard) -> Shown:
        """What `display` shows; nothing where the figure itself tells it (plotly, vega, bokeh)."""
        if not matplotlib.recognizes(display.shown):
            return Shown()
        found: list[Shown] = []
        self._boundary.run(lambda: found.append(_read(display.shown, bounds, guard)))
        unread = (f"It could not be read: {self._reason}",)
        return found[0] if found else Shown(Plotted(unread=unread))

    def _broke(self, error: Exception) -> None:
        self._reason = sentence(error)


def packed(drawing: Drawing, bounds: Bounds, guard: Guard) -> Plotted:
    """What a drawing shows, without secrets in its texts."""
    return _without_secrets(drawing.packed(bounds), guard)


def _read(figure: Any, bounds: Bounds, guard: Guard) -> Shown:
    drawing = matplotlib.drawing(figure)
    if drawing.size > AT_ONCE:
        return Shown(drawing=drawing)
    return Shown(packed(drawing, bounds, guard))


def _without_secrets(plotted: Plotted, guard: Guard) -> Plotted:
    texts = dict.fromkeys(_texts(plotted))
    cleaned = {text: guard.clean(text) if len(text) >= SHORTEST_SECRET else text for text in texts}
    if all(text == clean for text, clean in cleaned.items()):
        return plotted
    plain = msgspec.to_builtins(plotted, builtin_types=(bytes,))
    return msgspec.convert(with_texts(plain, lambda text: cleaned.get(text, text)), Plotted)


def _texts(plotted: Plotted) -> Iterator[str]:
    for axes in plotted.axes:
        for scale in (axes.x, axes.y):
            yield from (axes.title, scale.label, *scale.names.values())
    for mark in plotted.marks:
        yield mark.series
        for texts in mark.texts.values():
            yield from (text for text in texts if text)
