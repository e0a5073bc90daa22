"""What ran in this session so far, for each figure to tell what made it."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Protocol

from gofigr_jupyter.capture.capture import Cell
from gofigr_jupyter.capture.cell import Finished
from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.provenance.execution import Execution, InputRules, Lineage, Read, Shown
from gofigr_jupyter.provenance.reads import LineOf, Reads
from gofigr_jupyter.provenance.secrets import redact
from gofigr_jupyter.publishing.sessions import SessionFile


class KnowsFinished(Protocol):
    """Who knows the cells that have ended (`capture.cell.Cells`)."""

    @property
    def finished(self) -> int:
        """How many have ended since they were taken last."""

    def take_finished(self) -> list[Finished]:
        """Those cells, in order."""


class Executions:
    """The executions of one session: written down when a figure is kept, and not before."""

    def __init__(self, cells: KnowsFinished, reads: Reads, line_of: LineOf) -> None:
        self._cells = cells
        self._reads = reads
        self._line_of = line_of
        self._reads_of_finished: list[tuple[Read, ...]] = []
        self._finished: list[Execution] = []
        self._written: dict[Path, int] = {}
        """How many of those finished are in each session file."""
        self._lock = threading.Lock()

    def cell_started(self) -> None:
        """A cell starts: what was read until now belongs to the one before."""
        reads = self._reads.take()
        if self._cells.finished > len(self._reads_of_finished):
            self._reads_of_finished.append(reads)

    def lineage(
        self,
        cell: Cell,
        display: Display,
        *,
        file: SessionFile,
        rules: InputRules,
        allowed: tuple[str, ...],
    ) -> Lineage:
        """Where the figure that `cell` displays stands; what ran before it is in `file` then.

        Secrets are left out of the sources, but for those `allowed`.

        Raises OSError when the executions cannot be written down.
        """
        line = display.line
        if line is None:
            line = self._line_of(sys._getframe())  # in `publish()`, the line that calls it
        with self._lock:
            before = self._write(file, allowed)
        return Lineage(
            before=before,
            own=_execution(cell, self._reads.so_far()[: self._reads_before(display)], allowed),
            shown=Shown(line=line, slot=display.slot, slots=display.slots),
            folder=os.getcwd(),
            rules=rules,
        )

    def _reads_before(self, display: Display) -> int:
        return self._reads.shown() if display.reads is None else display.reads

    def _write(self, file: SessionFile, allowed: tuple[str, ...]) -> int:
        reads, self._reads_of_finished = self._reads_of_finished, []
        cells = self._cells.take_finished()
        self._finished += [
            _execution(ended.cell, opened, allowed, broke=ended.broke)
            for ended, opened in zip(cells, reads, strict=False)
        ]
        written = self._written.get(file.path, 0)
        rest = self._finished[written:]
        if rest:
            file.append(rest)
        self._written[file.path] = len(self._finished)
        return len(self._finished)


def _execution(
    cell: Cell, reads: tuple[Read, ...], allowed: tuple[str, ...], *, broke: int | None = None
) -> Execution:
    return Execution(
        source=redact(cell.source, allowed).text,
        cell_id=cell.id,
        execution_count=cell.execution_count,
        reads=reads,
        broke=broke,
    )
