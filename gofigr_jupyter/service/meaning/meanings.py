"""Knows what is meant by what search knows, so that other words for the same find it too.

Meanings are taken while the service has nothing else to do, one document after another, and kept
beside the documents of search, with which they go.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from gofigr_jupyter.errors import Conflict
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.meaning import nearness
from gofigr_jupyter.service.meaning.nearness import Nearness

if TYPE_CHECKING:
    from gofigr_jupyter.service.meaning.encoder import Encode

BATCH = 25
"""Documents that are written at once: others wait for the database meanwhile."""
MOST_MEANINGS = 200_000
"""So many of the newest meanings are compared."""
READ_AT_ONCE = 10_000
NEAR = 0.35
"""Less alike than that are texts about other things."""
MOST_NEAR = 100


class Meanings:
    """Implements `surfaces.service.Meaner` with what `opened` gives, when it is first needed."""

    def __init__(self, database: Database, opened: Callable[[], Encode]) -> None:
        self._database = database
        self._opened = opened
        self._encode: Encode | None = None
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._newest = 0
        self._known: Nearness | None = None

    def near(self, text: str) -> Mapping[int, float]:
        """The documents that mean most nearly what `text` does, and how much."""
        known = self._compared()
        if not text.strip() or known is None:
            return {}
        nearest = known.nearest(self._encoder()(text), MOST_NEAR)
        return {document: alike for document, alike in nearest.items() if alike >= NEAR}

    def catch_up(self, *, seconds: float) -> bool:
        """Take in documents that came since the last time, for a while; whether all are done.

        Then all is ready for a search.
        """
        end = time.monotonic() + seconds
        while not self._closing.is_set():
            found = self._database.read(lambda tx: tx.search.unmeant(BATCH))
            if not found:
                self._compared()
                return True
            encode = self._encoder()
            meant = {document: encode(text).tobytes() for document, text in found}
            try:
                self._database.write(partial(_keep, meant=meant))
            except Conflict:
                continue  # one was deleted meanwhile
            if time.monotonic() > end:
                break
        return False

    def close(self) -> None:
        """Stop."""
        self._closing.set()

    def _encoder(self) -> Encode:
        with self._lock:
            self._encode = self._encode or self._opened()
            return self._encode

    def _compared(self) -> Nearness | None:
        """All meanings there are now; those that came since the last time are read."""
        with self._lock:
            while new := self._database.read(self._news):
                self._newest = new[-1][0]
                later = _packed(new)
                before = self._known
                self._known = before.joined(later, MOST_MEANINGS) if before else later
            return self._known

    def _news(self, tx: Transaction) -> Sequence[tuple[int, int, bytes]]:
        oldest = tx.search.last_meaning() - MOST_MEANINGS
        return tx.search.meanings(READ_AT_ONCE, max(self._newest, oldest))


def _packed(meanings: Sequence[tuple[int, int, bytes]]) -> Nearness:
    import numpy as np

    documents = {document: packed for _, document, packed in meanings}
    vectors = np.frombuffer(b"".join(documents.values()), "<f4").reshape(len(documents), -1)
    return nearness.packed(tuple(documents), vectors)


def _keep(tx: Transaction, *, meant: Mapping[int, bytes]) -> None:
    for document, packed in meant.items():
        tx.search.mean(document, packed)
