"""Files that still have to be kept for revisions that are kept already, one note on disk each.

A figure does not wait for the data behind it: its revision is stored first, then a note is written
here, and only then does the outbox forget the publication. So a crash at any point loses nothing.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

ENDING = ".json"


class PendingInput(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was when it was read; an address has neither size nor time."""

    path: str
    size: int | None
    modified_ns: int | None
    via: str


class PendingInputs(msgspec.Struct, frozen=True, kw_only=True):
    """The files that `revision` was made from; `publication` is the one it was made of.

    Without a revision they are kept for themselves: the user said so (`gf.sync`).
    """

    publication: str
    revision: str | None
    service: str
    workspace: str | None
    inputs: tuple[PendingInput, ...]
    largest: int
    """Bytes of the largest file that is kept whole; of larger ones only the hash is."""


class PendingFolder:
    """The notes in `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, pending: PendingInputs) -> None:
        """Write a note; writing the same one twice is once. Raises OSError."""
        aside = self._folder / f".{pending.publication}.part"
        aside.write_bytes(msgspec.json.encode(pending))
        os.replace(aside, self._file(pending))

    def waiting(self) -> list[PendingInputs]:
        """The notes, oldest first; what cannot be read is forgotten."""
        files = sorted(self._folder.glob(f"*{ENDING}"), key=_modified)
        found = []
        for file in files:
            try:
                found.append(msgspec.json.decode(file.read_bytes(), type=PendingInputs))
            except FileNotFoundError:
                continue
            except msgspec.MsgspecError:
                file.unlink(missing_ok=True)
        return found

    def done(self, pending: PendingInputs) -> None:
        """Forget a note."""
        self._file(pending).unlink(missing_ok=True)

    def _file(self, pending: PendingInputs) -> Path:
        return self._folder / f"{pending.publication}{ENDING}"


def _modified(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
