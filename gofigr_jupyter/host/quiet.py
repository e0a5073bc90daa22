"""What can wait until nobody does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

QUIET_SECONDS = 5.0
"""So long nobody has asked anything: whoever opens a page or a notebook asks more at once."""


async def once_quiet(
    idle_seconds: Callable[[], float], do: Callable[[], object], *, after: float = QUIET_SECONDS
) -> None:
    """Do something in a thread, once, when there has been no request for `after` seconds."""
    while (left := after - idle_seconds()) > 0:
        await asyncio.sleep(left)
    await asyncio.to_thread(do)
