"""Users, API keys, memberships, prefixes and secrets, stored."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import (
    CompoundSelect,
    bindparam,
    delete,
    func,
    insert,
    select,
    union,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from gofigr_jupyter.ids import UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import ApiKey, Level, Member, Moment, User
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.people_tables import organization_members
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import (
    api_keys,
    members,
    prefixes,
    secrets,
    users,
    workspaces,
)

USERS = Mapped(users, User)
_BY_NAME = USERS.select().where(func.lower(users.c.username) == bindparam("name"))
_BY_EMAIL = (
    USERS.select()
    .where(func.lower(users.c.email) == bindparam("email"))
    .order_by(users.c.date_joined)
)
KEYS = Mapped(api_keys, ApiKey)
_BY_DIGEST = KEYS.select().where(api_keys.c.digest == bindparam("digest"))
_OF_USER = KEYS.select().where(api_keys.c.user_id == bindparam("user")).order_by(api_keys.c.created)
_LEVEL = select(members.c.level).where(
    members.c.workspace_id == bindparam("workspace"), members.c.user_id == bindparam("user")
)
_STANDING = (
    select(members.c.level.label("own"), organization_members.c.level.label("given"))
    .select_from(workspaces)
    .join(
        members,
        (members.c.workspace_id == workspaces.c.id) & (members.c.user_id == bindparam("user")),
        isouter=True,
    )
    .join(
        organization_members,
        (organization_members.c.organization_id == workspaces.c.organization_id)
        & (organization_members.c.user_id == bindparam("user")),
        isouter=True,
    )
    .where(workspaces.c.id == bindparam("workspace"))
)


class UserRows(TableRows[User]):
    """Implements `domain.ports.Users`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, USERS)

    def by_name(self, username: str) -> User | None:
        """The account with this name, whatever the case of its letters."""
        if "\0" in username:  # which PostgreSQL refuses to look for
            return None
        return self.first(_BY_NAME, name=username.lower())

    def by_email(self, email: str) -> User | None:
        """The first account with this address, whatever the case of its letters."""
        return self.first(_BY_EMAIL, email=email.lower())

    def all(self) -> Sequence[User]:
        """Every account, by name."""
        return self.every(USERS.select().order_by(users.c.username))

    def share_a_workspace(self, one: UserId, other: UserId) -> bool:
        """Whether two users belong to a common workspace or organization."""
        mine, theirs = _places(one).subquery(), _places(other).subquery()
        common = select(mine.c.id).where(mine.c.id.in_(select(theirs.c.id))).limit(1)
        return self.connection.execute(common).first() is not None


def _places(user: UserId) -> CompoundSelect[str]:
    """The ids of the workspaces and organizations that a user belongs to."""
    given = organization_members
    of_organization = (workspaces.c.organization_id == given.c.organization_id) & (
        given.c.user_id == user
    )
    return union(
        select(members.c.workspace_id.label("id")).where(members.c.user_id == user),
        select(given.c.organization_id).where(given.c.user_id == user),
        select(workspaces.c.id).join_from(workspaces, given, of_organization),
    )


class ApiKeyRows(TableRows[ApiKey]):
    """Implements `domain.ports.ApiKeys`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, KEYS)

    def by_digest(self, digest: str) -> ApiKey | None:
        """The key with this SHA-256."""
        return self.first(_BY_DIGEST, digest=digest)

    def of_user(self, user: UserId) -> Sequence[ApiKey]:
        """A user's keys, oldest first."""
        return self.every(_OF_USER, user=user)


class MemberRows:
    """Implements `domain.ports.Members`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def level(self, workspace: WorkspaceId, user: UserId) -> Level | None:
        """A user's own level in a workspace; None for those who are no members."""
        found = self.connection.execute(_LEVEL, {"workspace": workspace, "user": user})
        level: Level | None = found.scalar()
        return level

    def standing(self, workspace: WorkspaceId, user: UserId) -> Level | None:
        """The higher of a user's own level and the one that the organization gives."""
        row = self.connection.execute(_STANDING, {"workspace": workspace, "user": user}).first()
        if row is None:
            return None
        levels = (row.own, row.given.inside if row.given else None)
        return max((level for level in levels if level), key=lambda level: level.rank, default=None)

    def of_workspace(self, workspace: WorkspaceId) -> Sequence[tuple[str, Level]]:
        """Username and level of each member, in the order they joined."""
        found = self.connection.execute(
            select(users.c.username, members.c.level)
            .join_from(members, users, members.c.user_id == users.c.id)
            .where(members.c.workspace_id == workspace)
            .order_by(members.c.joined, users.c.username)
        )
        return [(row.username, row.level) for row in found]

    def put(self, member: Member) -> None:
        """Make somebody a member, or give a member another level."""
        self.remove(member.workspace_id, member.user_id)
        self.connection.execute(insert(members), vars(member))

    def change_level(self, workspace: WorkspaceId, user: UserId, level: Level) -> None:
        """Give a member another level."""
        self.connection.execute(
            update(members)
            .where(members.c.workspace_id == workspace, members.c.user_id == user)
            .values(level=level)
        )

    def remove(self, workspace: WorkspaceId, user: UserId) -> None:
        """End a membership."""
        self.connection.execute(
            delete(members).where(members.c.workspace_id == workspace, members.c.user_id == user)
        )


class PrefixRows:
    """Implements `domain.ports.Prefixes`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, prefix: str, *, user: UserId, at: Moment) -> bool:
        """Store a prefix; False when it was given out before."""
        dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
        added = self.connection.execute(
            dialect.insert(prefixes)
            .values(prefix=prefix, user_id=user, created=at)
            .on_conflict_do_nothing()
            .returning(prefixes.c.prefix)  # the row count of an insert is not always told
        )
        return added.first() is not None


class SecretRows:
    """Implements `domain.ports.Secrets`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get_or_add(self, name: str, make: Callable[[], str]) -> str:
        """The secret with this name, made at the first call."""
        dialect = postgresql if self.connection.dialect.name == "postgresql" else sqlite
        wanted = select(secrets.c.value).where(secrets.c.name == name)
        found: str | None = self.connection.execute(wanted).scalar()
        if found is not None:
            return found
        self.connection.execute(
            dialect.insert(secrets).values(name=name, value=make()).on_conflict_do_nothing()
        )
        return str(self.connection.execute(wanted).scalar_one())
