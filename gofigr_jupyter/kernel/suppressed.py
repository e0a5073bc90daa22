"""Figures that the user does not want to keep."""

from __future__ import annotations

from gofigr_jupyter.capture.backends import backend_for
from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.kernel.remembered import Remembered


class Suppressed:
    """Remembers figures without keeping them alive."""

    def __init__(self) -> None:
        self._figures: Remembered[None] = Remembered()

    def add(self, figure: object) -> None:
        """Remember `figure` for as long as it lives."""
        self._figures.add(figure, None)

    def __contains__(self, display: Display) -> bool:
        """Whether `display` shows one of them, also as a raw bundle (plotly's `show()`)."""
        if not self._figures:
            return False
        if display.shown is not None:
            return display.shown in self._figures
        shown = display.renderings()
        for figure in self._figures:
            backend = backend_for(figure)
            if backend and display.library == backend.NAME and backend.draw(figure) in shown:
                return True
        return False
