"""Delivers the publications for one service, in order, with patience."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from msgspec.structs import replace

from gofigr_jupyter.delivery.deliverer import Deliverer, Waiting
from gofigr_jupyter.errors import (
    Forbidden,
    GoFigrError,
    InvalidInput,
    NotAuthenticated,
    NotFound,
    StorageUnavailable,
)
from gofigr_jupyter.publishing.outbox import Item, Outbox
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State, receipt_for
from gofigr_jupyter.publishing.shelf import Shelf

log = logging.getLogger(__name__)
RENEW_SECONDS = 20.0
TRIES_IN_ORDER = 4
"""After so many failures of one item alone, those behind it go first."""

Connect = Callable[[str], Awaitable[Deliverer]]
"""Opens a deliverer to the service of that name."""
KeepShelf = Callable[[Publication, Shelf], None]


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait before trying again, in seconds: doubled each time, up to `most`.

    `soon` is enough when somebody publishes meanwhile.
    """

    first: float = 0.5
    most: float = 60.0
    soon: float = 5.0

    def pause(self, failures: int) -> float:
        """The pause after that many failures in a row, somewhat at random."""
        longest = min(self.most, self.first * 2.0 ** min(failures - 1, 20))
        return longest * random.uniform(0.5, 1.0)  # noqa: S311 - spreads attempts, hides nothing


class Lane:
    """One service's way out of the outbox."""

    def __init__(
        self,
        service: str,
        outbox: Outbox,
        receipts: ReceiptFolder,
        *,
        connect: Connect,
        keep_shelf: KeepShelf,
        patience: Patience,
    ) -> None:
        self._service = service
        self._outbox = outbox
        self._receipts = receipts
        self._connect = connect
        self._keep_shelf = keep_shelf
        self._patience = patience
        self._deliverer: Deliverer | None = None
        self._connecting = asyncio.Lock()
        self._failures = 0
        self._failed_at = 0.0
        self._not_before = 0.0
        self._stopping = False
        self._tries: dict[str, int] = {}
        self._parked: dict[str, float] = {}
        self._told: dict[str, str] = {}

    async def deliver_all(self, items: list[Item]) -> float | None:
        """Deliver what can be delivered of the waiting `items`, oldest first.

        Returns the seconds after which it is worth trying again, None when nothing waits for that.
        """
        rest = self._not_before - time.monotonic()
        if rest > 0:
            return rest
        for item in items:
            if self._stopping:
                return None
            if self._parked.get(item.name, 0.0) > time.monotonic():
                continue
            if not self._outbox.lease(item):
                continue
            if not await self._handle(item, items):
                return max(0.0, self._not_before - time.monotonic())
        parked = [self._parked[item.name] for item in items if item.name in self._parked]
        return max(0.0, min(parked) - time.monotonic()) if parked else None

    async def keep(self, waiting: Waiting) -> bool:
        """Keep what belongs to a revision. False when it is worth trying again later."""
        try:
            removed = await (await self._connected()).keep(waiting)
        except NotFound:
            return True  # the revision is deleted, or its workspace
        except GoFigrError as error:
            log.info("data not kept", extra={"reason": str(error)})
            return not error.retryable and not isinstance(error, NotAuthenticated)
        except Exception:  # what cannot be kept now must not stop what is behind it
            log.exception("keeping data broke", extra={"publication": waiting.publication})
            return False
        self._tell_removed(waiting.publication, removed)
        return True

    def try_soon(self) -> None:
        """Do not wait out a long pause: somebody has just published, so somebody is there."""
        self._not_before = min(self._not_before, self._failed_at + self._patience.soon)

    def stop(self) -> None:
        """Deliver no more after the publication that is being delivered."""
        self._stopping = True

    async def close(self) -> None:
        """Close the connection."""
        deliverer, self._deliverer = self._deliverer, None
        if deliverer is not None:
            await deliverer.close()

    async def _connected(self) -> Deliverer:
        """The one deliverer of this lane: figures and what is behind them take turns with it."""
        async with self._connecting:
            if self._deliverer is None:
                self._deliverer = await self._connect(self._service)
            return self._deliverer

    async def _handle(self, item: Item, items: list[Item]) -> bool:
        """Deliver a leased item or put it where it belongs. False: the service is away."""
        try:
            publication = self._outbox.read(item)
        except InvalidInput as error:
            self._receipts.write(_unreadable(item, error))
            self._outbox.set_aside(item)
            return True
        except StorageUnavailable as error:  # another one may well be readable
            self._outbox.give_back(item)
            self._tell_others([item], str(error))
            return self._park(item, orderly=False)
        renewing = asyncio.create_task(self._renew(item))
        try:
            await self._deliver(item, publication)
        except GoFigrError as error:
            return await self._not_delivered(item, publication, error, items)
        except OSError:
            raise  # our own disk: that is not the publication's fault
        except Exception as error:  # one figure must not stop those behind it
            log.exception("delivery broke", extra={"publication": publication.id})
            self._tell_waiting(item, publication, f"Delivery broke: {error!r}.")
            return self._park(item, orderly=False)
        finally:
            renewing.cancel()
            # A service that stops in the middle lets the item wait; after done() this does nothing.
            self._outbox.give_back(item)
        return True

    async def _deliver(self, item: Item, publication: Publication) -> None:
        delivered = await (await self._connected()).deliver(publication)
        # First what kernels read, then the item: a crash between delivers once more, which the
        # service takes for what it is.
        self._keep_shelf(publication, delivered.shelf)
        self._receipts.write(delivered.receipt)
        self._outbox.done(item)
        self._failures = 0
        for memory in (self._tries, self._parked, self._told):
            memory.pop(item.name, None)
        log.info("delivered", extra={"publication": publication.id})

    async def _not_delivered(
        self, item: Item, publication: Publication, error: GoFigrError, items: list[Item]
    ) -> bool:
        credential = isinstance(error, NotAuthenticated)
        if not error.retryable and not credential and not isinstance(error, Forbidden):
            self._refuse(item, publication, error)
            return True
        log.info("not delivered", extra={"publication": publication.id, "reason": str(error)})
        if isinstance(error, Forbidden) or (
            not credential and self._deliverer is not None and await self._deliverer.answers()
        ):
            self._tell_waiting(item, publication, str(error))
            return self._park(item, orderly=not isinstance(error, Forbidden))
        await self.close()  # the next attempt reads address and credentials anew
        self._failures += 1
        self._failed_at = time.monotonic()
        self._not_before = self._failed_at + self._patience.pause(self._failures)
        self._tell_waiting(item, publication, str(error))
        self._tell_others(items, str(error))
        return False

    def _park(self, item: Item, *, orderly: bool) -> bool:
        """Let an item wait that fails by itself. False: those behind it wait too, for now."""
        tries = self._tries[item.name] = self._tries.get(item.name, 0) + 1
        until = time.monotonic() + self._patience.pause(tries)
        if orderly and tries < TRIES_IN_ORDER:
            self._failed_at, self._not_before = time.monotonic(), until
            return False
        self._parked[item.name] = until
        return True

    def _refuse(self, item: Item, publication: Publication, error: GoFigrError) -> None:
        log.warning("refused", extra={"publication": publication.id, "reason": str(error)})
        self._receipts.write(receipt_for(publication, State.FAILED, reason=str(error)))
        self._outbox.refuse(item, str(error))
        self._parked.pop(item.name, None)

    def _tell_waiting(self, item: Item, publication: Publication, reason: str) -> None:
        if self._told.get(item.name) != reason:
            self._told[item.name] = reason
            self._receipts.write(receipt_for(publication, State.QUEUED, reason=reason))

    def _tell_removed(self, publication: str, removed: int | None) -> None:
        """Tell how many secrets were taken out of a figure, once its data have come too."""
        receipt = None if removed is None else self._receipts.read(publication)
        if receipt is not None and removed is not None and receipt.redactions != removed:
            self._receipts.write(replace(receipt, redactions=removed))

    def _tell_others(self, items: list[Item], reason: str) -> None:
        """Tell those behind why they wait; the rest of their receipts comes when they are read."""
        for item in items:
            if item.name not in self._told:
                self._told[item.name] = reason
                self._receipts.write(
                    Receipt(state=State.QUEUED, publication=item.publication, reason=reason)
                )

    async def _renew(self, item: Item) -> None:
        while True:
            await asyncio.sleep(RENEW_SECONDS)
            self._outbox.renew(item)


def _unreadable(item: Item, error: GoFigrError) -> Receipt:
    return Receipt(state=State.FAILED, publication=item.publication, reason=str(error))
