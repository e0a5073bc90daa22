"""The executions of each kernel session, one file a session, appended to as figures are kept.

A publication names how many executions came before it. They stand here, so that what a hundred
figures have in common is written once. Each line is one execution as JSON; a last line that a
killed kernel left unfinished is no execution.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

from gofigr_jupyter.provenance.execution import Execution
from gofigr_jupyter.publishing.writing import write_all

ENDING = ".jsonl"
_encoder = msgspec.json.Encoder()


class SessionFile:
    """The file of `session` in `folder`."""

    def __init__(self, folder: Path, session: str) -> None:
        self.path = folder / f"{session}{ENDING}"
        self._name = str(self.path)

    def append(self, executions: Sequence[Execution]) -> None:
        """Add executions, in order. Raises OSError when they cannot be written."""
        lines = b"".join(_encoder.encode(execution) + b"\n" for execution in executions)
        file = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            write_all(file, lines)
        finally:
            os.close(file)

    def read(self, start: int, end: int) -> list[Execution]:
        """The executions from `start` up to `end`, counted from 0; fewer where some are lost."""
        try:
            lines = self.path.read_bytes().split(b"\n")[:-1]
        except FileNotFoundError:
            return []
        found: list[Execution] = []
        for line in lines[start:end]:
            try:
                found.append(msgspec.json.decode(line, type=Execution))
            except msgspec.MsgspecError:
                break
        return found


def forget_old(folder: Path, *, days: float) -> None:
    """Delete the files of sessions that have kept no figure for so many days."""
    limit = time.time() - days * 86_400
    for path in folder.glob(f"*{ENDING}"):
        try:
            if path.stat().st_mtime < limit:
                path.unlink()
        except FileNotFoundError:
            continue
