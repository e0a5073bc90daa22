"""FolderWatch: sees what comes into the data folder, while somebody listens."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from gofigr_jupyter.server_extension.receipts import NotebookReceipts

SOON = 0.1
LATER = 0.4
BUSY_LOOKS = 50
"""After something came, so many looks follow at short distances."""

Tell = Callable[[frozenset[str], int], None]
"""Takes the notebooks whose receipts changed, and how many figures wait."""


class FolderWatch:
    """Tells its listeners whose receipts changed. A look costs four questions to the disk."""

    def __init__(self, receipts: NotebookReceipts) -> None:
        self._receipts = receipts
        self._listeners: set[Tell] = set()
        self._looking: asyncio.Task[None] | None = None

    def add(self, listener: Tell) -> None:
        """Tell `listener` from now on."""
        self._listeners.add(listener)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())

    def remove(self, listener: Tell) -> None:
        """Tell `listener` no more."""
        self._listeners.discard(listener)
        if not self._listeners and self._looking is not None:
            self._looking.cancel()

    async def _look(self) -> None:
        stamp = self._receipts.stamp()
        await asyncio.to_thread(self._receipts.look)
        quiet = BUSY_LOOKS
        again = False
        while True:
            await asyncio.sleep(SOON if quiet < BUSY_LOOKS else LATER)
            before, stamp = stamp, self._receipts.stamp()
            came = stamp != before
            quiet = 0 if came else quiet + 1
            # Once more after each change: a second one may have had the same time on its folder.
            if came or again:
                changed = await asyncio.to_thread(self._receipts.look)
                if changed:
                    for tell in tuple(self._listeners):
                        tell(changed, self._receipts.waiting)
            again = came
