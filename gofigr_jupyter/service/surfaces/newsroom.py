"""Newsroom: tells open streams what was committed, a moment after it was.

Nothing is kept for it: whoever writes rings, and one thread reads the events that came since, once
for all listeners. While nobody listens a ring costs nothing, and while nothing happens a stream
costs its memory. Several processes on one PostgreSQL ring only for themselves: what another one
committed is told with the next ring, or within fifteen seconds.

Members of a workspace are told; those with whom single things are shared see them when they look.
"""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from anyio import to_thread

from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.ids import UserId, WorkspaceId
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Actor, Right
from gofigr_jupyter.service.domain.people.news import News, Reading
from gofigr_jupyter.service.domain.ports import Database, Transaction

log = logging.getLogger(__name__)
Result = TypeVar("Result")
Batch = Sequence[News]

GAP_SECONDS = 0.25


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast and how much, in seconds and events.

    `check` is how long a credential is good that was looked at. `at_once` events are read at once,
    and are the most that a listener who comes back is told. A listener is sent away when
    `most_waiting` batches wait for it.
    """

    heartbeat: float = 15.0
    check: float = 5.0
    at_once: int = 500
    most_waiting: int = 64


class Listener:
    """One open stream of `actor`, on the event loop that it was made on."""

    def __init__(self, actor: Actor, pace: Pace) -> None:
        self.actor = actor
        self._pace = pace
        self.told = 0
        """The cursor up to which it was told when it came."""
        self._loop = asyncio.get_running_loop()
        self._batches: asyncio.Queue[Batch | None] = asyncio.Queue()

    def tell(self, batch: Batch | None) -> None:
        """Hand over a batch, from any thread; None ends the stream."""
        with suppress(RuntimeError):  # its event loop is closed: nobody listens any more
            self._loop.call_soon_threadsafe(self._put, batch)

    async def next(self) -> Batch | None:
        """The next batch, an empty one when nothing came for a while."""
        try:
            return await asyncio.wait_for(self._batches.get(), self._pace.heartbeat)
        except TimeoutError:
            return ()

    def _put(self, batch: Batch | None) -> None:
        is_behind = self._batches.qsize() >= self._pace.most_waiting
        self._batches.put_nowait(None if is_behind else batch)


class Newsroom:
    """The listeners of one service."""

    def __init__(self, database: Database, pace: Pace = Pace()) -> None:
        self._database = database
        self._pace = pace
        self._lock = threading.Lock()
        self._rung = threading.Event()
        self._listeners: set[Listener] = set()
        self._reading = Reading(0)
        self._may: dict[tuple[UserId, WorkspaceId | None, WorkspaceId], bool] = {}
        self._thread: threading.Thread | None = None
        self._closed = False

    def ring(self) -> None:
        """Something was committed."""
        if self._listeners:
            self._rung.set()

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        self._rung.set()
        if self._thread is not None:
            self._thread.join()
        for listener in tuple(self._listeners):
            listener.tell(None)

    async def follow(
        self, actor: Actor, *, identify: Callable[[], object], after: int | None
    ) -> AsyncIterator[Batch | None]:
        """Batches of what `actor` may see, from now on or from behind the cursor `after`.

        An empty batch is a sign of life; None stands for news that can no longer be told one by
        one. Ends when the service does, when `identify` says with a GoFigrError that the actor's
        credential is no longer good, and when the listener does not keep up.
        """
        listener = Listener(actor, self._pace)
        looked_at = time.monotonic()
        try:
            yield await to_thread.run_sync(self._join, listener, after)
            while (batch := await listener.next()) is not None and not self._closed:
                if time.monotonic() - looked_at > self._pace.check:
                    await to_thread.run_sync(identify)
                    looked_at = time.monotonic()
                yield batch
        except GoFigrError as error:
            log.info("stream ended", extra={"reason": str(error)})
        finally:
            self._listeners.discard(listener)

    def _join(self, listener: Listener, after: int | None) -> Batch | None:
        """Let a listener in. What it missed; None when that is too much, or unknown."""
        with self._lock:
            missed = self._database.read(lambda tx: self._missed(tx, listener, after))
            self._listeners.add(listener)
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="news", daemon=True)
                self._thread.start()
        return missed

    def _missed(self, tx: Transaction, listener: Listener, after: int | None) -> Batch | None:
        listener.told = newest = tx.activity.newest()
        if not self._listeners:
            self._reading = Reading(newest)
        if after is None or after == newest:
            return ()
        if not newest - self._pace.at_once <= after < newest:
            return None
        found = tx.activity.news(after=after, missing=(), limit=self._pace.at_once)
        listener.told = found[-1].cursor if found else newest
        return self._seen_by(tx, listener.actor, found)

    def _serve(self) -> None:
        while not self._closed:
            pause = GAP_SECONDS if self._reading.missing else self._pace.heartbeat
            if not self._rung.wait(pause):
                self._reading.forget()
                self._may.clear()
            self._rung.clear()
            try:
                with self._lock:
                    self._tell()
            except GoFigrError as error:
                log.warning("news not read", extra={"reason": str(error)})

    def _tell(self) -> None:
        listeners = tuple(self._listeners)
        if not listeners:
            return
        found, batches = self._database.read(lambda tx: self._read(tx, listeners))
        self._reading.note(found)
        for listener, batch in batches:
            listener.tell(batch)
        if len(found) >= self._pace.at_once:
            self._rung.set()

    def _read(
        self, tx: Transaction, listeners: Collection[Listener]
    ) -> tuple[Batch, list[tuple[Listener, Batch]]]:
        after, missing = self._reading.cursor, self._reading.missing
        found = tx.activity.news(after=after, missing=missing, limit=self._pace.at_once)
        if not all(news.is_about_contents or news.is_for_one for news in found):
            self._may.clear()
        told = ((listener, self._new_to(tx, listener, found)) for listener in listeners)
        return found, [(listener, batch) for listener, batch in told if batch]

    def _new_to(self, tx: Transaction, listener: Listener, found: Batch) -> Batch:
        late = self._reading.missing
        new = [news for news in found if news.cursor > listener.told or news.cursor in late]
        return self._seen_by(tx, listener.actor, new)

    def _seen_by(self, tx: Transaction, actor: Actor, found: Batch) -> Batch:
        return [news for news in found if self._is_for(tx, actor, news)]

    def _is_for(self, tx: Transaction, actor: Actor, news: News) -> bool:
        if news.is_for_one:
            return news.event.target_id == actor.user_id and actor.only_workspace is None
        return news.is_about_contents and self._may_see(tx, actor, news.event.workspace_id)

    def _may_see(self, tx: Transaction, actor: Actor, workspace: WorkspaceId | None) -> bool:
        if workspace is None:
            return False
        key = (actor.user_id, actor.only_workspace, workspace)
        if key not in self._may:
            self._may[key] = access.may(tx, actor, workspace, Right.READ)
        return self._may[key]


class RingingDatabase:
    """A database that rings after each write that went through.

    It calls `forget_keys` before, if the write may have changed whom API keys let in, and `wake`
    after one that left something to do at once.
    """

    def __init__(
        self,
        database: Database,
        ring: Callable[[], None],
        *,
        forget_keys: Callable[[], None],
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._ring = ring
        self._forget_keys = forget_keys
        self._wake = wake

    def read(self, fn: Callable[[Transaction], Result]) -> Result:
        """What `fn` returns."""
        return self._database.read(fn)

    def write(self, fn: Callable[[Transaction], Result]) -> Result:
        """What `fn` returns, once its changes are durable."""

        def noted(tx: Transaction) -> tuple[Result, bool, bool]:
            return fn(tx), tx.keys_changed, tx.task_is_due

        result, keys_changed, task_is_due = self._database.write(noted)
        if keys_changed:
            self._forget_keys()
        self._ring()
        if task_is_due:
            self._wake()
        return result
