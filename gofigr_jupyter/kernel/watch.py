"""Watches for receipts while something is pending, and sleeps otherwise."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from gofigr_jupyter.kernel.ledger import FINAL, Ledger
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder

FIRST = 0.05
LONGEST = 2.0


class ReceiptWatch:
    """Brings the service's receipts into the ledger, and tells `on_receipt` of each.

    While receipts take long, `on_delay` is called now and then: the service may have gone.
    """

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        *,
        on_receipt: Callable[[Receipt], None],
        on_delay: Callable[[], None],
    ) -> None:
        self._receipts = ReceiptFolder(folder)
        self._ledger = ledger
        self._on_receipt = on_receipt
        self._on_delay = on_delay
        self._news = threading.Event()
        self._looking = threading.Lock()
        self._known: dict[str, Receipt] = {}
        self._thread: threading.Thread | None = None
        self._paused = self._wanted = False
        self._closed = threading.Event()

    def wake(self) -> None:
        """Something is pending from now on."""
        if self._paused:  # a thread that wakes takes the interpreter from the cell
            self._wanted = True
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="gofigr-receipts", daemon=True)
            self._thread.start()
        self._news.set()

    def pause(self) -> None:
        """A cell starts: what becomes pending is looked for when it has ended."""
        self._paused = True

    def resume(self) -> None:
        """A cell has ended."""
        self._paused = False
        if self._wanted:
            self._wanted = False
            self.wake()

    def look(self) -> None:
        """Bring in what has arrived by now."""
        with self._looking:
            for publication in self._ledger.pending:
                receipt = self._receipts.read(publication)
                if receipt is not None and self._known.get(publication) != receipt:
                    self._bring(publication, receipt)

    def close(self) -> None:
        """Stop watching. What is still pending stays safe in the outbox."""
        self._closed.set()
        self._news.set()
        if self._thread is not None:
            self._thread.join(timeout=1.0)
            self._thread = None

    def _bring(self, publication: str, receipt: Receipt) -> None:
        final = receipt.state in FINAL
        self._known.pop(publication, None)
        if not final:
            self._known[publication] = receipt
        self._ledger.replace(receipt)
        self._on_receipt(receipt)

    def _run(self) -> None:
        pause = FIRST
        while True:
            if not self._ledger.pending:
                pause = FIRST
                self._news.wait()
            self._news.clear()
            if self._closed.wait(pause):
                return
            self.look()
            pause = FIRST if self._news.is_set() else min(pause * 1.5, LONGEST)
            if pause == LONGEST and self._ledger.pending:
                self._on_delay()
