"""How each database finds words: SQLite by FTS5, PostgreSQL by its text search.

The newest documents that fit are looked at, so that a word that everything has costs no more than
another one; each query stops when it has found enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from sqlalchemy import (
    ColumnElement,
    Select,
    column,
    func,
    literal_column,
    select,
    table,
)

from gofigr_jupyter.service.domain.search.model import Question
from gofigr_jupyter.service.domain.search.words import Term
from gofigr_jupyter.service.storage.search.tables import search_documents, search_texts

WEIGHTS = (10.0, 4.0, 3.0, 2.0, 1.0, 0.5)
"""Of the columns with words, in their order."""
_NAMES = "{names words place talk}"
_LETTERS = "ABC"
_SMALLEST_PART = 3
Columns = Sequence[ColumnElement[Any]]
NOTHING: ColumnElement[Any] = literal_column("0")


_IS_ITS = search_texts.c.id == search_documents.c.id


class Engine(Protocol):
    """Makes queries that find documents; their last column is the score."""

    def words(self, question: Question, columns: Columns) -> Select[Any]:
        """Finds documents with words."""

    def parts(self, text: str, columns: Columns) -> Select[Any]:
        """Finds things whose names have `text` in them."""


class SqliteEngine:
    """Finds words by FTS5, and parts of names by its trigrams."""

    def words(self, question: Question, columns: Columns) -> Select[Any]:
        """Finds documents with words."""
        index = table("search_words", column("rowid"), column("search_words"))
        score = -func.bm25(literal_column("search_words"), *WEIGHTS)
        return _joined(index, columns, score).where(
            index.c.search_words.op("MATCH")(_fts(question))
        )

    def parts(self, text: str, columns: Columns) -> Select[Any]:
        """Finds things whose names have `text` in them."""
        index = table("search_titles", column("rowid"), column("search_titles"))
        quoted = text.replace('"', '""')
        return _joined(index, columns, NOTHING).where(
            index.c.search_titles.op("MATCH")(f'"{quoted}"')
        )


class PostgresqlEngine:
    """Finds words by text search, and parts of names by pg_trgm, where it is there."""

    def words(self, question: Question, columns: Columns) -> Select[Any]:
        """Finds documents with words."""
        vector: ColumnElement[Any] = literal_column("search_texts.vector")
        asked = func.to_tsquery("simple", _tsquery(question))
        weights: ColumnElement[Any] = literal_column("'{0.05, 0.3, 0.4, 1.0}'::float4[]")
        score = func.ts_rank(weights, vector, asked)
        return (
            select(*columns, score.label("score"))
            .join_from(search_texts, search_documents, _IS_ITS)
            .where(vector.op("@@")(asked))
            .order_by(search_documents.c.id.desc())
        )

    def parts(self, text: str, columns: Columns) -> Select[Any]:
        """Finds things whose names have `text` in them."""
        return (
            select(*columns, NOTHING.label("score"))
            .join_from(search_texts, search_documents, _IS_ITS)
            .where(func.lower(search_texts.c.title).contains(text, autoescape=True))
            .order_by(search_documents.c.id.desc())
        )


ENGINES: dict[str, Engine] = {"sqlite": SqliteEngine(), "postgresql": PostgresqlEngine()}


def _joined(index: Any, columns: Columns, score: ColumnElement[Any]) -> Select[Any]:  # noqa: ANN401
    """Documents by an index of SQLite, which has them newest first."""
    return (
        select(*columns, score.label("score"))
        .join_from(index, search_documents, search_documents.c.id == index.c.rowid)
        .order_by(index.c.rowid.desc())
    )


def _fts(question: Question) -> str:
    """Words have letters and digits only, so that nothing in them means anything to FTS5."""
    terms = (" OR " if question.any_of else " AND ").join(map(_fts_term, question.terms))
    return f"{_NAMES} : ({terms})" if question.names_only else terms


def _fts_term(term: Term) -> str:
    return f'"{" ".join(term.words)}"{"*" if term.is_open else ""}'


def _tsquery(question: Question) -> str:
    weights = _LETTERS if question.names_only else ""
    terms = (_tsquery_term(term, weights) for term in question.terms)
    return (" | " if question.any_of else " & ").join(terms)


def _tsquery_term(term: Term, weights: str) -> str:
    *before, last = term.words
    ending = f":{'*' if term.is_open else ''}{weights}".rstrip(":")
    inner = [f"{word}:{weights}".rstrip(":") for word in before]
    return f"({' <-> '.join([*inner, last + ending])})"
