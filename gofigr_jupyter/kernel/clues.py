"""What this process knows of its notebook: kernel id, environment, the user's variables."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

from gofigr_jupyter.provenance.notebook import Clues


def clues(shell: Any | None) -> Clues:  # IPython ships no types
    """The clues for a kernel's or terminal's `shell`, or for a plain script."""
    connection = _connection_file(shell)
    return Clues(
        kernel_id=connection.stem.removeprefix("kernel-") if connection else None,
        runtime_dir=connection.parent if connection else None,
        environ=os.environ,
        variables=shell.user_ns if shell is not None else {},
        cwd=Path.cwd(),
        script=sys.argv[0] if shell is None and sys.argv else None,
        command=_parent_command() if connection else (),
    )


def _connection_file(shell: Any | None) -> Path | None:
    application = getattr(getattr(shell, "kernel", None), "parent", None)
    path = getattr(application, "abs_connection_file", None)
    return Path(path) if isinstance(path, str) and path else None


def _parent_command() -> tuple[str, ...]:
    """The command line of the process that started this one; empty where it is not told."""
    try:
        words = Path(f"/proc/{os.getppid()}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return ()
    return tuple(word.decode(errors="replace") for word in words if word)
