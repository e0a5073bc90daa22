"""The workers: threads that do the service's tasks, each one after another.

What takes a moment, what waits for others and what takes minutes are done by different ones, so
that nobody's mail waits for somebody's import.
The sweep removes bytes that nothing mentions any more, and invitations, password resets and device
logins that ended a day ago. It is due an hour after a service first opens and a day after the last
one. The index task looks, as often, for things that search does not know. Chores are what is done
at each look, without a task.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Protocol

from gofigr_jupyter.errors import (
    Forbidden,
    GoFigrError,
    InvalidInput,
    NotFound,
    StorageUnavailable,
)
from gofigr_jupyter.ids import ContentHash, StoreId
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.model import SECOND, Moment
from gofigr_jupyter.service.domain.people import audit_chain
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.domain.search.indexing import Indexer
from gofigr_jupyter.service.domain.tasks import Task, TaskKind
from gofigr_jupyter.service.leases import leased
from gofigr_jupyter.service.surfaces.closing import Closed, Closing

log = logging.getLogger(__name__)

LOOK_SECONDS = 60.0
FIRST_SWEEP = 3600 * SECOND
KEPT_AFTER_END = 24 * 3600 * SECOND
SWEEP_EVERY = 24 * 3600 * SECOND
INDEX_EVERY = 24 * 3600 * SECOND
CHORE_SECONDS = 5.0
_FOR_GOOD = (InvalidInput, Forbidden, NotFound)
"""What another attempt does not change."""
Doing = Callable[[Task], str]
"""Does a task; returns what to tell about it."""


class Worker:
    """Does tasks of the kinds it has doings for until it is closed; `wake` makes it look at once.

    `plans` see that tasks which come again wait for their time.
    """

    def __init__(
        self,
        database: Database,
        doings: Mapping[TaskKind, Doing],
        *,
        plans: Sequence[Callable[[Transaction], None]] = (),
        chores: Sequence[Callable[[], object]] = (),
    ) -> None:
        self._database = database
        self._doings = doings
        self._kinds = tuple(doings)
        self._plans = plans
        self._chores = chores
        self._wake = threading.Event()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, name="worker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Look for tasks now."""
        self._wake.set()

    def stop(self) -> None:
        """Take no more tasks after the one at hand; does not wait."""
        self._closing.set()
        self._wake.set()

    def close(self) -> None:
        """Finish the task at hand and stop."""
        self.stop()
        if self._thread.is_alive():
            self._thread.join()

    def work(self) -> int:
        """Do every task that is due; how many they were."""
        done = 0
        while not self._closing.is_set() and (task := self._next()) is not None:
            self._do(task)
            done += 1
        return done

    def _serve(self) -> None:
        while not self._closing.is_set():
            self._wake.wait(LOOK_SECONDS)
            self._wake.clear()
            if self._closing.is_set():
                return
            try:
                for plan in self._plans:
                    self._database.write(plan)
                self.work()
                for chore in self._chores:
                    chore()
            except GoFigrError as error:  # the disk may be full: look again later
                log.warning("tasks cannot be done now", extra={"reason": str(error)})

    def _next(self) -> Task | None:
        if self._database.read(lambda tx: tx.tasks.is_due(tx.now, self._kinds)):
            return self._database.write(lambda tx: tasks.take(tx, self._kinds))
        return None

    def _do(self, task: Task) -> None:
        try:
            with leased(self._database, task):
                message = self._doings[task.kind](task)
        except Closed:
            self._database.write(lambda tx: tasks.hand_back(tx, task.id))
            return
        except Exception as error:  # the worker's boundary: the next task goes on
            log.warning("task failed", exc_info=error, extra={"task": task.id, "kind": task.kind})
            told = str(error) if isinstance(error, GoFigrError) else "It failed; see the log."
            again = not isinstance(error, _FOR_GOOD)
            self._database.write(lambda tx: tasks.fail(tx, task.id, message=told, again=again))
            return
        self._database.write(lambda tx: tasks.finish(tx, task.id, message=message))


class Workers:
    """Several workers, started, woken and closed together."""

    def __init__(self, *workers: Worker) -> None:
        self._workers = workers

    def start(self) -> None:
        """Begin."""
        for worker in self._workers:
            worker.start()

    def wake(self) -> None:
        """Look for tasks now."""
        for worker in self._workers:
            worker.wake()

    def close(self) -> None:
        """Finish the tasks at hand and stop."""
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.close()


def plan_sweep(tx: Transaction) -> None:
    """See that a sweep waits for its time."""
    _plan(tx, TaskKind.SWEEP, first=FIRST_SWEEP, every=SWEEP_EVERY)


def plan_index(tx: Transaction) -> None:
    """See that a look for what search does not know waits for its time."""
    _plan(tx, TaskKind.INDEX, first=0, every=INDEX_EVERY)


def _plan(tx: Transaction, kind: TaskKind, *, first: int, every: int) -> None:
    if tx.tasks.has_open(kind):
        return
    last = tx.tasks.last_done(kind)
    due = tx.now + first if last is None else (last.finished or tx.now) + every
    tasks.request(tx, kind, due=Moment(due))


def seal_audit(database: Database) -> Callable[[], None]:
    """Seals what stands in the audit trail and is not sealed yet."""

    def do() -> None:
        while database.read(audit_chain.is_behind):
            database.write(audit_chain.seal)

    return do


class Sweepable(Protocol):
    """Blobs that can be swept."""

    def sweep(self, mentioned: Callable[[Collection[ContentHash]], Collection[ContentHash]]) -> int:
        """Remove what nothing mentions; how much it was."""


class Swept(Protocol):
    """All places where blobs are."""

    def every(self) -> Iterable[tuple[StoreId | None, Sweepable]]:
        """Every place with its id; None is the service's own."""


def sweep(
    database: Database, places: Swept, *, sweep_pictures: Callable[[], None], closing: Closing
) -> Doing:
    """Removes bytes that nothing mentions any more, old thumbnails, and what ended a day ago."""

    def mentioned_in(store: StoreId | None, hashes: Collection[ContentHash]) -> set[ContentHash]:
        closing.look()
        return database.read(
            lambda tx: {
                *tx.data.mentioned(hashes, store=store),
                *tx.asset_data.mentioned(hashes, store=store),
            }
        )

    def do(task: Task) -> str:
        database.write(lambda tx: tx.census.forget_ended(Moment(tx.now - KEPT_AFTER_END)))
        sweep_pictures()
        removed, failed = 0, 0
        for store, blobs in places.every():
            try:
                removed += blobs.sweep(partial(mentioned_in, store))
            except StorageUnavailable as error:
                if store is None:
                    raise
                failed += 1  # a bucket of somebody who took the key away must not stop the others
                log.warning("bucket not swept", extra={"store": store, "reason": str(error)})
        told = f" {failed} buckets could not be reached." if failed else ""
        return f"Removed {removed} stored files that nothing mentioned.{told}"

    return do


def complete_index(database: Database, index: Indexer, closing: Closing) -> Doing:
    """Tells search about everything that it does not know, whatever the reason."""

    def do(task: Task) -> str:
        def going_on(done: int) -> bool:
            closing.look()
            message = f"{done:,} things so far."
            return database.write(lambda tx: tasks.report(tx, task.id, progress=0, message=message))

        return f"Told search about {index.complete(going_on):,} things."

    return do
