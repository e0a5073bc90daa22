"""The composition root of a plain script: keeps the figures that it shows or saves."""

from __future__ import annotations

import atexit
import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from gofigr_jupyter.capture.saved import SavedFigures
from gofigr_jupyter.capture.showing import ScriptShows
from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ipython_extension import current_session, load_ipython_extension
from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.provenance.reads import Reads

_kept: list[tuple[Session, SavedFigures]] = []


def script() -> None:
    """Keep each figure that this script shows or saves from here on.

    Call it at the top of a script, or at the prompt of `python -i`. In a notebook or in IPython it
    does what `%load_ext gofigr_jupyter` does. Calling it again changes nothing.
    """
    shell = _shell()
    if shell is not None:
        load_ipython_extension(shell)
    elif not _kept:
        _kept.append(_keep(current_session()))


def run(path: str, arguments: Sequence[str]) -> Session:
    """Run the script at `path` as Python does, keep its figures, and return what kept them.

    Raises InvalidInput where there is no such script, and whatever the script raises.
    """
    if not Path(path).is_file():
        raise InvalidInput(
            f"There is no script {path!r}.", hint="python -m gofigr_jupyter run SCRIPT [ARGUMENTS]"
        )
    sys.argv = [path, *arguments]
    sys.path[0] = str(Path(path).resolve().parent)
    script()
    try:
        runpy.run_path(path, run_name="__main__")
    finally:
        _settle()
    return current_session()


def _keep(session: Session) -> tuple[Session, SavedFigures]:
    guard = session.boundary.run
    saved = SavedFigures(session, line_of=lambda frame: None)
    reads = Reads(lambda frame: None, elsewhere=(str(session.settings.data_dir),))
    reads.listen(lambda path: guard(lambda: saved.opened(path)))
    ScriptShows(saved, guard=guard, shown=saved.settle).install()
    atexit.register(_settle)
    return session, saved


def _settle() -> None:
    for session, saved in _kept:
        session.boundary.run(saved.settle)


def _shell() -> object | None:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None
