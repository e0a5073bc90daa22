"""The composition root of a plain script: keeps the figures that it shows or saves."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Sequence
from pathlib import Path

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ipython_extension import current_script, load_ipython_extension
from gofigr_jupyter.kernel.session import Session


def script() -> None:
    """Keep each figure that this script shows or saves from here on.

    Call it at the top of a script, or at the prompt of `python -i`. In a notebook or in IPython it
    does what `%load_ext gofigr_jupyter` does. Calling it again changes nothing.
    """
    shell = _shell()
    if shell is not None:
        load_ipython_extension(shell)
    else:
        current_script().keep()


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
        current_script().settle()
    return current_script().session


def _shell() -> object | None:
    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython is not None else None
