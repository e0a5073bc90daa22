"""Figures that are written to files: kept from there when the cell does not show them."""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import msgspec

from gofigr_jupyter.capture.backends import backend_for, library_name, title_of
from gofigr_jupyter.capture.bundle import Bundle
from gofigr_jupyter.capture.display import Display, Held, Hidden, Listener
from gofigr_jupyter.capture.stack import figure_at_work

LineOf = Callable[[FrameType], int | None]
PICTURES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".pdf": "application/pdf",
}
SPECS = (".html", ".json")
"""Files in which plotly and altair write what their figures are made of."""
OTHERS = (".eps", ".ps", ".tif", ".tiff", ".svgz", ".pgf")
"""Pictures that browsers do not show, and that are not kept."""
SUFFIXES = (*PICTURES, *SPECS, *OTHERS)
MOST_HELD = 64 * 1024 * 1024
"""Bytes that are held for figures that are saved and not told of yet."""


class _Saved:
    """What one figure was written to: paths by media type, and its description."""

    def __init__(self, figure: object, line: int | None, reads: int) -> None:
        self.alive = _reference(figure)
        self.library = library_name(figure, {})
        self.title = title_of(figure, {})
        self.line = line
        self.reads = reads
        self.paths: dict[str, str] = {}
        self.spec: dict[str, msgspec.Raw] = {}
        self.others: list[str] = []
        self.held: Held | None = None


class SavedFigures:
    """Stands before a listener, and tells it of the figures that only files show.

    Those it tells at the end of a cell, once for each figure: what is displayed needs no copy.
    `reads` counts what was read by the time that a figure is saved first. `hold` holds what the
    variables are when it is saved last, in at most so many bytes.
    """

    def __init__(
        self,
        listener: Listener,
        line_of: LineOf,
        reads: Callable[[], int],
        hold: Callable[[int], Held],
    ) -> None:
        self._listener = listener
        self._line_of = line_of
        self._reads = reads
        self._hold = hold
        self._saved: dict[int, _Saved] = {}
        self._displayed: dict[int, Callable[[], object]] = {}
        self._busy = False
        self._gone = 0
        self._held = 0
        """Bytes that are held for all of them."""

    def opened(self, path: object) -> None:
        """A file is opened for writing; takes note where a figure writes it."""
        if not isinstance(path, str | os.PathLike) or self._busy:
            return
        name = os.fspath(path)
        if not isinstance(name, str) or not name.lower().endswith(SUFFIXES):
            return
        self._busy = True
        try:
            self._written(os.path.abspath(name))
        finally:
            self._busy = False

    def displayed(self, display: Display) -> Bundle:
        """A figure is displayed: its files are copies."""
        if display.shown is not None:
            self._displayed[id(display.shown)] = _reference(display.shown)
        return self._listener.displayed(display)

    def hidden(self, hidden: Hidden) -> None:
        """A figure was drawn and is not on the user's screen."""
        self._listener.hidden(hidden)

    def settle(self) -> None:
        """The cell has ended: tell of the figures that it has only saved."""
        saved, self._saved = self._saved, {}
        displayed, self._displayed = self._displayed, {}
        self._held = 0
        for key, one in saved.items():
            if key in displayed and displayed[key]() is one.alive():
                continue
            bundle = _bundle(one)
            if bundle:
                self._listener.displayed(_display(one, bundle))
            elif one.others:
                self._listener.hidden(_hidden(one))

    def _written(self, path: str) -> None:
        frame = sys._getframe(1)
        figure = figure_at_work(frame)
        if figure is None:
            return
        saved = self._saved.get(id(figure))
        if saved is None or saved.alive() is not figure:
            self._set_aside(id(figure))
            saved = self._saved[id(figure)] = _Saved(figure, self._line_of(frame), self._reads())
        saved.title = title_of(figure, {}) or saved.title
        self._held -= saved.held.size if saved.held else 0
        saved.held = self._hold(MOST_HELD - self._held)
        self._held += saved.held.size
        suffix = Path(path).suffix.lower()
        if suffix in PICTURES:
            saved.paths[PICTURES[suffix]] = path
        elif suffix in OTHERS:
            saved.others.append(path)
        elif (backend := backend_for(figure)) is not None:
            drawn = backend.draw(figure)
            saved.spec[drawn.mime] = msgspec.Raw(drawn.data)

    def _set_aside(self, key: int) -> None:
        """Keep what is known of a figure that is gone: another one has its place in memory."""
        saved = self._saved.pop(key, None)
        was_displayed = key in self._displayed and self._displayed[key]() is None
        if saved is not None and not was_displayed:
            self._gone -= 1  # no figure's place is below zero
            self._saved[self._gone] = saved


def _reference(figure: Any) -> Callable[[], object]:
    try:
        return weakref.ref(figure)
    except TypeError:
        return lambda: figure  # it cannot be referred to weakly: kept alive until the cell's end


def _bundle(saved: _Saved) -> Mapping[str, object]:
    found: dict[str, object] = dict(saved.spec)
    for mime, path in saved.paths.items():
        try:
            data = Path(path).read_bytes()
        except OSError:
            continue  # a frame of an animation, removed when the film was ready
        if data:
            found[mime] = data.decode("utf-8", "replace") if mime == "image/svg+xml" else data
    return found


def _display(saved: _Saved, bundle: Mapping[str, object]) -> Display:
    paths = list(saved.paths.values())
    return Display(
        shown=None,
        bundle=bundle,
        library=saved.library,
        title=saved.title or (Path(paths[0]).stem if paths else None),
        line=saved.line,
        reads=saved.reads,
        held=saved.held,
    )


def _hidden(saved: _Saved) -> Hidden:
    path = Path(saved.others[-1])
    form = path.suffix[1:].upper()
    return Hidden(
        title=saved.title or path.stem,
        reason=f"only saved, as {form}, which is not kept; save a PNG or show it",
    )
