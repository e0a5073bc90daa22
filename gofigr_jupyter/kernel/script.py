"""A plain script: its session, and what it reads, shows and saves."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Mapping
from pathlib import Path
from types import FrameType

from gofigr_jupyter.capture.cell import Finished
from gofigr_jupyter.capture.frames import script_line, script_variables
from gofigr_jupyter.capture.saved import SavedFigures
from gofigr_jupyter.capture.showing import ScriptShows
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.clues import clues
from gofigr_jupyter.kernel.executions import Executions
from gofigr_jupyter.kernel.inputs.readers import Readers
from gofigr_jupyter.kernel.route import Start
from gofigr_jupyter.kernel.screen import NoScreen
from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.provenance.annotate import Annotator
from gofigr_jupyter.provenance.reads import Reads
from gofigr_jupyter.settings import Settings


class Script:
    """Keeps what its script publishes, and from `keep` on also what that shows or saves."""

    def __init__(self, settings: Settings, *, start: Start) -> None:
        known = clues(None)
        source = _source_of(known.script)
        self._empty = _empty_lines(source or "")
        self.reads = Reads(self._line_of, elsewhere=(str(settings.data_dir),))
        self.session = Session(
            settings,
            annotator=Annotator(known),
            screen=NoScreen(source, line=self._line, variables=_variables),
            start=start,
            executions=Executions(_OneExecution(), self.reads, self._line_of),
        )
        self._saved: SavedFigures | None = None
        self.session.route.start()

    def keep(self) -> None:
        """Keep each figure that is shown or saved from now on; harmless when that is so."""
        if self._saved is not None:
            return
        guard = self.session.boundary.run
        saved = self._saved = SavedFigures(
            self.session, self._line_of, self.reads.shown, self.session.hold
        )
        self.reads.listen(lambda path: guard(lambda: saved.opened(path)))
        unnoted = Boundary(lambda error: None, what="what a reader was given could not be noted")
        Readers(lambda sources: unnoted.run(lambda: self.reads.told(sources))).install()
        ScriptShows(saved, guard=guard, shown=saved.settle).install()
        atexit.register(self.settle)

    def settle(self) -> None:
        """Keep the figures that were saved and not shown."""
        if self._saved is not None:
            self.session.boundary.run(self._saved.settle)

    def _line_of(self, frame: FrameType) -> int | None:
        """Counted as in cells: from the first line that is not empty."""
        line = script_line(vars(sys.modules["__main__"]), frame)
        return None if line is None else line - self._empty

    def _line(self) -> int | None:
        return self._line_of(sys._getframe())


class _OneExecution:
    """A script runs once: nothing has ended before it."""

    finished = 0

    def take_finished(self) -> list[Finished]:
        return []


def _variables() -> Mapping[str, object]:
    return script_variables(vars(sys.modules["__main__"]), sys._getframe())


def _source_of(script: str | None) -> str | None:
    """The code of the file that runs, None where there is none (a prompt)."""
    try:
        return Path(script).read_text(encoding="utf-8") if script else None
    except (OSError, ValueError):
        return None


def _empty_lines(source: str) -> int:
    """How many empty lines a source begins with."""
    filled = (number for number, line in enumerate(source.splitlines()) if line.strip())
    return next(filled, 0)
