"""The schema of search: one row for each thing, and what each database needs to find words in it.

The databases keep their word indexes themselves, by triggers or generated columns, so that a row
that goes with what it belongs to leaves them too.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    event,
)

from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.storage.tables import Word, metadata, parent_column

COLUMNS = ("names", "words", "place", "talk", "code", "also")
"""Those with words, the telling ones first."""
_ALL = ", ".join(COLUMNS)
_NEW = ", ".join(f"new.{name}" for name in COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in COLUMNS)
_CHANGED = " OR ".join(f"new.{name} <> old.{name}" for name in COLUMNS)
_ADD = f"INSERT INTO search_words (rowid, {_ALL}) VALUES (new.id, {_NEW});"  # noqa: S608
_DROP = f"INSERT INTO search_words (search_words, rowid, {_ALL}) VALUES ('delete', old.id, {_OLD});"  # noqa: S608
_ADD_NAME = "INSERT INTO search_names (rowid, names) VALUES (new.id, new.names);"
_DROP_NAME = (
    "INSERT INTO search_names (search_names, rowid, names) VALUES ('delete', old.id, old.names);"
)
_NAMED = f"{{row}}.kind <> '{Kind.REVISION}'"
"""Revisions are called as their figures are."""


def _trigger(name: str, when: str, then: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} BEGIN {then} END"


def _parts(column: str, weight: str) -> str:
    """A column's words for PostgreSQL, whose own parser would make hosts and paths of code."""
    words = f"regexp_replace({column}, '(\\W|_)+', ' ', 'g')"
    return f"setweight(to_tsvector('simple', {words}), '{weight}')"


_VECTOR = " || ".join(
    (
        _parts("names", "A"),
        _parts("words", "B"),
        _parts("place", "C"),
        _parts("talk", "C"),
        _parts("code", "D"),
        _parts("also", "D"),
    )
)
WORD_INDEXES = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE search_words USING fts5({_ALL}, content='search_documents',"
        " content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
        "CREATE VIRTUAL TABLE search_names USING fts5(names, content='search_documents',"
        " content_rowid='id', tokenize='trigram')",
        _trigger("search_words_added", "INSERT ON search_documents", _ADD),
        _trigger("search_words_gone", "DELETE ON search_documents", _DROP),
        _trigger(
            "search_words_changed",
            f"UPDATE OF {_ALL} ON search_documents WHEN {_CHANGED}",
            f"{_DROP} {_ADD}",
        ),
        _trigger(
            "search_names_added",
            f"INSERT ON search_documents WHEN {_NAMED.format(row='new')}",
            _ADD_NAME,
        ),
        _trigger(
            "search_names_gone",
            f"DELETE ON search_documents WHEN {_NAMED.format(row='old')}",
            _DROP_NAME,
        ),
        _trigger(
            "search_names_changed",
            "UPDATE OF names ON search_documents"
            f" WHEN {_NAMED.format(row='new')} AND new.names <> old.names",
            f"{_DROP_NAME} {_ADD_NAME}",
        ),
    ),
    "postgresql": (
        f"ALTER TABLE search_documents ADD COLUMN vector tsvector GENERATED ALWAYS AS ({_VECTOR})"
        " STORED",
        "CREATE INDEX ix_search_documents_vector ON search_documents USING gin (vector)",
        # Where the extension is not allowed, parts of names are found without an index.
        "DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm;"
        " CREATE INDEX ix_search_documents_names ON search_documents USING gin (lower(names)"
        f" gin_trgm_ops) WHERE kind <> '{Kind.REVISION}';"
        " EXCEPTION WHEN OTHERS THEN NULL; END $$",
    ),
}

search_documents = Table(
    "search_documents",
    metadata,
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column("kind", Word(Kind), nullable=False),
    Column("source_id", String(36), nullable=False),
    parent_column("workspace_id", "workspaces.id"),
    Column("analysis_id", String(36), ForeignKey("analyses.id", ondelete="CASCADE")),
    Column("figure_id", String(36), ForeignKey("figures.id", ondelete="CASCADE")),
    Column("revision_id", String(36), ForeignKey("revisions.id", ondelete="CASCADE")),
    Column("asset_id", String(36), ForeignKey("assets.id", ondelete="CASCADE")),
    Column("author", Text, nullable=False),
    Column("made_on", BigInteger, nullable=False),
    Column("library", Text, nullable=False),
    *(Column(name, Text, nullable=False) for name in COLUMNS),
    Index("uq_search_documents_source_id_kind", "source_id", "kind", unique=True),
    Index(None, "workspace_id", "id"),
    Index(None, "analysis_id"),
    Index(None, "figure_id"),
    Index(None, "revision_id"),
    Index(None, "asset_id"),
    info={"after_create": WORD_INDEXES},
    sqlite_autoincrement=True,
)
for _dialect, _statements in WORD_INDEXES.items():
    for _statement in _statements:
        event.listen(
            search_documents,
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )

search_progress = Table(
    "search_progress",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("cursor", BigInteger, nullable=False),
    Column("missing", Text, nullable=False),
)
