"""What still has to be kept for revisions that are kept already, one file on disk each.

A figure does not wait for the files behind it: its revision is stored first, then a note is written
here, and only then does the outbox forget the publication. So a crash at any point loses nothing.
"""

from __future__ import annotations

import os
from collections.abc import Container
from pathlib import Path
from typing import Generic, Protocol, TypeVar

import msgspec

ENDING = ".pending"


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


class ForPublication(Protocol):
    """What waits for a publication, or for the revision that it became."""

    @property
    def publication(self) -> str:
        """The id of the publication."""


T = TypeVar("T", bound=ForPublication)


class PendingFolder(Generic[T]):
    """What waits in `folder`: a file of the type `kind` for each publication."""

    def __init__(self, folder: Path, kind: type[T]) -> None:
        self._folder = folder
        self._kind = kind

    def put(self, pending: T) -> None:
        """Write it down; writing the same one twice is once. Raises OSError."""
        aside = self._folder / f".{pending.publication}.part"
        try:
            aside.write_bytes(msgspec.msgpack.encode(pending))
            os.replace(aside, self._file(pending))
        except OSError:
            aside.unlink(missing_ok=True)  # on a full disk, half of it takes the room of others
            raise

    def waiting(self, *, but: Container[str] = ()) -> list[T]:
        """What waits, oldest first, `but` for these publications.

        What is damaged is forgotten, what cannot be read now left out.
        """
        files = sorted(self._folder.glob(f"*{ENDING}"), key=_modified)
        found = []
        for file in files:
            if file.stem in but:
                continue
            try:
                found.append(msgspec.msgpack.decode(file.read_bytes(), type=self._kind))
            except OSError:
                continue
            except msgspec.MsgspecError:
                file.unlink(missing_ok=True)
        return found

    def publications(self) -> set[str]:
        """The publications for which something waits."""
        return {file.stem for file in self._folder.glob(f"*{ENDING}")}

    def done(self, pending: T) -> None:
        """Forget it."""
        self._file(pending).unlink(missing_ok=True)

    def _file(self, pending: T) -> Path:
        return self._folder / f"{pending.publication}{ENDING}"


def _modified(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
