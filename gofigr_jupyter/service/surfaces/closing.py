"""Closing: tells what takes long that the service ends, so that it ends in a moment."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

from gofigr_jupyter.errors import ServiceUnavailable

LOOK_SECONDS = 0.1
Result = TypeVar("Result")


class Closed(ServiceUnavailable):
    """The service ends in the middle; the next one goes on."""


class Closing:
    """Whether the service ends. What takes long looks at it all the time."""

    def __init__(self) -> None:
        self._begun = threading.Event()

    def begin(self) -> None:
        """The service ends now."""
        self._begun.set()

    def is_begun(self) -> bool:
        """Whether it ends."""
        return self._begun.is_set()

    def look(self) -> None:
        """Go on. Raises Closed when the service ends."""
        if self.is_begun():
            raise Closed("The service was closed meanwhile.", hint="It goes on later.")

    def run(self, work: Coroutine[Any, Any, Result]) -> Result:
        """What `work` gives, in an event loop of its own. Raises Closed when the service ends."""
        return asyncio.run(self._followed(work))

    async def _followed(self, work: Coroutine[Any, Any, Result]) -> Result:
        task = asyncio.ensure_future(work)
        while not (await asyncio.wait({task}, timeout=LOOK_SECONDS))[0]:
            self.look()  # what it raises cancels the task as the loop ends
        return task.result()
