"""Organizations and their members, stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, insert, select, update

from gofigr_jupyter.ids import OrganizationId, UserId
from gofigr_jupyter.service.domain.model import Workspace
from gofigr_jupyter.service.domain.people.model import (
    Organization,
    OrganizationLevel,
    OrganizationMember,
)
from gofigr_jupyter.service.storage.contents import WORKSPACES
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.people_tables import organization_members, organizations
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import users, workspaces

ORGANIZATIONS = Mapped(organizations, Organization)
_OF_USER = (
    ORGANIZATIONS.select()
    .join(organization_members, organization_members.c.organization_id == organizations.c.id)
    .where(organization_members.c.user_id == bindparam("user"))
    .order_by(organizations.c.created_on)
)
_WORKSPACES_OF = (
    WORKSPACES.select()
    .where(workspaces.c.organization_id.in_(bindparam("organizations", expanding=True)))
    .order_by(workspaces.c.created_on)
)
_ONE = (
    organization_members.c.organization_id == bindparam("organization"),
    organization_members.c.user_id == bindparam("user"),
)
_LEVEL = select(organization_members.c.level).where(*_ONE)
_SET_LEVEL = update(organization_members).where(*_ONE).values(level=bindparam("new_level"))
_END = delete(organization_members).where(*_ONE)
_MEMBERS = (
    select(users.c.username, organization_members.c.level)
    .join_from(organization_members, users, organization_members.c.user_id == users.c.id)
    .where(organization_members.c.organization_id == bindparam("organization"))
    .order_by(organization_members.c.joined, users.c.username)
)


class OrganizationRows(TableRows[Organization]):
    """Implements `domain.people.ports.Organizations`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, ORGANIZATIONS)

    def of_user(self, user: UserId) -> Sequence[Organization]:
        """Those a user is a member of, oldest first."""
        return self.every(_OF_USER, user=user)

    def workspaces(self, organizations: Collection[OrganizationId]) -> Sequence[Workspace]:
        """The workspaces of the given organizations, oldest first."""
        found = self.connection.execute(_WORKSPACES_OF, {"organizations": list(organizations)})
        return [WORKSPACES.made(row) for row in found.tuples()]

    def level(self, organization: OrganizationId, user: UserId) -> OrganizationLevel | None:
        """A user's level in an organization; None for strangers."""
        found = self.connection.execute(_LEVEL, {"organization": organization, "user": user})
        level: OrganizationLevel | None = found.scalar()
        return level

    def members(self, organization: OrganizationId) -> Sequence[tuple[str, OrganizationLevel]]:
        """Username and level of each member, in the order they joined."""
        found = self.connection.execute(_MEMBERS, {"organization": organization})
        return [(row.username, row.level) for row in found]

    def put_member(self, member: OrganizationMember) -> None:
        """Make somebody a member, or give a member another level."""
        changed = self.connection.execute(
            _SET_LEVEL,
            {
                "organization": member.organization_id,
                "user": member.user_id,
                "new_level": member.level,
            },
        )
        if not changed.rowcount:
            self.connection.execute(insert(organization_members), vars(member))

    def remove_member(self, organization: OrganizationId, user: UserId) -> None:
        """End a membership."""
        self.connection.execute(_END, {"organization": organization, "user": user})
