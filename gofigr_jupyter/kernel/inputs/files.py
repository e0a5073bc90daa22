"""`sync`, `open` and pandas' readers: files that the user names as data of the figures to come.

Names, arguments and results are those of the public client. pandas is imported by the first reader.
"""

from __future__ import annotations

import builtins
import logging
import os
import warnings
from collections.abc import Callable, Iterable
from typing import Any

from gofigr_jupyter.ids import new_id
from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.kernel.words import size
from gofigr_jupyter.provenance.execution import ASKED
from gofigr_jupyter.provenance.given import is_address, sources_in
from gofigr_jupyter.publishing.pending import PendingFolder, PendingInput, PendingInputs
from gofigr_jupyter.widgets import note

log = logging.getLogger(__name__)
PANDAS_READERS = ("csv", "excel", "json", "html", "parquet", "feather", "hdf", "pickle", "sas")
READERS = tuple(f"read_{form}" for form in PANDAS_READERS)
Tell = Callable[[Iterable[str]], None]
"""Takes note of what is read; for the figures of the running cell and of those after it."""


class Files:
    """Keeps files as assets and takes note of them: `sync(path)`, `open(path)`, `read_csv(path)`.

    Each file is an input of the figures that the slice makes from it, wherever it lies and whatever
    the ignore file says. Its bytes are kept by the service, so nothing here waits.
    """

    def __init__(self, session: Callable[[], Session], tell: Tell) -> None:
        self._session = session
        self._tell = tell

    def __call__(self, pathlike: Any, quiet: bool = False) -> Any:
        """Keep the file at `pathlike` as an asset, also without a figure; returns `pathlike`.

        A line says so unless `quiet`.
        """
        found = self._note(pathlike)
        if not found:
            warnings.warn(f"{pathlike!r} names no file, so nothing is kept.", stacklevel=2)
        session = self._session()
        if not quiet and session.settings.note and not session.screen.silent:
            for file in found:
                line = note.keeping(os.path.basename(file.path), size(file.size or 0))
                session.screen.show(line, display_id=f"gofigr-{new_id()}")
        return pathlike

    def open(self, pathlike: Any, mode: str = "r", *args: Any, **kw: Any) -> Any:
        """What Python's `open` gives; a file that is read is kept as an asset."""
        if not any(letter in mode for letter in "wax"):
            self._note(pathlike)
        return builtins.open(pathlike, mode, *args, **kw)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name not in READERS:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

        def read(pathlike: Any, *args: Any, **kw: Any) -> Any:
            import pandas

            self._note(pathlike)
            return getattr(pandas, name)(pathlike, *args, **kw)

        read.__name__ = read.__qualname__ = name
        read.__doc__ = f"What `pandas.{name}` gives; the file is kept as an asset."
        return read

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *READERS})

    def _note(self, pathlike: Any) -> list[PendingInput]:
        """Take note of what `pathlike` names, and have its files kept; returns the files."""
        sources = list(sources_in(pathlike))
        self._tell(sources)
        found = [_as_it_is(source) for source in sources if not is_address(source)]
        if found:
            try:
                self._keep(tuple(found))
            except OSError as error:  # the user's code is right, and the disk is not
                log.warning("files not noted", extra={"reason": str(error)})
        return found

    def _keep(self, found: tuple[PendingInput, ...]) -> None:
        session = self._session()
        if session.route.prepare() is not None:
            return
        destination = session.route.destination(session.annotator.notebook)
        pending = PendingInputs(
            publication=new_id(),
            revision=None,
            service=destination.service,
            workspace=destination.workspace,
            inputs=found,
            largest=session.input_rules.largest,
        )
        PendingFolder(session.route.place.pending, PendingInputs).put(pending)
        session.route.wake()


def _as_it_is(source: str) -> PendingInput:
    path = os.path.abspath(source)
    found = os.stat(path)
    return PendingInput(path=path, size=found.st_size, modified_ns=found.st_mtime_ns, via=ASKED)
