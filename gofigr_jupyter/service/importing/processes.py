"""Processes: programs that are started, watched, and ended with all that they started."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from gofigr_jupyter.errors import GoFigrError

LOOK_SECONDS = 0.05
MOST_OUTPUT = 64 * 1024 * 1024


@dataclass(frozen=True)
class Ran:
    """How a program ended, and what it wrote."""

    status: int
    out: bytes
    told: bytes


@dataclass(frozen=True, kw_only=True)
class Watch:
    """How long a program may take; `over` is raised when it takes longer or writes too much.

    What `on_look`, asked all the time, raises ends it as well.
    """

    seconds: float
    over: GoFigrError
    on_look: Callable[[], None] = lambda: None


def run(
    command: Sequence[str],
    watch: Watch,
    *,
    folder: Path,
    environment: Mapping[str, str] | None = None,
    reads: IO[bytes] | None = None,
) -> Ran:
    """Run a program in `folder`; `reads` is its standard input."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as told:
        process = subprocess.Popen(
            command,
            stdin=reads or subprocess.DEVNULL,
            stdout=out,
            stderr=told,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )
        try:
            _follow(process, watch, (out, told))
        finally:
            _end(process)
        return Ran(process.returncode, _read(out), _read(told))


def _follow(process: subprocess.Popen[bytes], watch: Watch, files: Sequence[IO[bytes]]) -> None:
    deadline = time.monotonic() + watch.seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            process.wait(LOOK_SECONDS)
            return
        written = max(os.fstat(file.fileno()).st_size for file in files)
        if time.monotonic() > deadline or written > MOST_OUTPUT:
            raise watch.over
        watch.on_look()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read(MOST_OUTPUT)
