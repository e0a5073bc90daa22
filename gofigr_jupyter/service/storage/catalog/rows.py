"""The catalog as queries: the ids of a page are found by an index first, then told in full."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Subquery,
    Table,
    and_,
    func,
    null,
    or_,
    select,
    union,
    union_all,
)

from gofigr_jupyter.ids import WorkspaceId
from gofigr_jupyter.service.domain.catalog.catalog import (
    Entry,
    NamedAnalysis,
    NewestRevision,
    Wanted,
)
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.storage.assets.tables import assets
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.tables import analyses, figures, revisions

MOST_MERGED = 100
_TABLES = {Kind.FIGURE: figures, Kind.ANALYSIS: analyses, Kind.ASSET: assets}


class CatalogRows:
    """Implements `domain.catalog.catalog.Catalog`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def page(
        self, wanted: Wanted, inside: Collection[WorkspaceId], *, offset: int, limit: int
    ) -> Sequence[Entry]:
        """Those of what is wanted that come after the first `offset`, newest first."""
        table = _TABLES[wanted.kind]
        some = _newest(table, wanted, inside, offset + limit)
        order = (some.c.touched_on.desc(), some.c.id)
        on_page = select(some.c.id).order_by(*order).offset(offset).limit(limit).subquery()
        query = _whole(table).where(table.c.id.in_(select(on_page.c.id)))
        found = self.connection.execute(query.order_by(table.c.touched_on.desc(), table.c.id))
        return [_entry(wanted.kind, told) for told in found.mappings()]

    def count(self, wanted: Wanted, inside: Collection[WorkspaceId], *, most: int) -> int:
        """How many are wanted; counting ends at `most`."""
        table = _TABLES[wanted.kind]
        some = select(table.c.id).where(_condition(table, wanted, inside)).limit(most)
        query = select(func.count()).select_from(some.subquery())
        number: int = self.connection.execute(query).scalar_one()
        return number

    def analyses(self, inside: Collection[WorkspaceId], *, most: int) -> Sequence[NamedAnalysis]:
        """The analyses that were touched last."""
        query = (
            select(analyses.c.id, analyses.c.name, analyses.c.workspace_id)
            .where(analyses.c.workspace_id.in_(inside))
            .order_by(analyses.c.touched_on.desc())
            .limit(most)
        )
        return [NamedAnalysis(**row) for row in self.connection.execute(query).mappings()]

    def authors(self, inside: Collection[WorkspaceId]) -> Sequence[str]:
        """Names of those who made analyses, figures or assets, in their order."""
        made = [
            select(table.c.created_by.label("name")).where(table.c.workspace_id.in_(inside))
            for table in _TABLES.values()
        ]
        return sorted(self.connection.execute(union(*made)).scalars())


def _newest(table: Table, wanted: Wanted, inside: Collection[WorkspaceId], limit: int) -> Subquery:
    """Ids and times of the `limit` newest. An index has the order within a workspace, so those
    of each are merged; only somebody with very many workspaces has all rows sorted."""
    separate = len(inside) <= MOST_MERGED
    groups = [[each] for each in inside] if separate and inside else [list(inside)]
    newest = [
        select(table.c.id, table.c.touched_on)
        .where(_condition(table, wanted, group))
        .order_by(table.c.touched_on.desc(), table.c.id)
        .limit(limit)
        .subquery()
        for group in groups
    ]
    return union_all(*(select(each) for each in newest)).subquery()


def _condition(
    table: Table, wanted: Wanted, inside: Collection[WorkspaceId]
) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = [table.c.workspace_id.in_(inside)]
    parts += [_has_word(table, word, inside) for word in wanted.words]
    if wanted.analysis is not None:
        own = table.c.id if table is analyses else table.c.analysis_id
        parts.append(own == wanted.analysis)
    if wanted.author is not None:
        changed_by = func.coalesce(table.c.child_updated_by, table.c.updated_by)
        parts.append(or_(table.c.created_by == wanted.author, changed_by == wanted.author))
    if wanted.since is not None:
        parts.append(table.c.touched_on >= wanted.since)
    if wanted.ids is not None:
        parts.append(table.c.id.in_(wanted.ids))
    if wanted.without:
        parts.append(table.c.id.not_in(wanted.without))
    return and_(*parts)


def _has_word(table: Table, word: str, inside: Collection[WorkspaceId]) -> ColumnElement[bool]:
    own = _names(table, word)
    if table is analyses:
        return own
    named = select(analyses.c.id).where(analyses.c.workspace_id.in_(inside))
    return or_(own, table.c.analysis_id.in_(named.where(_names(analyses, word))))


def _names(table: Table, word: str) -> ColumnElement[bool]:
    # SQLite's lower() knows ASCII only; other letters are tried as they are commonly written.
    ways = {word} if word.isascii() else {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(table.c.name.icontains(way, autoescape=True) for way in sorted(ways)))


def _whole(table: Table) -> Select[*tuple[object, ...]]:
    changed_by = func.coalesce(table.c.child_updated_by, table.c.updated_by, table.c.created_by)
    columns = (
        table.c.id,
        table.c.name,
        table.c.workspace_id,
        changed_by.label("changed_by"),
        table.c.touched_on,
    )
    if table is analyses:
        return select(*columns, null().label("analysis_id"), null().label("analysis_name"))
    told = (*columns, table.c.analysis_id, analyses.c.name.label("analysis_name"))
    if table is assets:
        # An analysis that moved elsewhere may be in a workspace that the caller cannot see.
        here = analyses.c.workspace_id == table.c.workspace_id
        claims = and_(analyses.c.id == table.c.analysis_id, here)
        return select(*told).join(analyses, claims, isouter=True)
    number = select(func.max(revisions.c.revision_index)).where(
        revisions.c.figure_id == figures.c.id
    )
    return (
        select(
            *told,
            revisions.c.id.label("revision_id"),
            revisions.c.short_id,
            revisions.c.revision_index,
        )
        .join_from(figures, analyses, analyses.c.id == figures.c.analysis_id)
        .join(
            revisions,
            and_(
                revisions.c.figure_id == figures.c.id,
                revisions.c.revision_index == number.correlate(figures).scalar_subquery(),
            ),
            isouter=True,
        )
    )


def _entry(kind: Kind, told: dict[str, Any]) -> Entry:
    revision = told.pop("revision_id", None)
    short_id, index = told.pop("short_id", None), told.pop("revision_index", None)
    newest = None
    if revision is not None:
        newest = NewestRevision(id=revision, short_id=short_id, revision_index=index)
    return Entry(kind=kind, newest=newest, **told)
