"""Writes to SQLite one function after another, and commits together what waits at the same time.

A commit costs milliseconds of waiting for the disk, whatever it holds. Each function runs in a
savepoint of its own, so that one that fails takes nothing with it, and everybody is answered after
the one commit that makes all of them durable. There is no thread for it: the first who comes does
the work of those who come meanwhile, then hands over to the next one who waits.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.transactions import RisingClock, SqlTransaction

Result = TypeVar("Result")
Work = Callable[[Transaction], Result]

MOST_TOGETHER = 64


class Job:
    """A function that waits to run, and what came of it."""

    def __init__(self, work: Work[Any]) -> None:  # each caller knows what its own returns
        self.work = work
        self.result: Any = None
        self.error: BaseException | None = None
        self.is_done = False
        self.thread = threading.get_ident()
        self.turn = threading.Lock()
        """Let go of when the job is done, or when its caller is to do the work."""
        self.turn.acquire()


class GroupWriter:
    """Runs functions one after another, with as few commits as possible."""

    def __init__(self, engine: Engine, clock: RisingClock) -> None:
        self._engine = engine
        self._clock = clock
        self._pooled = engine.raw_connection()
        self._connection = Connection(self._pooled.dbapi_connection, engine.dialect)
        self._transaction = SqlTransaction(self._connection, Moment(0))  # renewed for each job
        self._jobs: deque[Job] = deque()
        self._lock = threading.Lock()
        self._rests = threading.Condition(self._lock)
        self._leader: int | None = None
        """The thread that does the work; None when there is no work."""
        self._closed = False

    def run(self, work: Work[Result]) -> Result:
        """What `work` returns, once its changes are durable."""
        job = Job(work)
        if not self._enter(job):
            job.turn.acquire()
        if not job.is_done:
            self._lead()
        if job.error is not None:
            raise job.error
        result: Result = job.result
        return result

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        with self._lock:
            self._closed = True
            while self._leader is not None:
                self._rests.wait()
        self._pooled.close()
        self._engine.dispose()

    def _enter(self, job: Job) -> bool:
        """Put a job into the queue; whether its caller is to do the work."""
        with self._lock:
            if self._leader == job.thread:
                raise RuntimeError("A function that writes must not start another write.")
            if self._closed:
                raise StorageUnavailable("The database is closed.", hint="Start the service again.")
            self._jobs.append(job)
            if self._leader is not None:
                return False
            self._leader = job.thread
            return True

    def _lead(self) -> None:
        """Do what waits, in one commit, and let the next one who waits do the rest."""
        taken: list[Job] = []
        try:
            self._commit_together(taken)
        except BaseException as error:  # whatever stops this thread must not stop the others
            for job in taken:
                job.error = error
            if not isinstance(error, DBAPIError):
                raise
        finally:
            for job in taken:
                job.is_done = True
                job.turn.release()
            self._hand_over()

    def _hand_over(self) -> None:
        with self._lock:
            if self._jobs:
                self._leader = self._jobs[0].thread
                self._jobs[0].turn.release()
            else:
                self._leader = None
                self._rests.notify_all()

    def _commit_together(self, taken: list[Job]) -> None:
        taken.append(self._jobs.popleft())
        self._connection.run("BEGIN IMMEDIATE")
        try:
            self._attempt(taken[0])
            while len(taken) < MOST_TOGETHER and self._jobs:
                taken.append(self._jobs.popleft())
                self._attempt(taken[-1])
            self._connection.commit()
        except BaseException:
            self._connection.rollback()
            raise

    def _attempt(self, job: Job) -> None:
        """Run a job in its savepoint."""
        run = self._connection.run
        run("SAVEPOINT job")
        try:
            job.result = job.work(self._transaction.renewed(self._clock()))
        except DBAPIError as error:
            if not isinstance(error, IntegrityError):
                raise  # the disk, not the job: nothing of this commit can be trusted
            job.error = error
        except Exception as error:  # noqa: BLE001  # the worker's boundary: it is the caller's
            job.error = error
        if job.error is not None:
            run("ROLLBACK TO job")
        run("RELEASE job")
