"""What became of the figures of each notebook: from the outbox and the receipts in the data folder.

No service and no kernel is asked, so it is known while one is stopped and the other is dead.
"""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from gofigr_jupyter.publishing.outbox import Item, Outbox
from gofigr_jupyter.publishing.outline import Outline, outline_of
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State
from gofigr_jupyter.runtime.place import Place

SETTLED = frozenset({State.CAPTURED, State.SEEN_AGAIN, State.FAILED, State.SKIPPED})


@dataclass
class Execution:
    """The receipts of one run of one cell, by publication (or by what was said)."""

    session: str
    count: int | None
    at: float
    receipts: dict[str, Receipt] = field(default_factory=dict)

    def is_before(self, other: Execution) -> bool:
        """Whether the other run came later."""
        if self.session == other.session and None not in (self.count, other.count):
            return (self.count or 0) < (other.count or 0)
        return self.at < other.at


class NotebookReceipts:
    """The receipts of the last run of each cell, notebook by notebook. For several threads.

    Reads what changed since it looked last, so that a folder of many receipts costs one listing.
    """

    def __init__(self, place: Place) -> None:
        self._place = place
        self._outbox = Outbox(place.outbox)
        self._folder = ReceiptFolder(place.receipts)
        self._lock = threading.Lock()
        self._settled: set[str] = set()
        self._outlines: dict[str, Outline] = {}
        self._journals: dict[str, int] = {}
        self._cells: dict[str, dict[str, Execution]] = defaultdict(dict)
        self._waiting: dict[str, str] = {}

    def stamp(self) -> tuple[int, ...]:
        """Changes when something may have come. Costs a few microseconds."""
        outbox = self._place.outbox
        folders = (outbox, outbox / "leased", outbox / "refused", self._place.receipts)
        return tuple(_changed_at(folder) for folder in folders)

    def look(self) -> frozenset[str]:
        """Take in what has come. The notebooks with news."""
        with self._lock:
            changed = {notebook for notebook in self._look() if notebook}
            return frozenset(changed)

    def of(self, notebook: Path) -> list[Receipt]:
        """The receipts of the notebook at that path, newest first."""
        self.look()
        with self._lock:
            named = (self._cells.get(name, {}) for name in (str(notebook), notebook.name))
            runs = [run for cells in named for run in cells.values()]
            found = [receipt for run in runs for receipt in run.receipts.values()]
        return sorted(found, key=lambda receipt: _time(receipt.at), reverse=True)

    @property
    def waiting(self) -> int:
        """How many figures wait, of all notebooks."""
        return len(self._waiting)

    def _look(self) -> Iterator[str | None]:
        items = {item.publication: item for item in self._items()}
        refused = {item.publication: (item, reason) for item, reason in self._outbox.refused()}
        yield from self._read_receipts()
        for publication in self._waiting.keys() - items.keys() - self._settled:
            yield self._drop(publication)
        self._waiting = {p: self._reason(p) for p in items if p not in self._settled}
        for publication, reason in self._waiting.items():
            yield self._take_item(items[publication], State.QUEUED, reason)
        for publication, (item, reason) in refused.items():
            if publication not in self._settled:
                yield self._take_item(item, State.FAILED, reason)
        for name, size in self._folder.journals().items():
            yield from self._read_journal(name, size)
        self._outlines = {p: self._outlines[p] for p in self._outlines.keys() & items.keys()}

    def _items(self) -> list[Item]:
        # In this order, one that is taken in between is seen twice rather than never.
        return [*self._outbox.waiting(), *self._outbox.leased()]

    def _read_receipts(self) -> Iterator[str | None]:
        for publication in self._folder.publications() - self._settled:
            receipt = self._folder.read(publication)
            if receipt is not None and receipt.state in SETTLED:
                self._settled.add(publication)
                # One that could not be read says nothing but that.
                yield self._take(receipt) if receipt.notebook else self._drop(publication)

    def _reason(self, publication: str) -> str:
        receipt = self._folder.read(publication)
        return receipt.reason if receipt else ""

    def _take_item(self, item: Item, state: State, reason: str) -> str | None:
        outline = self._outlines.get(item.publication) or outline_of(self._outbox, item)
        if outline is None:
            return None
        self._outlines[item.publication] = outline
        return self._take(outline.receipt(state, reason=reason))

    def _read_journal(self, name: str, size: int) -> Iterator[str | None]:
        start = self._journals.get(name, 0)
        if size == start:
            return
        receipts, end = self._folder.read_journal(name, start=start if size > start else 0)
        self._journals[name] = end
        for receipt in receipts:
            yield self._take(receipt)

    def _take(self, receipt: Receipt) -> str | None:
        """Note a receipt; the notebook, when that is news."""
        if receipt.notebook is None:
            return None
        cells = self._cells[receipt.notebook]
        cell = receipt.cell_id or f"[{receipt.execution_count}]"
        run = Execution(receipt.session, receipt.execution_count, _time(receipt.at))
        known = cells.get(cell)
        if known is None or (known.is_before(run) and not _is_same_run(known, run)):
            known = cells[cell] = run
        elif not _is_same_run(known, run):
            return None
        key = receipt.publication or f"{receipt.name} {receipt.reason}"
        if known.receipts.get(key) == receipt:
            return None
        known.receipts[key] = receipt
        return receipt.notebook

    def _drop(self, publication: str) -> str | None:
        """Forget a figure that waited and is gone without a word."""
        for notebook, cells in self._cells.items():
            for run in cells.values():
                if run.receipts.pop(publication, None):
                    return notebook
        return None


def _is_same_run(one: Execution, other: Execution) -> bool:
    return (one.session, one.count) == (other.session, other.count)


def _time(at: str) -> float:
    try:
        return datetime.fromisoformat(at).timestamp()
    except ValueError:
        return 0.0


def _changed_at(folder: Path) -> int:
    try:
        return os.stat(folder).st_mtime_ns
    except OSError:
        return 0
