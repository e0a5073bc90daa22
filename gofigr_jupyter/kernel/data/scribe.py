"""Writes down what was taken of figures: in a thread of its own, while no cell runs."""

from __future__ import annotations

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable

from gofigr_jupyter.kernel.boundary import Boundary

MOST_HELD = 128 * 1024 * 1024
"""Bytes that may wait for a pause; more is written while cells run."""
LAST_SECONDS = 10.0
"""How long a kernel that ends goes on writing."""
GRACE = 0.02
"""Seconds after a cell in which its last messages go out, with nobody in their way."""

Step = Callable[[], None]


class Scribe:
    """Takes steps one after the other, when no cell runs: a step is short, and begun ones end."""

    def __init__(self) -> None:
        self._steps: deque[tuple[Step, int]] = deque()
        self._held = 0
        self._free = threading.Event()
        self._free.set()
        self._ended = 0.0
        self._something = threading.Event()
        self._boundary = Boundary(lambda error: None, what="data behind a figure are not kept")
        self._thread: threading.Thread | None = None
        self._one_at_a_time = threading.Lock()
        self._finishing = self._closed = False

    @property
    def has_time(self) -> bool:
        """Whether a step may take long: no cell runs, or somebody waits for the steps."""
        return self._finishing or self._free.is_set()

    def add(self, step: Step, size: int) -> None:
        """Take `step` when there is time; it holds `size` bytes until then."""
        self._steps.append((step, size))
        self._held += size
        if self._free.is_set() or self._held >= MOST_HELD:
            self._something.set()
        if self._thread is None:
            self._thread = threading.Thread(target=self._live, name="gofigr-scribe", daemon=True)
            self._thread.start()
            atexit.register(self.finish, LAST_SECONDS)

    def pause(self) -> None:
        """A cell starts: take no step until it has ended."""
        self._free.clear()

    def resume(self) -> None:
        """A cell has ended."""
        self._ended = time.monotonic()
        self._free.set()
        if self._steps:
            self._something.set()

    def finish(self, patience: float) -> None:
        """Take the steps that wait, here and now, for at most `patience` seconds."""
        end = time.monotonic() + patience
        self._finishing = True
        while self._steps and time.monotonic() < end:
            self._step()
        with self._one_at_a_time:  # the last may be in the making
            self._finishing = False

    def close(self) -> None:
        """Take the steps that wait, and no more; the thread takes what is left, and ends."""
        atexit.unregister(self.finish)
        self.finish(LAST_SECONDS)
        self._closed = True
        self._free.set()
        self._something.set()

    def _live(self) -> None:
        while self._steps or not self._closed:
            self._something.wait()
            if self._held < MOST_HELD and not self._idle():
                continue
            self._something.clear()
            if self._steps:
                self._something.set()
                self._step()

    def _idle(self) -> bool:
        """Waits for a cell to end; whether none has started since."""
        self._free.wait()
        time.sleep(max(0.0, self._ended + GRACE - time.monotonic()))
        return self._free.is_set()

    def _step(self) -> None:
        with self._one_at_a_time:
            try:
                step, size = self._steps.popleft()
            except IndexError:
                return  # the other thread was faster
            self._held -= size
            self._boundary.run(step)
