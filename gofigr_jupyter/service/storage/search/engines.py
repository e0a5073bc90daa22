"""How each database finds words: SQLite by FTS5, PostgreSQL by its text search.

The newest documents that fit are looked at, so that a word that everything has costs no more than
another one; each query stops when it has found enough.
"""

from __future__ import annotations

from typing import Protocol

from gofigr_jupyter.service.domain.search.model import Question, Weighing
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.search.postgresql import PostgresqlEngine
from gofigr_jupyter.service.storage.search.sqlite import SqliteEngine
from gofigr_jupyter.service.storage.search.statements import Rows, Within


class Engine(Protocol):
    """Finds documents, at most so many, newest first."""

    def begin(self, connection: Connection) -> None:
        """Prepare the transaction for search."""

    def words(
        self,
        connection: Connection,
        question: Question,
        within: Within,
        *,
        most: int,
        weighing: Weighing,
    ) -> Rows:
        """The newest documents with words."""

    def parts(self, connection: Connection, text: str, within: Within, *, most: int) -> Rows:
        """The newest things whose names have a text in them."""


ENGINES: dict[str, Engine] = {"sqlite": SqliteEngine(), "postgresql": PostgresqlEngine()}
