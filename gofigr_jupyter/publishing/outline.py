"""Outline: what a publication in the outbox is about, read without its pictures."""

from __future__ import annotations

from mmap import ACCESS_READ, mmap
from pathlib import Path

import msgspec

from gofigr_jupyter.provenance.provenance import Notebook
from gofigr_jupyter.publishing.outbox import Item, Outbox
from gofigr_jupyter.publishing.receipts import Receipt, State


class _Cell(msgspec.Struct, frozen=True):
    id: str | None
    execution_count: int | None


class _Capture(msgspec.Struct, frozen=True):
    title: str | None
    cell: _Cell | None
    slot: int


class _Provenance(msgspec.Struct, frozen=True):
    notebook: Notebook


class Outline(msgspec.Struct, frozen=True):
    """The part of a publication that tells which figure it is."""

    id: str
    session: str
    created: str
    figure: str | None
    capture: _Capture
    provenance: _Provenance

    def receipt(self, state: State, *, reason: str) -> Receipt:
        """What is to be said of it while the service has not spoken."""
        cell = self.capture.cell
        return Receipt(
            state=state,
            publication=self.id,
            session=self.session,
            execution_count=cell.execution_count if cell else None,
            cell_id=cell.id if cell else None,
            slot=self.capture.slot,
            notebook=self.provenance.notebook.place,
            name=self.figure or self.capture.title,
            reason=reason,
            at=self.created,
        )


_decoder = msgspec.msgpack.Decoder(Outline)


def outline_of(outbox: Outbox, item: Item) -> Outline | None:
    """What `item` is about; None when it is gone, or cannot be read."""
    for path in outbox.places(item):
        try:
            return _read(path)
        except (OSError, ValueError):
            continue
    return None


def _read(path: Path) -> Outline:
    # Mapped, not read: the pictures, most of the file, are skipped.
    with (
        path.open("rb") as file,
        mmap(file.fileno(), 0, access=ACCESS_READ) as mapped,
        memoryview(mapped) as data,
    ):
        return _decoder.decode(data)
