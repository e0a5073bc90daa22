"""Settings of assistants and the record of their use, stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, select

from gofigr_jupyter.ids import RevisionId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.insight.model import (
    AiSettings,
    AiUse,
    Outcome,
    Provider,
    Purpose,
    Tally,
)
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.insight.insight_tables import ai_settings, ai_uses
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import revisions, workspaces

SETTINGS = Mapped(ai_settings, AiSettings)
USES = Mapped(ai_uses, AiUse)
UNASKED = (Purpose.PREVIEW, Purpose.TRY)
"""Uses that are no questions."""

_OF_WORKSPACE = SETTINGS.select().where(ai_settings.c.workspace_id == bindparam("workspace"))
_OF_SERVICE = SETTINGS.select().where(ai_settings.c.workspace_id.is_(None))
_TITLED = select(ai_settings.c.id).where(ai_settings.c.titles).limit(1)
_OWN, _ALL = ai_settings.alias("own"), ai_settings.alias("every")
_UNTITLED = (
    select(revisions.c.id)
    .select_from(workspaces)
    .join(_OWN, _OWN.c.workspace_id == workspaces.c.id, isouter=True)
    .join(_ALL, _ALL.c.workspace_id.is_(None), isouter=True)
    .join(revisions, revisions.c.workspace_id == workspaces.c.id)
    .where(
        func.coalesce(_OWN.c.titles, _ALL.c.titles),
        revisions.c.created_on >= func.coalesce(_OWN.c.updated_on, _ALL.c.updated_on),
        revisions.c.created_on >= bindparam("since"),
        revisions.c.ai_title.is_(None),
        revisions.c.ai_description.is_(None),
    )
    .order_by(revisions.c.created_on)
    .limit(bindparam("at_most"))
)
_TITLE_OF = (
    USES.select()
    .where(
        ai_uses.c.revision_id == bindparam("revision"),
        ai_uses.c.purpose == Purpose.TITLE,
        ai_uses.c.outcome == Outcome.ANSWERED,
    )
    .order_by(ai_uses.c.at.desc())
    .limit(1)
)
_COUNT = select(func.count()).where(
    ai_uses.c.workspace_id == bindparam("workspace"),
    ai_uses.c.at >= bindparam("since"),
    ai_uses.c.provider != Provider.LOCAL,
    ai_uses.c.purpose.not_in(UNASKED),
)
_OF_USER = (
    select(
        ai_uses.c.provider,
        ai_uses.c.model,
        func.count(),
        func.sum(ai_uses.c.input_tokens),
        func.sum(ai_uses.c.output_tokens),
    )
    .where(
        ai_uses.c.user_id == bindparam("user"),
        ai_uses.c.at >= bindparam("since"),
        ai_uses.c.purpose.not_in(UNASKED),
    )
    .group_by(ai_uses.c.provider, ai_uses.c.model)
    .order_by(ai_uses.c.provider, ai_uses.c.model)
)


class AiChoiceRows:
    """Implements `domain.insight.ports.AiChoices`."""

    def __init__(self, connection: Connection) -> None:
        self._rows = TableRows(connection, SETTINGS)
        self._connection = connection

    def of(self, workspace: WorkspaceId | None) -> AiSettings | None:
        """Those of a workspace, or for None those of the service; None where nobody chose."""
        if workspace is None:
            return self._rows.first(_OF_SERVICE)
        return self._rows.first(_OF_WORKSPACE, workspace=workspace)

    def titled(self) -> bool:
        """Whether revisions get titles in some workspace."""
        return self._connection.execute(_TITLED).first() is not None

    def untitled(self, *, since: Moment, limit: int) -> Sequence[RevisionId]:
        """Revisions made since then that should have a title or a description, oldest first.

        Only those count that were made since that was chosen for their workspace.
        """
        values = {"since": since, "at_most": limit}
        return [row[0] for row in self._connection.execute(_UNTITLED, values).tuples()]

    def put(self, settings: AiSettings) -> None:
        """Keep settings in place of those of the same workspace."""
        self.remove(settings.workspace_id)
        self._rows.add(settings)

    def remove(self, workspace: WorkspaceId | None) -> None:
        """Forget a choice."""
        column = ai_settings.c.workspace_id
        here = column.is_(None) if workspace is None else column == workspace
        self._connection.execute(delete(ai_settings).where(here))


class AiUseRows(TableRows[AiUse]):
    """Implements `domain.insight.ports.AiUses`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, USES)

    def count(self, workspace: WorkspaceId, *, since: Moment) -> int:
        """How many questions of a workspace went to models elsewhere since then."""
        values = {"workspace": workspace, "since": since}
        number: int = self.connection.execute(_COUNT, values).scalar_one()
        return number

    def of_user(self, user: UserId, *, since: Moment) -> Sequence[Tally]:
        """What a user asked since then, by provider and model."""
        rows = self.connection.execute(_OF_USER, {"user": user, "since": since}).tuples()
        return [
            Tally(provider=p, model=m, questions=n, input_tokens=int(i), output_tokens=int(o))
            for p, m, n, i, o in rows
        ]

    def titled(self, revision: RevisionId) -> AiUse | None:
        """What last gave a revision its title and description."""
        return self.first(_TITLE_OF, revision=revision)

    def has_seen(self, user: UserId, *, workspace: WorkspaceId | None, host: str) -> bool:
        """Whether a user saw what is sent to a host from a workspace."""
        place = ai_uses.c.workspace_id
        query = select(ai_uses.c.id).where(
            ai_uses.c.user_id == user,
            place.is_(None) if workspace is None else place == workspace,
            ai_uses.c.purpose == Purpose.PREVIEW,
            ai_uses.c.host == host,
        )
        return self.connection.execute(query.limit(1)).first() is not None
