"""Displays whose last state counts: those that replace what the cell has shown before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gofigr_jupyter.capture.display import Display


class Lasting:
    """What waits for the end of the cell, because the cell may still replace it.

    A display that is updated a hundred times, or shown anew after each `clear_output`, is one
    figure: the one that is left on the screen.
    """

    def __init__(self) -> None:
        self.cleared = False
        """Whether the running cell has cleared its output: it may do so again."""
        self._shown: list[Display] = []
        self._updated: dict[str, Display] = {}
        self._gone: list[Display] = []

    def show(self, display: Display) -> None:
        """`display` is on the screen until the output is cleared."""
        self._shown.append(display)

    def update(self, name: str, display: Display) -> None:
        """`display` has taken the place of what was shown under `name`."""
        self._updated[name] = display

    def clear(self) -> None:
        """The output of the cell is cleared."""
        self.cleared = True
        self._gone += self._shown
        self._gone = self._gone[-1:]  # one receipt tells of all
        self._shown = []

    def take(self) -> tuple[list[Display], list[Display]]:
        """What is left on the screen, and the last of what is gone; from now on anew."""
        left, gone = [*self._shown, *self._updated.values()], self._gone
        self.cleared, self._shown, self._updated, self._gone = False, [], {}, []
        return left, gone
