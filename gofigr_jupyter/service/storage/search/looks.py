"""Looks, stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import delete, func, insert, select, update

from gofigr_jupyter.ids import RevisionId
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.search.looks import Look, Unread, Unseen
from gofigr_jupyter.service.domain.search.model import Filters, Match, Scope
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.search.conditions import condition
from gofigr_jupyter.service.storage.search.statements import MATCHED
from gofigr_jupyter.service.storage.search.tables import search_documents, search_looks

_DOCUMENT = search_documents.c
_LOOK = search_looks.c
_ITS = _LOOK.document_id == _DOCUMENT.id


class LookRows:
    """Implements `domain.search.looks.Looks`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def unseen(self, limit: int) -> Sequence[Unseen]:
        """Revisions whose documents were written since somebody looked at their pictures."""
        query = (
            select(_DOCUMENT.id, _DOCUMENT.revision_id, _LOOK.picture)
            .join_from(search_documents, search_looks, _ITS, isouter=True)
            .where(_DOCUMENT.is_unseen.is_(True), _DOCUMENT.kind == Kind.REVISION)
            .order_by(_DOCUMENT.id)
            .limit(limit)
        )
        return [Unseen._make(row) for row in self.connection.execute(query).tuples()]

    def seen(self, document: int, look: Look | None) -> None:
        """Note that somebody looked; keep `look` instead of what was kept before."""
        self.connection.execute(
            update(search_documents).where(_DOCUMENT.id == document).values(is_unseen=False)
        )
        if look is not None:
            self.connection.execute(delete(search_looks).where(_LOOK.document_id == document))
            values = {"document_id": document, **vars(look)}
            self.connection.execute(insert(search_looks).values(values))

    def unread(self, limit: int) -> Sequence[Unread]:
        """Looks at pictures in which nobody has read, oldest first."""
        query = (
            select(_LOOK.id, _DOCUMENT.revision_id, _LOOK.picture)
            .join_from(search_looks, search_documents, _ITS)
            .where(_LOOK.text.is_(None))
            .order_by(_LOOK.id)
            .limit(limit)
        )
        return [Unread._make(row) for row in self.connection.execute(query).tuples()]

    def read(self, look: int, text: str) -> None:
        """Note what is written in a picture, empty for nothing."""
        self.connection.execute(update(search_looks).where(_LOOK.id == look).values(text=text))

    def text(self, revision: RevisionId) -> str:
        """What is written in the picture of a revision, as far as somebody read it."""
        query = (
            select(_LOOK.text)
            .join_from(search_looks, search_documents, _ITS)
            .where(_DOCUMENT.source_id == revision, _DOCUMENT.kind == Kind.REVISION)
        )
        return self.connection.execute(query).scalar() or ""

    def newest(self, limit: int, *, after: int) -> Sequence[tuple[int, bytes]]:
        """Ids and features of the newest looks with features after that id, oldest first."""
        query = (
            select(_LOOK.id, _LOOK.features)
            .where(_LOOK.id > after, _LOOK.features != b"")
            .order_by(_LOOK.id.desc())
            .limit(limit)
        )
        rows = self.connection.execute(query).tuples()
        return [(id, features) for id, features in reversed(list(rows))]

    def count(self, *, after: int, most: int) -> int:
        """How many looks with features came after that id, counted up to `most`."""
        kept = select(_LOOK.id).where(_LOOK.id > after, func.length(_LOOK.features) > 0)
        some = kept.limit(most).subquery()
        number: int = self.connection.execute(select(func.count()).select_from(some)).scalar_one()
        return number

    def copies(self, looks: Collection[int]) -> Mapping[int, bytes]:
        """Small copies of the pictures, by the ids of looks."""
        query = select(_LOOK.id, _LOOK.copy).where(_LOOK.id.in_(list(looks)))
        return dict(map(tuple, self.connection.execute(query).tuples()))

    def matches(
        self, looks: Collection[int], scope: Scope, filters: Filters
    ) -> Sequence[tuple[int, Match]]:
        """The documents in `scope` with these looks, each with its look's id."""
        query = (
            select(_LOOK.id.label("look"), *MATCHED)
            .join_from(search_looks, search_documents, _ITS)
            .where(_LOOK.id.in_(list(looks)), condition(scope, filters))
        )
        rows = self.connection.execute(query).tuples()
        return [(look, Match._make((*match, 0.0))) for look, *match in rows]
