"""Revisions, their data objects, and what happened, stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import Executable, bindparam, delete, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from gofigr_jupyter.ids import (
    AnalysisId,
    AssetRevisionId,
    ContentHash,
    FigureId,
    RevisionId,
    StoreId,
)
from gofigr_jupyter.service.domain.model import DataItem, Event, Moment, Revision
from gofigr_jupyter.service.storage.assets.tables import asset_data_items
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import (
    LARGEST_INDEX,
    blobs,
    data_items,
    events,
    revisions,
)

REVISIONS = Mapped(revisions, Revision)
_BY_SHORT_ID = REVISIONS.select().where(revisions.c.short_id == bindparam("short_id"))
_OF_FIGURE = REVISIONS.select().where(revisions.c.figure_id == bindparam("figure"))
_IN_FIGURE = _OF_FIGURE.order_by(revisions.c.revision_index)
_NEWEST_IN_FIGURE = _OF_FIGURE.order_by(revisions.c.revision_index.desc()).limit(1)
_NEWEST_IN_ANALYSIS = (
    REVISIONS.select()
    .where(revisions.c.analysis_id == bindparam("analysis"))
    .order_by(revisions.c.created_on.desc())
    .limit(1)
)
_SAME_FIGURE = revisions.alias()
_NEWEST_OF_FIGURES = REVISIONS.select().where(
    revisions.c.analysis_id == bindparam("analysis"),
    revisions.c.revision_index
    == select(func.max(_SAME_FIGURE.c.revision_index))
    .where(_SAME_FIGURE.c.figure_id == revisions.c.figure_id)
    .correlate(revisions)
    .scalar_subquery(),
)
_BEFORE = _OF_FIGURE.where(revisions.c.revision_index < bindparam("index"))
_AFTER = _OF_FIGURE.where(revisions.c.revision_index > bindparam("index"))
_LAST = _BEFORE.order_by(revisions.c.revision_index.desc()).limit(bindparam("at_most"))
_PREVIOUS = _BEFORE.order_by(revisions.c.revision_index.desc()).limit(1)
_NEXT = _AFTER.order_by(revisions.c.revision_index).limit(1)
DATA = Mapped(data_items, DataItem)
ASSET_DATA = Mapped(asset_data_items, DataItem)
_ADD_BLOB = {
    "sqlite": sqlite.insert(blobs).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(blobs).on_conflict_do_nothing(),
}
_ADD_EVENT = insert(events).inline()


class RevisionRows(TableRows[Revision]):
    """Implements `domain.ports.Revisions`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, REVISIONS)

    def by_short_id(self, short_id: str) -> Revision | None:
        """The revision with this short id."""
        return self.first(_BY_SHORT_ID, short_id=short_id)

    def in_figure(self, figure: FigureId) -> Sequence[Revision]:
        """Those of a figure, oldest first."""
        return self.every(_IN_FIGURE, figure=figure)

    def last_in_figure(
        self, figure: FigureId, limit: int, *, before: int | None = None
    ) -> Sequence[Revision]:
        """The newest ones of a figure, newest first; with `before`, of those below that index."""
        index = LARGEST_INDEX if before is None else before
        return self.every(_LAST, figure=figure, index=index, at_most=limit)

    def newest_in_figure(self, figure: FigureId) -> Revision | None:
        """The newest one of a figure."""
        return self.first(_NEWEST_IN_FIGURE, figure=figure)

    def newest_in_analysis(self, analysis: AnalysisId) -> Revision | None:
        """The one made last in an analysis."""
        return self.first(_NEWEST_IN_ANALYSIS, analysis=analysis)

    def newest_of_figures(self, analysis: AnalysisId) -> Sequence[Revision]:
        """The newest one of each figure of an analysis."""
        return self.every(_NEWEST_OF_FIGURES, analysis=analysis)

    def neighbors(self, revision: Revision) -> tuple[Revision | None, Revision | None]:
        """The revisions of the same figure just before and just after this one."""
        place = {"figure": revision.figure_id, "index": revision.revision_index}
        return self.first(_PREVIOUS, **place), self.first(_NEXT, **place)


class DataRows(TableRows[DataItem]):
    """Implements `domain.ports.DataItems` over the data of figures' or of assets' revisions."""

    def __init__(self, connection: Connection, mapped: Mapped[DataItem]) -> None:
        super().__init__(connection, mapped)

    def of_revision(self, revision: RevisionId | AssetRevisionId) -> Sequence[DataItem]:
        """Those of a revision, in their order."""
        return self.every(_of_revision(self.mapped), revision=revision)

    def add_all(self, items: Sequence[DataItem], at: Moment) -> None:
        """Store several at once, with a note of their bytes."""
        if not items:
            return
        sizes = {item.hash: item.size_bytes for item in items}
        self.connection.execute(
            _ADD_BLOB[self.connection.dialect.name],
            [{"hash": hash, "size_bytes": sizes[hash], "created": at} for hash in sorted(sizes)],
        )
        self.connection.execute(self.mapped.insert, [vars(item) for item in items])

    def mentioned(
        self, hashes: Collection[ContentHash], *, store: StoreId | None
    ) -> Collection[ContentHash]:
        """Those of the hashes that some data object has whose bytes were put there."""
        table = self.mapped.table.c
        here = table.hash.in_(list(hashes)) & table.store_id.is_not_distinct_from(store)
        found = self.connection.execute(select(table.hash).where(here).distinct())
        return [ContentHash(hash) for (hash,) in found]

    def stores_of(self, hash: ContentHash) -> Collection[StoreId | None]:
        """Where the bytes of data objects with this hash were put."""
        table = self.mapped.table.c
        found = self.connection.execute(select(table.store_id).where(table.hash == hash).distinct())
        return [store for (store,) in found]

    def remove_of(self, revision: RevisionId | AssetRevisionId) -> None:
        """Delete those of a revision."""
        self.connection.execute(_remove_of(self.mapped), {"revision": revision})


@cache
def _of_revision(mapped: Mapped[DataItem]) -> Executable:
    columns = mapped.table.c
    return (
        mapped.select()
        .where(columns.revision_id == bindparam("revision"))
        .order_by(columns.position)
    )


@cache
def _remove_of(mapped: Mapped[DataItem]) -> Executable:
    table = mapped.table
    return delete(table).where(table.c.revision_id == bindparam("revision"))


class EventRows:
    """Implements `domain.ports.Events`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, event: Event) -> None:
        """Store one event."""
        self.connection.execute(_ADD_EVENT, vars(event))
