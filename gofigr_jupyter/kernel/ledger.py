"""The ledger: every receipt of a session, in order, cell by cell."""

from __future__ import annotations

import threading

from gofigr_jupyter.publishing.receipts import Receipt, State

FINAL = frozenset({State.CAPTURED, State.SEEN_AGAIN, State.SKIPPED, State.FAILED})


class Ledger:
    """Receipts of one session. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._receipts: list[Receipt] = []
        self._places: dict[str, int] = {}
        self._pending: set[str] = set()

    def add(self, receipt: Receipt) -> None:
        """Keep a new receipt."""
        with self._lock:
            if receipt.publication is not None:
                self._places[receipt.publication] = len(self._receipts)
                if receipt.state not in FINAL:
                    self._pending.add(receipt.publication)
            self._receipts.append(receipt)

    def replace(self, receipt: Receipt) -> None:
        """Keep `receipt` in the place of the one for the same publication."""
        with self._lock:
            place = self._places.get(receipt.publication or "")
            if place is None or receipt.publication is None:
                return
            self._receipts[place] = receipt
            if receipt.state in FINAL:
                self._pending.discard(receipt.publication)

    def __len__(self) -> int:
        return len(self._receipts)

    @property
    def receipts(self) -> tuple[Receipt, ...]:
        """All receipts, oldest first."""
        with self._lock:
            return tuple(self._receipts)

    @property
    def pending(self) -> tuple[str, ...]:
        """The publications that are not settled yet."""
        with self._lock:
            return tuple(self._pending)
