"""What documents mean, stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    delete,
    func,
    insert,
    select,
)

from gofigr_jupyter.service.domain.search.model import Filters, Match, Scope
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.search.conditions import condition
from gofigr_jupyter.service.storage.search.statements import MATCHED
from gofigr_jupyter.service.storage.search.tables import search_documents, search_texts
from gofigr_jupyter.service.storage.tables import metadata

MOST_LETTERS = 1000
_NUMBER = BigInteger().with_variant(Integer, "sqlite")
search_meanings = Table(
    "search_meanings",
    metadata,
    Column("id", _NUMBER, primary_key=True, autoincrement=True),
    Column(
        "document_id",
        _NUMBER,
        ForeignKey("search_documents.id", ondelete="CASCADE"),
        nullable=False,
        unique=True,
    ),
    Column("vector", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)
"""What documents mean; a meaning that changes gets a new id."""
_DOCUMENT = search_documents.c
_MEANING = search_meanings.c
_TEXT = search_texts.c


class MeaningRows:
    """The part of `domain.search.ports.SearchIndex` that is about meanings."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def unmeant(self, limit: int) -> Sequence[tuple[int, str]]:
        """Documents of which it is not known what they mean, with what they say."""
        query = (
            select(_TEXT.id, _TEXT.names, _TEXT.words, _TEXT.talk, _TEXT.shown)
            .join_from(
                search_texts, search_meanings, _TEXT.id == _MEANING.document_id, isouter=True
            )
            .where(_MEANING.id.is_(None))
            .order_by(_TEXT.id)
            .limit(limit)
        )
        rows = self.connection.execute(query).tuples()
        return [(id, "\n".join(filter(None, texts))[:MOST_LETTERS]) for id, *texts in rows]

    def mean(self, document: int, vector: bytes) -> None:
        """Keep what a document means, instead of what was kept before."""
        self.forget_meaning(document)
        values = {"document_id": document, "vector": vector}
        self.connection.execute(insert(search_meanings).values(values))

    def forget_meaning(self, document: int) -> None:
        """Note that a document says something else now."""
        gone = delete(search_meanings).where(_MEANING.document_id == document)
        self.connection.execute(gone)

    def meanings(self, limit: int, after: int) -> Sequence[tuple[int, int, bytes]]:
        """Ids, documents and vectors of the next meanings after that id, oldest first."""
        query = (
            select(_MEANING.id, _MEANING.document_id, _MEANING.vector)
            .where(_MEANING.id > after)
            .order_by(_MEANING.id)
            .limit(limit)
        )
        return [(id, document, vector) for id, document, vector in self.connection.execute(query)]

    def last_meaning(self) -> int:
        """The id of the newest meaning, 0 if there is none."""
        last: int = self.connection.execute(select(func.max(_MEANING.id))).scalar() or 0
        return last

    def of_documents(
        self, documents: Collection[int], scope: Scope, filters: Filters
    ) -> Sequence[Match]:
        """Those of these documents that are in `scope`, with the score 0."""
        own = _DOCUMENT.id.in_(list(documents))
        query = select(*MATCHED).where(own, condition(scope, filters))
        return [Match._make((*row, 0.0)) for row in self.connection.execute(query).tuples()]
