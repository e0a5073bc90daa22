"""One thread that writes to SQLite, and commits together what waits at the same time.

A commit costs milliseconds of waiting for the disk, whatever it holds. Each function runs in a
savepoint of its own, so that one that fails takes nothing with it, and everybody is answered after
the one commit that makes all of them durable.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.storage.transactions import RisingClock, SqlTransaction

Result = TypeVar("Result")
Work = Callable[[Transaction], Result]

MOST_TOGETHER = 64


class Job:
    """A function that waits to run, and the promise of what it returns."""

    def __init__(self, work: Work[Any]) -> None:  # each caller knows what its own returns
        self.work = work
        self.answer: Future[Any] = Future()


class GroupWriter:
    """Runs functions one after another, with as few commits as possible."""

    def __init__(self, engine: Engine, clock: RisingClock) -> None:
        self._engine = engine
        self._clock = clock
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name="writer", daemon=True)
        self._thread.start()

    def run(self, work: Work[Result]) -> Result:
        """What `work` returns, once its changes are durable."""
        if threading.current_thread() is self._thread:
            raise RuntimeError("A function that writes must not start another write.")
        if self._closed:
            raise StorageUnavailable("The database is closed.", hint="Start the service again.")
        job = Job(work)
        self._jobs.put(job)
        result: Result = job.answer.result()
        return result

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        if not self._closed:
            self._closed = True
            self._jobs.put(None)
            self._thread.join()
        self._engine.dispose()

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._commit_together(job)
        self._refuse_the_rest()

    def _commit_together(self, job: Job) -> None:
        taken = [job]
        try:
            with self._engine.begin() as connection:
                done = [self._attempt(connection, job)]
                while len(taken) < MOST_TOGETHER and (another := self._waiting()):
                    taken.append(another)
                    done.append(self._attempt(connection, another))
        except DBAPIError as error:
            for job in taken:
                job.answer.set_exception(error)
            return
        for job, settle in zip(taken, done, strict=True):
            settle(job)

    def _attempt(self, connection: Connection, job: Job) -> Callable[[Job], None]:
        """Run a job in its savepoint; how to answer it once the commit is through."""
        try:
            with connection.begin_nested():
                result = job.work(SqlTransaction(connection, self._clock()))
        except IntegrityError as error:
            return _fail_with(error)
        except DBAPIError:
            raise  # the disk, not the job: nothing of this commit can be trusted
        except Exception as error:  # noqa: BLE001  # the worker's boundary: it is the caller's
            return _fail_with(error)
        return lambda job: job.answer.set_result(result)

    def _waiting(self) -> Job | None:
        try:
            job = self._jobs.get_nowait()
        except queue.Empty:
            return None
        if job is None:
            self._jobs.put(None)  # closing: let the loop see it after this commit
        return job

    def _refuse_the_rest(self) -> None:
        while (job := self._waiting()) is not None:
            job.answer.set_exception(StorageUnavailable("The database was closed."))


def _fail_with(error: Exception) -> Callable[[Job], None]:
    return lambda job: job.answer.set_exception(error)
