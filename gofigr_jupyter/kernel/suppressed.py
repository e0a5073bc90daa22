"""Figures that the user does not want to keep."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from gofigr_jupyter.capture.backends import backend_for
from gofigr_jupyter.capture.display import Display


class Suppressed:
    """Remembers figures without keeping them alive."""

    def __init__(self) -> None:
        self._figures: dict[int, Callable[[], object]] = {}

    def add(self, figure: object) -> None:
        """Remember `figure` for as long as it lives."""
        key = id(figure)

        def forget(_: object) -> None:
            self._figures.pop(key, None)

        try:
            self._figures[key] = weakref.ref(figure, forget)
        except TypeError:
            self._figures[key] = lambda: figure  # it cannot be referred to weakly: kept alive

    def __contains__(self, display: Display) -> bool:
        """Whether `display` shows one of them, also as a raw bundle (plotly's `show()`)."""
        if not self._figures:
            return False
        if display.shown is not None:
            return id(display.shown) in self._figures
        shown = display.renderings()
        for alive in tuple(self._figures.values()):
            figure = alive()
            backend = backend_for(figure)
            if backend and display.library == backend.NAME and backend.draw(figure) in shown:
                return True
        return False
