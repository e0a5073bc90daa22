"""What happened, read back for logs and audits; and what staff may count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    true,
)

from gofigr_jupyter.ids import AnalysisId, OrganizationId, WorkspaceId
from gofigr_jupyter.service.domain.model import Event, Kind, Level, Moment
from gofigr_jupyter.service.domain.people.model import LogItem, StorageUse
from gofigr_jupyter.service.domain.people.news import News
from gofigr_jupyter.service.domain.tasks import TaskKind
from gofigr_jupyter.service.storage.assets.tables import asset_revisions, assets
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.people_tables import (
    device_logins,
    invitations,
    organizations,
    resets,
)
from gofigr_jupyter.service.storage.rows import Mapped
from gofigr_jupyter.service.storage.stories.story_tables import stories
from gofigr_jupyter.service.storage.tables import (
    analyses,
    blobs,
    events,
    figures,
    members,
    revisions,
    users,
    workspaces,
)
from gofigr_jupyter.service.storage.tasks import tasks

MOST_READ = 1000
"""Events that are looked through for those whose things are still there."""
MOST_COUNTED = 10_000
EVENTS = Mapped(events, Event)
_TABLES = {
    Kind.WORKSPACE: workspaces,
    Kind.ORGANIZATION: organizations,
    Kind.ANALYSIS: analyses,
    Kind.FIGURE: figures,
    Kind.REVISION: revisions,
    Kind.ASSET: assets,
    Kind.ASSET_REVISION: asset_revisions,
    Kind.STORY: stories,
}


def _exists(table: Table) -> ColumnElement[bool]:
    there = table.alias()  # a log joins analyses itself
    return exists().where(there.c.id == events.c.target_id).correlate(events)


_IS_THERE: ColumnElement[bool] = case(
    *((events.c.target_type == kind, _exists(table)) for kind, table in _TABLES.items()),
    else_=true(),
)
_ITEMS = (
    EVENTS.select()
    .add_columns(_IS_THERE.label("is_there"), analyses.c.name.label("analysis_name"))
    .join_from(events, analyses, analyses.c.id == events.c.analysis_id, isouter=True)
)
_LOUD = events.c.silent.is_(False)


def _newest(items: Select[*tuple[Any, ...]], *wanted: ColumnElement[bool]) -> Select[Any]:
    """Of those `items`, the newest `at_most`."""
    return items.where(*wanted).order_by(events.c.seq.desc()).limit(bindparam("at_most"))


_IN_WORKSPACE = events.c.workspace_id == bindparam("workspace")
_OF_WORKSPACE = _newest(_ITEMS, _IN_WORKSPACE, _LOUD)
_READ_OF_WORKSPACE = (
    select(events.c.seq)
    .where(_IN_WORKSPACE, _LOUD)
    .order_by(events.c.seq.desc())
    .limit(bindparam("most_read"))
)
_LEFT_OF_WORKSPACE = _newest(_ITEMS, events.c.seq.in_(_READ_OF_WORKSPACE), _IS_THERE)
_OF_ANALYSIS = _newest(_ITEMS, events.c.analysis_id == bindparam("analysis"), _LOUD)
_OF_ORGANIZATION = _newest(
    _ITEMS,
    or_(
        events.c.organization_id == bindparam("organization"),
        events.c.workspace_id.in_(
            select(workspaces.c.id).where(workspaces.c.organization_id == bindparam("organization"))
        ),
    ),
    _LOUD,
)
_NEWEST = select(func.max(events.c.seq))
_IS_OF_REVISION = (events.c.target_type == Kind.REVISION) & (revisions.c.id == events.c.target_id)
_NEWS = (
    EVENTS.select()
    .add_columns(events.c.seq, revisions.c.figure_id.label("figure"))
    .join_from(events, revisions, _IS_OF_REVISION, isouter=True)
    .order_by(events.c.seq)
)


class ActivityRows:
    """Implements `domain.people.ports.Activity`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of_workspace(
        self, workspace: WorkspaceId, *, limit: int, with_deleted: bool = True
    ) -> Sequence[LogItem]:
        """What happened in a workspace, newest first."""
        if with_deleted:
            return self._items(_OF_WORKSPACE, workspace=workspace, at_most=limit)
        return self._items(
            _LEFT_OF_WORKSPACE, workspace=workspace, most_read=MOST_READ, at_most=limit
        )

    def of_analysis(self, analysis: AnalysisId, *, limit: int) -> Sequence[LogItem]:
        """What happened in an analysis, newest first."""
        return self._items(_OF_ANALYSIS, analysis=analysis, at_most=limit)

    def of_organization(self, organization: OrganizationId, *, limit: int) -> Sequence[LogItem]:
        """What happened to an organization and in its workspaces, newest first."""
        return self._items(_OF_ORGANIZATION, organization=organization, at_most=limit)

    def item(self, id: str) -> LogItem | None:
        """The event with this id, unless it is silent."""
        row = self.connection.execute(_ITEMS.where(events.c.id == id, _LOUD)).first()
        return None if row is None else _item(row)

    def count(self, workspace: WorkspaceId) -> int:
        """How much happened in a workspace; counting ends at MOST_COUNTED."""
        some = select(events.c.seq).where(events.c.workspace_id == workspace, _LOUD)
        query = select(func.count()).select_from(some.limit(MOST_COUNTED).subquery())
        number: int = self.connection.execute(query).scalar_one()
        return number

    def audit(self, *, after: int, limit: int) -> Sequence[tuple[int, Event]]:
        """Every event, silent ones too, oldest first, each with its cursor, after that cursor."""
        query = EVENTS.select().add_columns(events.c.seq).where(events.c.seq > after)
        found = self.connection.execute(query.order_by(events.c.seq).limit(limit))
        return [(row.seq, _event(row)) for row in found]

    def newest(self) -> int:
        """The cursor of the event that came last; 0 before the first."""
        return int(self.connection.execute(_NEWEST).scalar() or 0)

    def news(self, *, after: int, missing: Collection[int], limit: int) -> Sequence[News]:
        """The events after a cursor, oldest first, and those `missing` before that are there."""
        late = self.connection.execute(_NEWS.where(events.c.seq.in_(missing))) if missing else ()
        came = self.connection.execute(_NEWS.where(events.c.seq > after).limit(limit))
        return [News(row.seq, _event(row), row.figure) for row in (*late, *came)]

    def _items(self, query: Select[Any], **parameters: object) -> Sequence[LogItem]:
        return [_item(row) for row in self.connection.execute(query, parameters)]


class CensusRows:
    """Implements `domain.people.ports.Census`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def storage(self) -> Sequence[StorageUse]:
        """Every workspace and how much it holds, largest first."""
        owns = (members.c.workspace_id == workspaces.c.id) & (members.c.level == Level.OWNER)
        found = self.connection.execute(
            select(
                workspaces.c.id.label("workspace_id"),
                workspaces.c.name,
                users.c.username.label("owner"),
                workspaces.c.organization_id,
                workspaces.c.size_bytes,
            )
            .join_from(workspaces, members, owns, isouter=True)
            .join(users, users.c.id == members.c.user_id, isouter=True)
            .order_by(workspaces.c.size_bytes.desc(), workspaces.c.created_on)
        )
        return [StorageUse(**row._asdict()) for row in found]

    def stored(self) -> tuple[int, int]:
        """How many blobs are kept and how many bytes they have."""
        size = func.coalesce(func.sum(blobs.c.size_bytes), 0)
        row = self.connection.execute(select(func.count(), size).select_from(blobs)).one()
        return int(row[0]), int(row[1])

    def forget_ended(self, before: Moment) -> None:
        """Delete invitations, password resets, device logins and mails that ended before then."""
        for table in (invitations, resets, device_logins):
            self.connection.execute(delete(table).where(table.c.expiry < before))
        ended = (tasks.c.kind == TaskKind.MAIL, tasks.c.finished < before)
        self.connection.execute(delete(tasks).where(*ended))


def _event(row: tuple[object, ...]) -> Event:
    return EVENTS.made(row[: len(EVENTS.names)])


def _item(row: Any) -> LogItem:  # noqa: ANN401  # a row with names
    return LogItem(
        event=_event(row),
        deleted=not row.is_there,
        analysis_name=row.analysis_name,
    )
