"""The schema of search: a document for each thing, and what each database needs to find words.

The databases keep their word indexes themselves, by triggers or generated columns, so that a row
that goes with what it belongs to leaves them too.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    event,
    true,
)

from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.storage.tables import Word, metadata, parent_column

COLUMNS = ("names", "words", "place", "talk", "shown", "code", "also")
"""Those with words, the telling ones first."""
_ALL = ", ".join(COLUMNS)
_NEW = ", ".join(f"new.{name}" for name in COLUMNS)
_OLD = ", ".join(f"old.{name}" for name in COLUMNS)
_CHANGED = " OR ".join(f"new.{name} <> old.{name}" for name in COLUMNS)
_ADD = f"INSERT INTO search_words (rowid, {_ALL}) VALUES (new.id, {_NEW});"  # noqa: S608
_DROP = f"INSERT INTO search_words (search_words, rowid, {_ALL}) VALUES ('delete', old.id, {_OLD});"  # noqa: S608
_ADD_TITLE = "INSERT INTO search_titles (rowid, title) VALUES (new.id, new.title);"
_DROP_TITLE = (
    "INSERT INTO search_titles (search_titles, rowid, title) VALUES ('delete', old.id, old.title);"
)


def _trigger(name: str, when: str, then: str) -> str:
    return f"CREATE TRIGGER {name} AFTER {when} BEGIN {then} END"


def _parts(column: str, weight: str) -> str:
    """A column's words for PostgreSQL, whose own parser would make hosts and paths of code."""
    words = f"regexp_replace({column}, '(\\W|_)+', ' ', 'g')"
    return f"setweight(to_tsvector('simple', {words}), '{weight}')"


_TOLD = " || ".join(
    (_parts("names", "A"), _parts("words", "B"), _parts("place", "C"), _parts("talk", "C"))
)
_REST = " || ".join(_parts(name, "D") for name in ("shown", "code", "also"))
_VECTOR = f"{_TOLD} || {_REST}"
WORD_INDEXES = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE search_words USING fts5({_ALL}, content='search_texts',"
        " content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
        "CREATE VIRTUAL TABLE search_titles USING fts5(title, content='search_texts',"
        " content_rowid='id', tokenize='trigram')",
        _trigger("search_words_added", "INSERT ON search_texts", _ADD),
        _trigger("search_words_gone", "DELETE ON search_texts", _DROP),
        _trigger(
            "search_words_changed",
            f"UPDATE OF {_ALL} ON search_texts WHEN {_CHANGED}",
            f"{_DROP} {_ADD}",
        ),
        _trigger("search_titles_added", "INSERT ON search_texts", _ADD_TITLE),
        _trigger("search_titles_gone", "DELETE ON search_texts", _DROP_TITLE),
        _trigger(
            "search_titles_changed",
            "UPDATE OF title ON search_texts WHEN new.title <> old.title",
            f"{_DROP_TITLE} {_ADD_TITLE}",
        ),
    ),
    "postgresql": (
        # Long texts stand elsewhere, so that what words are found in is on few pages.
        "ALTER TABLE search_texts SET (toast_tuple_target = 256)",
        f"ALTER TABLE search_texts ADD COLUMN vector tsvector GENERATED ALWAYS AS ({_VECTOR})"
        " STORED",
        "CREATE INDEX ix_search_texts_vector ON search_texts USING gin (vector)"
        " WITH (fastupdate = off)",  # else each search reads what is not sorted in yet
        f"ALTER TABLE search_texts ADD COLUMN told tsvector GENERATED ALWAYS AS ({_TOLD}) STORED",
        "CREATE INDEX ix_search_texts_told ON search_texts USING gin (told)"
        " WITH (fastupdate = off)",
        # Where the extension is not allowed, parts of names are found without an index.
        "DO $$ BEGIN CREATE EXTENSION IF NOT EXISTS pg_trgm;"
        " CREATE INDEX ix_search_texts_title ON search_texts USING gin (lower(title) gin_trgm_ops);"
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
    Column("story_id", String(36), ForeignKey("stories.id", ondelete="CASCADE")),
    Column("author", Text, nullable=False),
    Column("made_on", BigInteger, nullable=False),
    Column("library", Text, nullable=False),
    Column("is_unseen", Boolean, nullable=False),
    Index("uq_search_documents_source_id_kind", "source_id", "kind", unique=True),
    Index(None, "workspace_id", "id"),
    Index(None, "analysis_id"),
    Index(None, "figure_id"),
    Index(None, "revision_id"),
    Index(None, "asset_id"),
    Index(None, "story_id"),
    sqlite_autoincrement=True,
)
"""`is_unseen` tells that nobody looked at a revision's picture since its document was written."""

Index(
    "ix_search_documents_unseen",
    search_documents.c.id,
    sqlite_where=search_documents.c.is_unseen.is_(true()),
    postgresql_where=search_documents.c.is_unseen.is_(true()),
)

search_looks = Table(
    "search_looks",
    metadata,
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=True,
    ),
    Column(
        "document_id",
        BigInteger().with_variant(Integer, "sqlite"),
        ForeignKey("search_documents.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("picture", String(64), nullable=False),
    Column("features", LargeBinary, nullable=False),
    Column("copy", LargeBinary, nullable=False),
    Column("text", Text),
    sqlite_autoincrement=True,
)
"""What pictures look like; a look that changes gets a new id.

`text` is what is written in a picture, null until somebody read it.
"""

Index(
    "ix_search_looks_unread",
    search_looks.c.id,
    sqlite_where=search_looks.c.text.is_(None),
    postgresql_where=search_looks.c.text.is_(None),
)

search_texts = Table(
    "search_texts",
    metadata,
    Column(
        "id",
        BigInteger().with_variant(Integer, "sqlite"),
        ForeignKey("search_documents.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("title", Text, nullable=False),
    *(Column(name, Text, nullable=False) for name in COLUMNS),
    info={"after_create": WORD_INDEXES},
)
"""The words of documents, apart from what tells who may see them: that is read far more often.

`title` is empty for revisions, which are called as their figures are.
"""

for _dialect, _statements in WORD_INDEXES.items():
    for _statement in _statements:
        event.listen(
            search_texts,
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
