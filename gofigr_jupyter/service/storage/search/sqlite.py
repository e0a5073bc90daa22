"""Finds words by SQLite's FTS5, and parts of names by its trigrams."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, column, func, literal_column, select, table

from gofigr_jupyter.service.domain.search.model import Question, Weighing
from gofigr_jupyter.service.domain.search.words import Term
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.search.statements import (
    ASKED,
    MATCHED,
    MOST,
    MOST_KEPT,
    NOTHING,
    Rows,
    Within,
)
from gofigr_jupyter.service.storage.search.tables import search_documents

WEIGHTS = (10.0, 4.0, 3.0, 2.0, 1.5, 1.0, 0.5)
"""Of the columns with words, in their order."""
_NAMES = "{names words place talk}"


class SqliteEngine:
    """Implements `storage.search.engines.Engine`."""

    def begin(self, connection: Connection) -> None:
        """There is nothing to prepare."""

    def words(
        self,
        connection: Connection,
        question: Question,
        within: Within,
        *,
        most: int,
        weighing: Weighing,
    ) -> Rows:
        """The newest documents with words.

        To weigh one, FTS5 counts the words in all documents, which takes longer than to find it.
        """
        given = {"asked": _asked(question), "most": most}
        if weighing is not Weighing.ALL:
            found = connection.execute(_words(within, weighed=False), given).tuples()
            if weighing is Weighing.NONE or len(found) in (0, most):
                return found
        return connection.execute(_words(within, weighed=True), given).tuples()

    def parts(self, connection: Connection, text: str, within: Within, *, most: int) -> Rows:
        """The newest things whose names have a text in them."""
        quoted = text.replace('"', '""')
        given = {"asked": f'"{quoted}"', "most": most}
        return connection.execute(_parts(within), given).tuples()


@lru_cache(MOST_KEPT)
def _words(within: Within, *, weighed: bool) -> Select[Any]:
    weight = -func.bm25(literal_column("search_words"), *WEIGHTS)
    return _found("search_words", within, score=weight if weighed else NOTHING)


@lru_cache(MOST_KEPT)
def _parts(within: Within) -> Select[Any]:
    return _found("search_titles", within, score=NOTHING)


def _found(index: str, within: Within, *, score: ColumnElement[Any]) -> Select[Any]:
    """Documents by an index, which has them newest first."""
    indexed = table(index, column("rowid"), column(index))
    return (
        select(*MATCHED, score.label("score"))
        .join_from(indexed, search_documents, search_documents.c.id == indexed.c.rowid)
        .where(indexed.c[index].op("MATCH")(ASKED), within.condition())
        .order_by(indexed.c.rowid.desc())
        .limit(MOST)
    )


def _asked(question: Question) -> str:
    """Words have letters and digits only, so that nothing in them means anything to FTS5."""
    terms = (" OR " if question.any_of else " AND ").join(map(_term, question.terms))
    return f"{_NAMES} : ({terms})" if question.names_only else terms


def _term(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.is_open else ""}'
