"""Receipts: what became of each figure, and why."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from gofigr_jupyter.publishing.publication import Publication

KEPT_SECONDS = 30 * 24 * 3600.0
JOURNAL = ".jsonl"
LONGEST_JOURNAL = 1024 * 1024
"""Bytes after which a journal begins anew: only the last run of a cell is of interest."""


class State(StrEnum):
    """What became of a figure."""

    CAPTURED = "captured"
    """A new revision is durable and visible on the service."""
    SEEN_AGAIN = "seen again"
    """Nothing changed: the last revision's sightings went up."""
    QUEUED = "queued"
    """It is safe in the outbox and waits for the service; `reason` says why it still waits."""
    SKIPPED = "skipped"
    """It was left out on purpose; `reason` says why."""
    FAILED = "failed"
    """It is not on the service and will not get there by itself; `reason` says why."""


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one figure (or of one cell that showed none).

    `publication` is None when nothing reached the outbox. `number` counts the figure's revisions
    from 1. `link` opens the revision in a browser. `notebook` is its path, or the name where
    that is not known. `redactions` counts the secrets that were taken out of it.
    """

    state: State
    publication: str | None = None
    session: str = ""
    execution_count: int | None = None
    cell_id: str | None = None
    slot: int = 0
    notebook: str | None = None
    name: str | None = None
    reason: str = ""
    revision: str | None = None
    short_id: str | None = None
    number: int | None = None
    link: str | None = None
    size_bytes: int | None = None
    redactions: int = 0
    at: str = ""


def receipt_for(publication: Publication, state: State, *, reason: str = "") -> Receipt:
    """A receipt of `publication`, as of now, that names no revision."""
    cell = publication.capture.cell
    return Receipt(
        state=state,
        publication=publication.id,
        session=publication.session,
        execution_count=cell.execution_count if cell else None,
        cell_id=cell.id if cell else None,
        slot=publication.capture.slot,
        notebook=publication.provenance.notebook.place,
        name=publication.name,
        reason=reason,
        size_bytes=sum(len(rendering.data) for rendering in publication.capture.renderings),
        redactions=sum(publication.provenance.redactions.values()),
        at=datetime.now(UTC).isoformat(),
    )


_decoder = msgspec.json.Decoder(Receipt)


class ReceiptFolder:
    """Receipts of publications, one file each: the service writes them, kernels read them.

    What never became a publication has its receipts in a journal for each session, which the
    kernel writes: one line each.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, receipt: Receipt) -> None:
        """Keep `receipt` in place of an earlier one for the same publication, in one step.

        Raises ValueError for a receipt without a publication, and OSError when it cannot be
        written.
        """
        if receipt.publication is None:
            raise ValueError("a receipt in the folder belongs to a publication")
        aside = self._path / f".{receipt.publication}.{os.getpid()}.part"
        aside.write_bytes(msgspec.json.encode(receipt))
        os.replace(aside, self._file(receipt.publication))

    def read(self, publication: str) -> Receipt | None:
        """The receipt of the publication with that id; None when there is none (yet)."""
        try:
            return _decoder.decode(self._file(publication).read_bytes())
        except (OSError, msgspec.MsgspecError):
            return None

    def read_many(self, publications: Iterable[str]) -> dict[str, Receipt]:
        """The receipts there are of these publications, by id."""
        found = {publication: self.read(publication) for publication in publications}
        return {publication: receipt for publication, receipt in found.items() if receipt}

    def publications(self) -> set[str]:
        """The ids of the publications that have a receipt."""
        return {name[:-5] for name in self._names() if name.endswith(".json")}

    def add_to_journal(self, receipt: Receipt) -> None:
        """Keep a receipt that belongs to no publication. Raises OSError when it cannot be."""
        path = self._path / f"{receipt.session}{JOURNAL}"
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        file = os.open(path, flags, 0o600)
        try:
            if os.fstat(file).st_size > LONGEST_JOURNAL:
                os.ftruncate(file, 0)
            os.write(file, msgspec.json.encode(receipt) + b"\n")
        finally:
            os.close(file)
        os.utime(self._path)  # those who watch the folder see that something came

    def journals(self) -> dict[str, int]:
        """The names of the journals, and how long each is."""
        found = {}
        for name in self._names():
            if name.endswith(JOURNAL):
                with suppress(FileNotFoundError):
                    found[name] = (self._path / name).stat().st_size
        return found

    def read_journal(self, name: str, *, start: int) -> tuple[list[Receipt], int]:
        """The receipts of a journal from a place in it on, and where the next one begins.

        None of a journal that was swept meanwhile.
        """
        try:
            with (self._path / name).open("rb") as file:
                file.seek(start)
                lines = file.read().split(b"\n")[:-1]  # the last one is empty, or half written
        except FileNotFoundError:
            return [], start
        receipts = []
        for line in lines:
            with suppress(msgspec.MsgspecError):
                receipts.append(_decoder.decode(line))
        return receipts, start + sum(len(line) + 1 for line in lines)

    def _names(self) -> list[str]:
        try:
            return os.listdir(self._path)
        except FileNotFoundError:
            return []

    def sweep(self, *, before: float | None = None) -> None:
        """Remove receipts written before `before` (default: thirty days ago)."""
        limit = time.time() - KEPT_SECONDS if before is None else before
        for path in self._path.iterdir():
            try:
                if path.stat().st_mtime < limit:
                    path.unlink()
            except FileNotFoundError:
                continue

    def _file(self, publication: str) -> Path:
        return self._path / f"{publication}.json"
