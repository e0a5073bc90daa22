"""The one boundary: whatever goes wrong in our part of a cell stays in our part."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

log = logging.getLogger(__name__)


class Boundary:
    """Runs steps of ours inside the user's cell; an error becomes a report, never an exception."""

    def __init__(
        self, report: Callable[[Exception], object], *, what: str = "a figure could not be kept"
    ) -> None:
        self._report = report
        self._what = what
        self._logged: set[str] = set()

    def run(self, step: Callable[[], None]) -> None:
        """Run `step`. Only what is no error passes through: KeyboardInterrupt, SystemExit."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 - the user's cell must go on, whatever it is
            with suppress(Exception):  # and so it must when there is no way to tell
                self._log(error)
            with suppress(Exception):
                self._report(error)

    def _log(self, error: Exception) -> None:
        kind = f"{type(error).__name__}: {error}"
        if kind not in self._logged:
            self._logged.add(kind)
            log.error(self._what, exc_info=error)


class KernelLog(logging.FileHandler):
    """The log of this kernel in the data folder; where it cannot be written, it stays silent."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8", delay=True)
        self.setLevel(logging.WARNING)
        self.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record`, if that can be."""
        with suppress(OSError):  # the file is opened by the first record
            super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Say nothing: there is nowhere left to say it."""
