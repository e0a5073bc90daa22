"""KeyRing: who came with which API key, remembered for a moment."""

from __future__ import annotations

import threading
import time

from gofigr_jupyter.service.domain.model import SECOND, Actor, ApiKey, Moment

SECONDS = 2.0
"""How long a key is not looked up again. What this process itself changes counts at once."""
MOST = 1000


class KeyRing:
    """Saves most calls the two queries that tell whose key it is."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Actor, float]] = {}
        self._changes = 0

    @property
    def changes(self) -> int:
        """Counts how often everything was forgotten; to be read before a key is looked up."""
        return self._changes

    def actor(self, digest: str) -> Actor | None:
        """Who came with the key of this digest a moment ago."""
        actor, until = self._known.get(digest, (None, 0.0))
        return actor if time.monotonic() < until else None

    def remember(self, key: ApiKey, actor: Actor, *, now: Moment, changes: int) -> None:
        """Keep what was found, unless something changed while it was looked up."""
        seconds = self._seconds
        if key.expiry is not None:
            seconds = min(seconds, (key.expiry - now) / SECOND)
        with self._lock:
            if changes != self._changes:
                return
            if len(self._known) >= MOST:
                self._known.clear()
            self._known[key.digest] = (actor, time.monotonic() + seconds)

    def forget(self) -> None:
        """Look every key up again: somebody may have lost it, or changed."""
        with self._lock:
            self._changes += 1
            self._known.clear()
