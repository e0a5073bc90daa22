"""Settings of assistants and the record of their use, stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, func, select

from gofigr_jupyter.ids import UserId, WorkspaceId
from gofigr_jupyter.service.domain.insight.model import (
    AiSettings,
    AiUse,
    Provider,
    Purpose,
    Tally,
)
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.insight.insight_tables import ai_settings, ai_uses
from gofigr_jupyter.service.storage.rows import Mapped, TableRows

SETTINGS = Mapped(ai_settings, AiSettings)
USES = Mapped(ai_uses, AiUse)
UNASKED = (Purpose.PREVIEW, Purpose.TRY)
"""Uses that are no questions."""

_OF_WORKSPACE = SETTINGS.select().where(ai_settings.c.workspace_id == bindparam("workspace"))
_OF_SERVICE = SETTINGS.select().where(ai_settings.c.workspace_id.is_(None))
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
