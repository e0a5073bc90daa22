"""Attempts: slows down those who guess passwords or flood people with mail.

Counts within a window of time, in the memory of this process. (The `limits` library does the same,
but takes 0.3 s to import and starts a thread for each count.)
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from math import ceil

from gofigr_jupyter.errors import RateLimited

MINUTE, HOUR = 60.0, 3600.0
MOST_KEYS = 20_000
"""Names and addresses that are remembered at the same time; the oldest are forgotten first."""

Key = tuple[str, ...]
"""What is counted: the name of its limit, then whose attempts these are."""


@dataclass(frozen=True)
class Limit:
    """At most so many within so many seconds."""

    most: int
    seconds: float


MOST_QUESTIONS = 60
"""About figures, in a minute."""
LIMITS: Mapping[str, Limit] = {
    "name from address": Limit(8, 15 * MINUTE),
    "name": Limit(40, 15 * MINUTE),
    "address": Limit(100, 15 * MINUTE),
    "reset from address": Limit(20, HOUR),
    "reset of mail": Limit(3, HOUR),
    "confirmation from address": Limit(20, HOUR),
    "registration from address": Limit(20, HOUR),
    "device code from address": Limit(60, HOUR),
    "device token from address": Limit(60, 15 * MINUTE),
    "user code of name": Limit(20, 15 * MINUTE),
    "question of user": Limit(MOST_QUESTIONS, MINUTE),
}
"""A name is locked for one address long before it is locked for all: nobody should be able to lock
somebody else out cheaply."""


class Attempts:
    """Remembers attempts and refuses those over a limit."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[Key, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, *keys: Key) -> None:
        """Count an attempt under all keys. Raises RateLimited, and counts nothing, over a limit."""
        now = self._clock()
        with self._lock:
            waits = [self._wait(key, now) for key in keys]
            if any(waits):
                raise _refused(max(waits))
            for key in keys:
                self._seen.setdefault(key, deque()).append(now)
                self._seen.move_to_end(key)
            while len(self._seen) > MOST_KEYS:
                self._seen.popitem(last=False)

    def forget(self, *keys: Key) -> None:
        """Take back one attempt under each key: it was no guess."""
        with self._lock:
            for key in keys:
                if self._seen.get(key):
                    self._seen[key].pop()

    @contextmanager
    def at_sign_in(self, username: str, address: str) -> Iterator[None]:
        """Count a sign-in that fails within; one that works forgets the failures before it."""
        name = username.lower()
        from_here = ("name from address", name, address)
        keys = (from_here, ("name", name), ("address", address))
        self.count(*keys)
        yield
        self.forget(*keys)
        with self._lock:
            self._seen.pop(from_here, None)

    def _wait(self, key: Key, now: float) -> float:
        """How long until the next attempt under `key`; 0 for at once."""
        limit = LIMITS[key[0]]
        times = self._seen.get(key)
        if times is None:
            return 0
        while times and times[0] <= now - limit.seconds:
            times.popleft()
        return times[0] + limit.seconds - now if len(times) >= limit.most else 0


def _refused(wait: float) -> RateLimited:
    minutes = ceil(wait / MINUTE)
    return RateLimited(
        "There were too many attempts.",
        hint=f"Try again in {minutes} {'minute' if minutes == 1 else 'minutes'}.",
        retry_after=ceil(wait),
    )
