"""The doorbell: a named pipe in the data folder that wakes the service.

Where a platform or file system has no named pipes, nobody answers the doorbell and the service
looks into the outbox by itself.
"""

from __future__ import annotations

import asyncio
import os
import stat
import threading
from collections.abc import Callable

from gofigr_jupyter.runtime.place import Place


class Button:
    """The kernel's side: keeps the pipe to the service of `place` open between rings."""

    def __init__(self, place: Place) -> None:
        self._path = str(place.doorbell)
        self._pipe: int | None = None
        self._one_at_a_time = threading.Lock()

    def ring(self) -> bool:
        """Wake the service. False when nobody listens; never waits, never raises."""
        with self._one_at_a_time:
            return self._press() or (self._open() and self._press())

    def release(self) -> None:
        """Let go of the pipe; the next ring opens it again."""
        with self._one_at_a_time:
            self._close()

    def _close(self) -> None:
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            os.close(pipe)

    def _open(self) -> bool:
        try:
            pipe = os.open(self._path, os.O_WRONLY | _NONBLOCK)
        except OSError:
            return False
        if not stat.S_ISFIFO(os.fstat(pipe).st_mode):
            os.close(pipe)
            return False
        self._pipe = pipe
        return True

    def _press(self) -> bool:
        if self._pipe is None:
            return False
        try:
            os.write(self._pipe, b".")
        except BlockingIOError:
            pass  # the pipe is full of rings: it will wake up
        except OSError:  # who listened is gone
            self._close()
            return False
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
