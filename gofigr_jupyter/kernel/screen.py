"""What the user sees: the shell's cells and displays, or nothing in a plain script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from gofigr_jupyter.capture.bundle import Bundle
from gofigr_jupyter.capture.capture import Cell
from gofigr_jupyter.capture.cell import Cells
from gofigr_jupyter.capture.display import DisplayHooks
from gofigr_jupyter.capture.drawing import Format
from gofigr_jupyter.ids import new_id
from gofigr_jupyter.kernel.progress import updating


class Screen(Protocol):
    """What a session asks of the place it runs in."""

    @property
    def cell(self) -> Cell | None:
        """The cell that figures belong to now."""

    @property
    def silent(self) -> bool:
        """Whether a tool runs code behind the user's back."""

    def next_slot(self) -> int:
        """The place of one more figure among those of this execution."""

    def figure_name(self, slot: int) -> str | None:
        """The name that the cell gives its figure at `slot` (`%%figure`)."""

    @property
    def form(self) -> Format | None:
        """The shell's way to format an object, None where there is no shell."""

    @property
    def live(self) -> bool:
        """Whether somebody looks who can use live views."""

    @property
    def in_cells(self) -> bool:
        """Whether code runs in cells, so that nothing changes between two of them."""

    @property
    def variables(self) -> Mapping[str, object]:
        """The user's variables, by name; those of functions only where there are no cells."""

    @property
    def nearby(self) -> str:
        """The code that figures belong to now, what is nearest to them first."""

    def show(self, data: Bundle, *, display_id: str) -> None:
        """Show something of ours."""

    def afterwards(self, step: Callable[[], None]) -> None:
        """Take a step once the figure that is being kept is on the screen."""

    def correct(
        self, data: Bundle, *, display_id: str, metadata: Mapping[str, Any] | None = None
    ) -> None:
        """Show something else in the place of what was shown as `display_id`."""


class ShellScreen:
    """An IPython shell: a kernel or a terminal."""

    in_cells = True

    def __init__(self, shell: Any, cells: Cells, *, unseen: bool) -> None:
        self._shell = shell
        self._cells = cells
        self._can_correct = hasattr(shell, "kernel")  # a terminal cannot unprint
        self.live = self._can_correct and not unseen
        self.hooks: DisplayHooks | None = None
        self.name: str | None = None
        """The name that the running cell has given its figures."""

    @property
    def cell(self) -> Cell | None:
        """The cell that runs, or ran last."""
        return self._cells.current

    @property
    def variables(self) -> Mapping[str, object]:
        """The user's variables, by name."""
        return self._shell.user_ns  # type: ignore[no-any-return]  # IPython ships no types

    @property
    def nearby(self) -> str:
        """The code of the cell."""
        return self._cells.current.source if self._cells.current else ""

    @property
    def silent(self) -> bool:
        """Whether a tool runs code behind the user's back."""
        return self._cells.silent

    def next_slot(self) -> int:
        """The place of one more figure among those of this execution."""
        return self._cells.next_slot()

    def figure_name(self, slot: int) -> str | None:
        """The name that the cell gives its figure at `slot`; from the second on with a number."""
        return f"{self.name} ({slot + 1})" if self.name and slot else self.name

    @property
    def form(self) -> Format | None:
        """The shell's way to format an object, past our own hooks."""
        return self.hooks.form if self.hooks is not None else None

    def show(self, data: Bundle, *, display_id: str) -> None:
        """Show something of ours, past our own hooks."""
        if self.hooks is not None:
            self.hooks.show(data, display_id=display_id)

    def afterwards(self, step: Callable[[], None]) -> None:
        """Take a step once the figure that is being kept is on the screen."""
        if self.hooks is None:
            step()
        else:
            self.hooks.afterwards(step)

    def correct(
        self, data: Bundle, *, display_id: str, metadata: Mapping[str, Any] | None = None
    ) -> None:
        """Show something else in the place of what was shown; not in a terminal."""
        if self.hooks is not None and self._can_correct:
            self.hooks.show(data, display_id=display_id, update=True, metadata=metadata)

    def progress(self) -> AbstractContextManager[Callable[[str], None]]:
        """A line that changes while the user waits."""
        if not self._can_correct or self.hooks is None:
            return updating(None)
        name = f"gofigr-{new_id()}"
        show = self.hooks.show
        return updating(lambda data, update: show(data, display_id=name, update=update))


class NoScreen:
    """A plain script: nothing to show, and its whole `source` is the one cell there is.

    `line` tells which of its lines runs, and `variables` what it has, as seen by whoever calls.
    """

    silent = False
    live = False
    in_cells = False
    form: Format | None = None

    def __init__(
        self,
        source: str | None,
        *,
        line: Callable[[], int | None],
        variables: Callable[[], Mapping[str, object]],
    ) -> None:
        self.cell = Cell(id=None, execution_count=None, source=source) if source else None
        self._line = line
        self._variables = variables
        self._slots = 0

    @property
    def variables(self) -> Mapping[str, object]:
        """The script's variables, and those of its functions that run."""
        return self._variables()

    @property
    def nearby(self) -> str:
        """The lines up to the one that runs, the last one first, then the others."""
        lines = self.cell.source.splitlines() if self.cell else []
        here = self._line() or len(lines)
        return "\n".join([*lines[:here][::-1], *lines[here:]])

    def next_slot(self) -> int:
        """Figures of a script are counted from its start."""
        self._slots += 1
        return self._slots - 1

    def figure_name(self, slot: int) -> str | None:
        """A script's figures have no names but those given to `publish`."""
        return None

    def show(self, data: Bundle, *, display_id: str) -> None:
        """Nothing: a script's output is its own."""

    def afterwards(self, step: Callable[[], None]) -> None:
        """Take the step: there is no screen to wait for."""
        step()

    def correct(
        self, data: Bundle, *, display_id: str, metadata: Mapping[str, Any] | None = None
    ) -> None:
        """Nothing: a script's output is its own."""
