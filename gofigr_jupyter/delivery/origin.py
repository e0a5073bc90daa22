"""Origins: which executions and files made a figure, worked out from what ran in its session."""

from __future__ import annotations

import os
import stat
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path

from gofigr_jupyter.delivery.rules import counts
from gofigr_jupyter.lineage.history import History
from gofigr_jupyter.lineage.slicing import Display, SlicedCell, slice_of
from gofigr_jupyter.lineage.source import before_error
from gofigr_jupyter.provenance.execution import ADDRESS, Execution, Lineage, Read
from gofigr_jupyter.provenance.given import is_address, public_address
from gofigr_jupyter.provenance.reads import SOURCES
from gofigr_jupyter.publishing.pending import PendingInput
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.sessions import SessionFile

REMEMBERED = 8
"""Sessions whose steps are kept in memory, so that the next figure costs only what is new."""
NAMED = "name"


@dataclass(frozen=True, kw_only=True)
class Part:
    """An execution that a figure depends on; `why` tells what makes it unsure."""

    execution: Execution
    lines: tuple[int, ...]
    why: str | None


@dataclass(frozen=True, kw_only=True)
class Origin:
    """What made a figure: executions in their order, its own last, and the files they read.

    A file was seen to be read, or is named in the code and there (`via`).
    """

    parts: tuple[Part, ...]
    inputs: tuple[PendingInput, ...]


@dataclass
class _Session:
    """What ran in a session so far, and its steps."""

    executions: list[Execution] = field(default_factory=list)
    history: History = field(default_factory=History)


class Origins:
    """Works out origins from the session files in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sessions: OrderedDict[str, _Session] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, publication: Publication) -> Origin | None:
        """What made `publication`; None where its kernel did not tell."""
        lineage = publication.lineage
        if lineage is None:
            return None
        with self._lock:  # lanes of several services ask at the same time
            session = self._session(publication.session, lineage.before)
            history, executions = session.history.fork(), [*session.executions, lineage.own]
        own = history.executions
        shown = lineage.shown
        history.displaying(lineage.own.source, shown.line)
        display = Display(own, line=shown.line, slot=shown.slot, slots=shown.slots)
        cells = slice_of(history.steps, display)
        parts = tuple(
            Part(execution=executions[c.execution], lines=tuple(sorted(c.lines)), why=c.why)
            for c in cells
        )
        return Origin(parts=parts, inputs=tuple(_inputs(cells, executions, lineage)))

    def _session(self, name: str, before: int) -> _Session:
        """The first `before` executions of a session; what was read before is not read again."""
        session = self._sessions.pop(name, None)
        if session is None or len(session.executions) > before:
            session = _Session()
        more = SessionFile(self._folder, name).read(len(session.executions), before)
        session.executions += more
        session.history.extend(before_error(e.source, e.broke) for e in more)
        self._sessions[name] = session
        while len(self._sessions) > REMEMBERED:
            self._sessions.popitem(last=False)
        return session


def _inputs(
    cells: Sequence[SlicedCell], executions: Sequence[Execution], lineage: Lineage
) -> Iterator[PendingInput]:
    found: dict[str, PendingInput] = {}
    located = {read.path for one in executions for read in one.reads if read.line is not None}
    for cell in cells:
        for read in _counting(executions[cell.execution].reads, cell, located):
            found[read.path] = _read(read)
    unseen = {t for cell in cells for t in _unseen(cell, executions[cell.execution].reads)}
    for named in _named(unseen, lineage.folder):
        found.setdefault(named.path, named)
    for path, read_in in sorted(found.items()):
        if read_in.via == ADDRESS or counts(
            path, read_in.via, lineage.rules, folder=lineage.folder
        ):
            yield read_in


def _counting(reads: Sequence[Read], cell: SlicedCell, located: Set[str]) -> Iterator[Read]:
    """The reads of lines in the slice; of a loop that displays figures, those of its last round.

    What a thread read counts unless a line is known that opened it: then that line decides.
    """
    newest = {read.line: read.after for read in reads}
    for read in reads:
        outdated = read.line in cell.latest and read.after < newest[read.line]
        if read.line is None:
            counts_here = read.path not in located
        else:
            counts_here = read.line in cell.lines and not outdated
        if counts_here:
            yield read


def _unseen(cell: SlicedCell, reads: Sequence[Read]) -> Iterator[str]:
    """The texts of statements that were not seen to read: readers in C++ go unseen."""
    lines = {read.line for read in reads}
    for first, last, text in cell.texts:
        if lines.isdisjoint(range(first, last + 1)):
            yield text


def _named(texts: Iterable[str], folder: str) -> Iterator[PendingInput]:
    """The texts that name a file with an ending that is there, or are addresses."""
    for text in texts:
        if is_address(text):
            url = public_address(text)
            yield PendingInput(path=url, size=None, modified_ns=None, via=ADDRESS)
            continue
        name = os.path.basename(text)
        if "." not in name.strip(".") or "\0" in text or text.endswith(SOURCES):
            continue
        path = os.path.abspath(os.path.join(folder, text))
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            continue
        if stat.S_ISREG(found.st_mode):
            yield PendingInput(
                path=path, size=found.st_size, modified_ns=found.st_mtime_ns, via=NAMED
            )


def _read(read: Read) -> PendingInput:
    return PendingInput(path=read.path, size=read.size, modified_ns=read.modified_ns, via=read.via)
