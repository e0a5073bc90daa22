"""The doorbell: a named pipe in the data folder that wakes the service.

Where a platform or file system has no named pipes, nobody answers the doorbell and the service
looks into the outbox by itself.
"""

from __future__ import annotations

import asyncio
import os
import stat
from collections.abc import Callable

from gofigr_jupyter.runtime.place import Place


def ring(place: Place) -> bool:
    """Wake the service of `place`. False when nobody listens; never waits, never raises."""
    try:
        pipe = os.open(place.doorbell, os.O_WRONLY | _NONBLOCK)
    except OSError:
        return False
    try:
        if not stat.S_ISFIFO(os.fstat(pipe).st_mode):
            return False
        os.write(pipe, b".")
    except BlockingIOError:
        pass  # the pipe is full of rings: it will wake up
    except OSError:
        return False
    finally:
        os.close(pipe)
    return True


class Doorbell:
    """The service's side: calls `on_ring` in the event loop whenever somebody rings."""

    def __init__(self, place: Place, on_ring: Callable[[], None]) -> None:
        self._path = place.doorbell
        self._on_ring = on_ring
        self._pipe: int | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def open(self) -> bool:
        """Listen from now on. False where there can be no named pipe: look for yourself."""
        if not hasattr(os, "mkfifo"):
            return False
        try:
            self._make()
            # Open for writing too: then the pipe never ends when the last ringer leaves.
            pipe = os.open(self._path, os.O_RDWR | _NONBLOCK)
        except OSError:
            return False
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(pipe, self._answer)
        self._pipe = pipe
        return True

    def close(self) -> None:
        """Stop listening; harmless when not open. From here on `ring` says that nobody listens."""
        if self._pipe is None or self._loop is None:
            return
        self._loop.remove_reader(self._pipe)
        os.close(self._pipe)
        self._pipe = None

    def _make(self) -> None:
        if self._path.exists() and not self._path.is_fifo():
            self._path.unlink()
        if not self._path.exists():
            os.mkfifo(self._path, 0o600)

    def _answer(self) -> None:
        if self._pipe is None:
            return
        try:
            os.read(self._pipe, 65536)
        except BlockingIOError:
            return
        self._on_ring()


_NONBLOCK: int = getattr(os, "O_NONBLOCK", 0)
