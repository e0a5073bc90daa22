"""Receipts: what became of each figure, and why."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

import msgspec

KEPT_SECONDS = 30 * 24 * 3600.0


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
    from 1. `link` opens the revision in a browser.
    """

    state: State
    publication: str | None = None
    session: str = ""
    execution_count: int | None = None
    cell_id: str | None = None
    slot: int = 0
    name: str | None = None
    reason: str = ""
    revision: str | None = None
    short_id: str | None = None
    number: int | None = None
    link: str | None = None
    size_bytes: int | None = None
    at: str = ""


class ReceiptFolder:
    """Receipts of publications, one file each: the service writes them, kernels read them."""

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
            return msgspec.json.decode(self._file(publication).read_bytes(), type=Receipt)
        except (OSError, msgspec.MsgspecError):
            return None

    def read_many(self, publications: Iterable[str]) -> dict[str, Receipt]:
        """The receipts there are of these publications, by id."""
        found = {publication: self.read(publication) for publication in publications}
        return {publication: receipt for publication, receipt in found.items() if receipt}

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
