"""Which cell is running, and how many figures it has shown so far."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from gofigr_jupyter.capture.capture import Cell
from gofigr_jupyter.capture.frames import broken_line
from gofigr_jupyter.capture.notebook_file import Label

LabelOf = Callable[[str], Label | None]


class _Opened(msgspec.Struct, frozen=True):
    source: str
    count: int | None
    told: Mapping[str, Any]  # the metadata that the front end sent with the source


class Finished(msgspec.Struct, frozen=True):
    """A cell that has ended; `broke` is the line at which an error ended it, None without one."""

    cell: Cell
    broke: int | None = None


class Cells:
    """Follows the shell's events and knows the running cell.

    Between cells (widget callbacks, threads) figures belong to the cell that ran last. Each
    callback counts its figures from 0, so that moving a slider revises a figure instead of
    adding one. `label_of` gives what the front end does not tell of a cell, by its source.
    """

    def __init__(self, shell: Any, label_of: LabelOf) -> None:  # IPython ships no types
        self._shell = shell
        self._label_of = label_of
        self._depth = 0
        self._message: str | None = None
        self._opened: _Opened | None = None
        self._cell: Cell | None = None
        self._slots = 0
        self._broke: int | None = None
        self._finished: list[tuple[_Opened | Cell, int | None]] = []

    def adopt(self) -> None:
        """Take over the cell that is running already, if one is: it loaded the extension."""
        sources = self._shell.history_manager.input_hist_raw
        if self._shell.displayhook.exec_result is not None and len(sources) > 1:
            self._open(sources[-1], self._shell.execution_count - 1)

    def started(self, info: Any) -> bool:  # IPython's ExecutionInfo
        """A cell starts. False for code that a running cell runs itself: it belongs to that."""
        message = _header(self._parent()).get("msg_id")
        if self._depth and (message is None or message == self._message):
            self._depth += 1
            return False
        count = self._shell.execution_count - 1 if info.store_history else None
        self._open(info.raw_cell, count)
        return True

    def ended(self, result: Any) -> bool:  # IPython's ExecutionResult
        """A cell ends. False for code that a running cell ran itself."""
        self._depth = max(self._depth - 1, 0)
        if self._depth:
            return False
        if result.error_in_exec is not None:
            traceback = result.error_in_exec.__traceback__
            self._broke = broken_line(self._shell.user_global_ns, traceback)
        return True

    def woke(self) -> None:
        """Code starts that is not a cell, or a cell just before `started`."""
        if not self._depth:
            self._slots = 0

    @property
    def running(self) -> bool:
        """Whether a cell is running now."""
        return self._depth > 0

    @property
    def silent(self) -> bool:
        """Whether a tool runs code behind the user's back: a silent request, not a cell."""
        if self._depth or threading.current_thread() is not threading.main_thread():
            return False
        parent = self._parent()
        content = parent.get("content")
        return (
            _header(parent).get("msg_type") == "execute_request"
            and isinstance(content, Mapping)
            and bool(content.get("silent"))
        )

    @property
    def current(self) -> Cell | None:
        """The cell that runs, or ran last; None before the first."""
        if self._cell is None and self._opened is not None:
            self._cell = self._build(self._opened)
        return self._cell

    @property
    def finished(self) -> int:
        """How many cells have ended since `take_finished` was called last."""
        return len(self._finished)

    def take_finished(self) -> list[Finished]:
        """The cells that ended since the last call, in order, one for each execution."""
        finished, self._finished = self._finished, []
        return [
            Finished(it if isinstance(it, Cell) else self._build(it), broke)
            for it, broke in finished
        ]

    def next_slot(self) -> int:
        """The place of one more figure among those of this execution, from 0."""
        self._slots += 1
        return self._slots - 1

    def _open(self, source: str, count: int | None) -> None:
        self._depth = 1
        if self._opened is not None:
            self._finished.append((self._cell or self._opened, self._broke))
        self._broke = None
        parent = self._parent()
        told = parent.get("metadata")
        self._message = _header(parent).get("msg_id")
        self._opened = _Opened(source, count, told if isinstance(told, Mapping) else {})
        self._cell = None  # built when somebody asks: most cells show no figure
        self._slots = 0

    def _build(self, opened: _Opened) -> Cell:
        identifier, tags = opened.told.get("cellId"), opened.told.get("tags")
        if identifier is None:
            label = self._label_of(opened.source)
            identifier = label.id if label else None
            tags = tags if tags is not None else (label.tags if label else None)
        listed = tuple(str(tag) for tag in tags) if isinstance(tags, list | tuple) else ()
        return Cell(id=identifier, execution_count=opened.count, source=opened.source, tags=listed)

    def _parent(self) -> Mapping[str, Any]:
        get_parent = getattr(self._shell, "get_parent", None)  # a terminal has none
        parent = get_parent() if get_parent else None
        return parent if isinstance(parent, Mapping) else {}


def _header(message: Mapping[str, Any]) -> Mapping[str, Any]:
    header = message.get("header")
    return header if isinstance(header, Mapping) else {}
