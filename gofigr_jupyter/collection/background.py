"""A thread with an event loop: what asks a service, so that the kernel does not wait."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Background:
    """Runs coroutines in a thread of its own, which starts with the first."""

    def __init__(self) -> None:
        self._starting = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None

    def run(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Begin `work`; returns at once."""
        with self._starting:
            if self._loop is None:
                self._loop = asyncio.new_event_loop()
                threading.Thread(
                    target=_run, args=(self._loop,), name="gofigr-views", daemon=True
                ).start()
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    def end(self, last: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do the `last` that is to be done here, and end the thread; returns at once.

        What is begun later has a new thread.
        """
        with self._starting:
            loop, self._loop = self._loop, None
        if loop is not None:
            done = asyncio.run_coroutine_threadsafe(last(), loop)
            done.add_done_callback(lambda _: loop.call_soon_threadsafe(loop.stop))


def _run(loop: asyncio.AbstractEventLoop) -> None:
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.get_loop().run_forever()
