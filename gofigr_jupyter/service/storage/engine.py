"""Opens the database: SQLite or PostgreSQL, from one URL.

Reading functions each get a transaction of their own. Writing ones too on PostgreSQL; on SQLite,
which has one writer at a time anyway, they go through `writer`, which commits several at once.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from gofigr_jupyter.errors import Conflict, GoFigrError, InvalidInput, StorageUnavailable
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.storage.driver.connection import Pool
from gofigr_jupyter.service.storage.driver.writer import GroupWriter
from gofigr_jupyter.service.storage.schema import prepare_schema
from gofigr_jupyter.service.storage.transactions import (
    Clock,
    RisingClock,
    SqlTransaction,
    wall_clock,
)

Result = TypeVar("Result")
Work = Callable[[Transaction], Result]

PATIENCE = 15.0
"""Seconds to wait for another process that has SQLite's file locked."""
READERS = 8
MOST_READERS = 48
COLLISIONS = frozenset({"40001", "40P01", "23503", "23505"})
"""What PostgreSQL says of transactions that met: serialization failure, deadlock, and a key that
went, or came, meanwhile. Source: its documentation, appendix A."""
PAUSES = (0.02, 0.1, 0.5)
"""Seconds, at most, before a function that met another one runs again."""
STATEMENTS = 512
"""That one connection of SQLite keeps ready to run."""
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -16000",
)


class Writer(Protocol):
    """Runs functions that change something."""

    def run(self, work: Work[Result]) -> Result:
        """What `work` returns, once its changes are durable."""

    def close(self) -> None:
        """Finish what was begun and stop."""


class SqlDatabase:
    """Implements `domain.ports.Database`. Close it when done."""

    def __init__(self, readers: Pool, writer: Writer, clock: RisingClock) -> None:
        self._readers = readers
        self._writer = writer
        self._clock = clock

    def read(self, fn: Work[Result]) -> Result:
        """What `fn` returns; it must change nothing."""
        with translated(), self._readers.transaction() as connection:
            if connection.kept is None:
                connection.kept = SqlTransaction(connection, Moment(0))
            return fn(connection.kept.renewed(self._clock()))

    def write(self, fn: Work[Result]) -> Result:
        """What `fn` returns, once its changes are durable. If it raises, nothing changes."""
        with translated():
            return self._writer.run(fn)

    def close(self) -> None:
        """Finish what was begun and let go of the database."""
        self._writer.close()
        self._readers.close()


class PlainWriter:
    """One transaction and one commit for each function.

    A function that met another one half way runs again, and sees what the other one has done.
    """

    def __init__(self, pool: Pool, clock: RisingClock) -> None:
        self._pool = pool
        self._clock = clock

    def run(self, work: Work[Result]) -> Result:
        """What `work` returns, once its changes are durable."""
        for pause in PAUSES:
            try:
                return self._run(work)
            except DBAPIError as error:
                if getattr(error.orig, "sqlstate", None) not in COLLISIONS:
                    raise
                time.sleep(pause * random.random())  # noqa: S311  # no secret; apart, they pass
        return self._run(work)

    def _run(self, work: Work[Result]) -> Result:
        with self._pool.transaction() as connection:
            result = work(SqlTransaction(connection, self._clock()))
            connection.commit()
        return result

    def close(self) -> None:
        """Let go of the database."""
        self._pool.close()


def open_database(
    url: str, *, clock: Clock = wall_clock, patience: float = PATIENCE
) -> SqlDatabase:
    """The database at `url` (`sqlite:///...` or `postgresql://...`), with the newest schema.

    A new database is made, an older schema is brought up to date. Raises StorageUnavailable when
    it cannot be opened and InvalidInput for a URL of another kind.
    """
    rising = RisingClock(clock)
    if url.startswith("sqlite:///"):
        waiting = f"PRAGMA busy_timeout = {int(patience * 1000)}"
        writing = _sqlite_engine(url, (waiting,))
        _prepare(writing)
        reading = _sqlite_engine(url, (waiting, "PRAGMA query_only = ON"))
        return SqlDatabase(Pool(reading, begin="BEGIN"), GroupWriter(writing, rising), rising)
    if url.startswith("postgresql"):
        engine = _postgresql_engine(url)
        _prepare(engine)
        pool = Pool(engine, begin=None)  # its driver begins by itself
        return SqlDatabase(pool, PlainWriter(pool, rising), rising)
    raise InvalidInput(
        f"The database URL {url.partition(':')[0]!r} is of an unknown kind.",
        hint="It starts with sqlite:/// or postgresql://.",
        field="database_url",
    )


@contextmanager
def translated() -> Iterator[None]:
    """Turns the errors of database drivers into ours."""
    try:
        yield
    except IntegrityError as error:
        raise Conflict(
            "Somebody else stored the same id or name, or removed what this belongs to, just now.",
            hint="Read it again, then retry.",
        ) from error
    except DBAPIError as error:
        raise StorageUnavailable(
            f"The database cannot be used: {_sentence(str(error.orig))}",
            hint="See that its disk is writable and has space left, and that its server runs.",
        ) from error


def _sentence(text: str) -> str:
    """What a driver says, on one line and with one mark at its end."""
    line = " ".join(text.split())
    return line if line.endswith((".", "?", "!")) else f"{line}."


def _prepare(engine: Engine) -> None:
    try:
        with translated():
            prepare_schema(engine)
    except GoFigrError:
        engine.dispose()
        raise


def _sqlite_engine(url: str, pragmas: tuple[str, ...]) -> Engine:
    engine = create_engine(
        url,
        pool_size=READERS,
        max_overflow=MOST_READERS - READERS,
        connect_args={"cached_statements": STATEMENTS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: object) -> None:  # noqa: ANN401  # the driver's own
        # The driver must not begin transactions by itself: it would begin them as readers, and
        # two readers that turn into writers lock each other out.
        connection.isolation_level = None
        for pragma in (*pragmas, *SQLITE_PRAGMAS):
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql_engine(url: str) -> Engine:
    driver, _, address = url.partition("://")
    if driver == "postgresql":
        url = f"postgresql+psycopg://{address}"
    return create_engine(
        url, pool_size=READERS, max_overflow=MOST_READERS - READERS, pool_pre_ping=True
    )
