"""The worker: wakes at the doorbell and keeps one lane for each service."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from gofigr_jupyter.delivery.lane import Connect, Lane, Patience
from gofigr_jupyter.publishing.additions import Additions
from gofigr_jupyter.publishing.outbox import Item, Outbox
from gofigr_jupyter.publishing.pending import PendingFolder, PendingInputs
from gofigr_jupyter.publishing.pictures import Pictures
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.receipts import ReceiptFolder
from gofigr_jupyter.publishing.sessions import forget_old
from gofigr_jupyter.publishing.shelf import Shelf, shelf_key, write_shelf
from gofigr_jupyter.runtime.doorbell import Doorbell
from gofigr_jupyter.runtime.place import Place

log = logging.getLogger(__name__)
LOOK_SECONDS = 2.0
LOOK_SECONDS_WITHOUT_DOORBELL = 0.25
SWEEP_SECONDS = 3600.0
FINISH_SECONDS = 1.0
SESSION_DAYS = 30.0


class Worker:
    """Delivers the outbox of `place` while it lives. Only the holder of the folder's lock may.

    `connect` opens a deliverer to the service of a name. A service that does not answer delays
    nobody but its own publications. `is_ours` tells whether the lock is still held: when the folder
    was removed under us, what is put into a new one of that name is not ours to deliver.
    """

    def __init__(
        self,
        place: Place,
        *,
        connect: Connect,
        patience: Patience | None = None,
        is_ours: Callable[[], bool] = lambda: True,
    ) -> None:
        self._place = place
        self._outbox = Outbox(place.outbox)
        self._receipts = ReceiptFolder(place.receipts)
        self._connect = connect
        self._patience = patience or Patience()
        self._is_ours = is_ours
        self._lanes: dict[str, Lane] = {}
        self._later: tuple[PendingFolder[Any], ...] = (  # each of what Deliverer.keep takes
            PendingFolder(place.additions, Additions),
            PendingFolder(place.pictures, Pictures),
            PendingFolder(place.pending, PendingInputs),
        )
        self._keeping: asyncio.Task[None] | None = None
        self._keep_at = 0.0
        self._tasks: dict[str, asyncio.Task[float | None]] = {}
        self._again_at: dict[str, float] = {}
        self._shelves: dict[str, Shelf] = {}
        self._wake = asyncio.Event()
        self._stopping = False
        self._last_ring = time.monotonic()

    @property
    def idle_seconds(self) -> float:
        """How long nobody has published anything. 0 while something is being delivered."""
        return 0.0 if self._tasks or self._keeping else time.monotonic() - self._last_ring

    @property
    def waiting(self) -> bool:
        """Whether publications wait for a service that does not take them now."""
        return bool(self._outbox.waiting())

    async def live(self) -> None:
        """Deliver until `stop` is called or the folder is gone; then finish what is in work."""
        self._outbox.take_over()
        doorbell = Doorbell(self._place, self._rung)
        look = LOOK_SECONDS if doorbell.open() else LOOK_SECONDS_WITHOUT_DOORBELL
        swept_at = -SWEEP_SECONDS
        try:
            while not self._stopping and self._is_ours():
                if time.monotonic() - swept_at >= SWEEP_SECONDS:
                    swept_at = time.monotonic()
                    self._sweep()
                self._outbox.expire()
                self._start_lanes()
                self._start_keeping()
                await self._sleep(look)
        finally:
            doorbell.close()
            await self._finish()

    def stop(self) -> None:
        """Let `live` end after the publications that are being delivered now."""
        self._stopping = True
        self._wake.set()

    def _rung(self) -> None:
        self._last_ring = time.monotonic()
        for name, lane in self._lanes.items():
            lane.try_soon()
            self._again_at.pop(name, None)
        self._wake.set()

    async def _sleep(self, look: float) -> None:
        """Until the next ring, the next attempt that is due, or the next look."""
        due = [at - time.monotonic() for at in self._again_at.values()]
        try:
            await asyncio.wait_for(self._wake.wait(), max(0.0, min([look, *due])))
        except TimeoutError:
            return
        finally:
            self._wake.clear()

    def _start_lanes(self) -> None:
        by_service: dict[str, list[Item]] = defaultdict(list)
        for item in self._outbox.waiting():
            by_service[item.service].append(item)
        for name, items in by_service.items():
            if name in self._tasks or self._again_at.get(name, 0.0) > time.monotonic():
                continue
            deliver = self._lane_of(name).deliver_all(items)
            task = self._tasks[name] = asyncio.create_task(deliver)
            task.add_done_callback(partial(self._ended, name))

    def _start_keeping(self) -> None:
        """Keep the data and files behind figures, when no figure waits: those come first."""
        if self._keeping is not None or self._tasks or self._keep_at > time.monotonic():
            return
        if any(self._arrived(folder) for folder in self._later):
            self._keeping = asyncio.create_task(self._keep())
            self._keeping.add_done_callback(self._kept)

    def _arrived(self, folder: PendingFolder[Any]) -> list[Any]:
        """What waits in `folder` for figures that are on their service, or will never be there."""
        # In this order: what is noted for a figure is written after the figure, and figures come
        # while others are kept. None is taken for one that is on its service, or is deleted there.
        noted = folder.publications()
        refused = (item for item, _ in self._outbox.refused())  # they may be tried again
        items = (*self._outbox.waiting(), *self._outbox.leased(), *refused)
        on_their_way = {item.publication for item in items}
        waiting = folder.waiting(but=on_their_way)
        return [each for each in waiting if each.publication in noted]

    async def _keep(self) -> None:
        for folder in self._later:
            for waiting in self._arrived(folder):
                if self._stopping:
                    return
                if await self._lane_of(waiting.service).keep(waiting):
                    folder.done(waiting)
                else:  # everything is tried again after a pause
                    self._keep_at = time.monotonic() + self._patience.pause(6)

    def _lane_of(self, service: str) -> Lane:
        lane = self._lanes.get(service)
        if lane is None:
            lane = self._lanes[service] = self._lane(service)
        return lane

    def _kept(self, task: asyncio.Task[None]) -> None:
        self._keeping = None
        if not task.cancelled() and task.exception() is not None:
            log.error("inputs are not kept", exc_info=task.exception())
            self._keep_at = time.monotonic() + self._patience.most
        self._wake.set()

    def _lane(self, name: str) -> Lane:
        return Lane(
            name,
            self._outbox,
            self._receipts,
            connect=self._connect,
            keep_shelf=self._keep_shelf,
            patience=self._patience,
        )

    def _ended(self, name: str, task: asyncio.Task[float | None]) -> None:
        del self._tasks[name]
        self._again_at.pop(name, None)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            # Our own disk is full or read-only: nothing can be told, so only try again.
            log.error("delivery stopped", exc_info=error, extra={"service": name})
            self._again_at[name] = time.monotonic() + self._patience.most
            return
        again = task.result()
        if again is not None:
            self._again_at[name] = time.monotonic() + again
        self._wake.set()  # more may have come meanwhile, and the next attempt has a time

    def _keep_shelf(self, publication: Publication, shelf: Shelf) -> None:
        key = shelf_key(publication.destination, publication.provenance.notebook)
        if self._shelves.get(key) != shelf:
            write_shelf(self._place.shelves, key, shelf)
            self._shelves[key] = shelf

    def _sweep(self) -> None:
        try:
            self._outbox.sweep()
            self._receipts.sweep()
            forget_old(self._place.sessions, days=SESSION_DAYS)
        except OSError as error:
            log.warning("not swept", extra={"reason": str(error)})

    async def _finish(self) -> None:
        for lane in self._lanes.values():
            lane.stop()
        tasks: list[asyncio.Task[Any]] = list(self._tasks.values())
        if self._keeping is not None:
            self._keeping.cancel()  # its note stays
            tasks.append(self._keeping)
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=FINISH_SECONDS)
            for task in late:
                task.cancel()  # its item waits again
            await asyncio.gather(*tasks, return_exceptions=True)
        for lane in self._lanes.values():
            await lane.close()
