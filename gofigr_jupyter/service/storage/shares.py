"""Who may read what besides members, stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, delete, exists, insert, or_, select

from gofigr_jupyter.ids import UserId, new_id
from gofigr_jupyter.service.domain.assets.ports import Shared
from gofigr_jupyter.service.domain.model import Kind, Moment
from gofigr_jupyter.service.storage.assets.tables import shares
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.tables import users

_COLUMN = {
    Kind.ANALYSIS: shares.c.analysis_id,
    Kind.FIGURE: shares.c.figure_id,
    Kind.REVISION: shares.c.revision_id,
    Kind.ASSET: shares.c.asset_id,
    Kind.ASSET_REVISION: shares.c.asset_revision_id,
    Kind.STORY: shares.c.story_id,
}


class ShareRows:
    """Implements `domain.assets.ports.Shares`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, target: Shared, *, user: UserId | None, at: Moment) -> None:
        """Share a thing with a user, or by link for None. Once more changes nothing."""
        if self._exists(and_(_is(target), _with(user))):
            return
        column = _COLUMN[target[0]].name
        self.connection.execute(
            insert(shares).values(id=new_id(), user_id=user, created=at, **{column: target[1]})
        )

    def remove(self, target: Shared, *, user: UserId | None) -> None:
        """End the sharing of a thing with a user, or by link for None."""
        self.connection.execute(delete(shares).where(_is(target), _with(user)))

    def users_of(self, target: Shared) -> Sequence[str]:
        """Names of the users that a thing is shared with, first one first."""
        names = (
            select(users.c.username)
            .join(shares, shares.c.user_id == users.c.id)
            .where(_is(target))
            .order_by(shares.c.created)
        )
        return self.connection.execute(names).scalars()

    def has_link(self, target: Shared) -> bool:
        """Whether a thing is shared by link."""
        return self._exists(and_(_is(target), _with(None)))

    def reach(self, targets: Sequence[Shared], *, user: UserId | None) -> bool:
        """Whether any of the things is shared by link, or with this user."""
        found = or_(*(_is(target) for target in targets))
        who = _with(None) if user is None else or_(_with(None), _with(user))
        return self._exists(and_(found, who))

    def given(self, targets: Sequence[Shared], *, user: UserId) -> bool:
        """Whether any of the things is shared with this user by name."""
        return self._exists(and_(or_(*(_is(target) for target in targets)), _with(user)))

    def _exists(self, condition: ColumnElement[bool]) -> bool:
        there: bool = self.connection.execute(select(exists().where(condition))).scalar_one()
        return there


def _is(target: Shared) -> ColumnElement[bool]:
    kind, id = target
    return _COLUMN[kind] == id


def _with(user: UserId | None) -> ColumnElement[bool]:
    return shares.c.user_id.is_(None) if user is None else shares.c.user_id == user
