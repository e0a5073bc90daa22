"""Invitations, storage choices, password resets and device logins, stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, bindparam, delete, insert, select, update

from gofigr_jupyter.ids import OrganizationId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.people.model import (
    DeviceLogin,
    DeviceState,
    Invitation,
    Reset,
    StorageChoice,
)
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.people_tables import (
    device_logins,
    invitations,
    resets,
    storage_choices,
)
from gofigr_jupyter.service.storage.rows import Mapped, TableRows

INVITATIONS = Mapped(invitations, Invitation)
_IN_ORDER = INVITATIONS.select().order_by(invitations.c.created)
_OF_WORKSPACE = _IN_ORDER.where(invitations.c.workspace_id == bindparam("workspace"))
_OF_ORGANIZATION = _IN_ORDER.where(invitations.c.organization_id == bindparam("organization"))
_BY_DIGEST = INVITATIONS.select().where(invitations.c.digest == bindparam("digest"))


class InvitationRows(TableRows[Invitation]):
    """Implements `domain.people.ports.Invitations`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, INVITATIONS)

    def by_digest(self, digest: str) -> Invitation | None:
        """The invitation whose token has this SHA-256."""
        return self.first(_BY_DIGEST, digest=digest)

    def of_workspace(self, workspace: WorkspaceId) -> Sequence[Invitation]:
        """Those into a workspace, oldest first."""
        return self.every(_OF_WORKSPACE, workspace=workspace)

    def of_organization(self, organization: OrganizationId) -> Sequence[Invitation]:
        """Those into an organization, oldest first."""
        return self.every(_OF_ORGANIZATION, organization=organization)


class StorageChoiceRows:
    """Implements `domain.people.ports.StorageChoices`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, owner: WorkspaceId | OrganizationId) -> StorageChoice | None:
        """What was chosen; None where nothing was."""
        table = storage_choices.c
        row = self.connection.execute(
            select(table.vendor, table.params, table.store_id).where(table.owner_id == owner)
        ).first()
        return None if row is None else StorageChoice(**row._asdict())

    def of_workspace(self, workspace: WorkspaceId, choice: StorageChoice) -> None:
        """Note the choice of a workspace."""
        self._put(workspace, choice, workspace_id=workspace)

    def of_organization(self, organization: OrganizationId, choice: StorageChoice) -> None:
        """Note the choice of an organization."""
        self._put(organization, choice, organization_id=organization)

    def _put(self, owner: str, choice: StorageChoice, **owned: str) -> None:
        table = storage_choices
        self.connection.execute(delete(table).where(table.c.owner_id == owner))
        self.connection.execute(insert(table), {"owner_id": owner, **vars(choice), **owned})


class ResetRows:
    """Implements `domain.people.ports.Resets`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, row: Reset) -> None:
        """Store a new one."""
        self.connection.execute(insert(resets), vars(row))

    def by_digest(self, digest: str) -> Reset | None:
        """The one whose token has this SHA-256."""
        found = self.connection.execute(select(resets).where(resets.c.digest == digest)).first()
        return None if found is None else Reset(**found._asdict())

    def remove_of(self, user: UserId) -> None:
        """Delete those of a user."""
        self.connection.execute(delete(resets).where(resets.c.user_id == user))


class DeviceLoginRows:
    """Implements `domain.people.ports.DeviceLogins`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, row: DeviceLogin) -> None:
        """Store a new one."""
        self.connection.execute(insert(device_logins), vars(row))

    def by_digest(self, digest: str) -> DeviceLogin | None:
        """The one whose device code has this SHA-256."""
        return self._first(device_logins.c.digest == digest)

    def by_user_code(self, user_code: str) -> DeviceLogin | None:
        """The one with this user code."""
        return self._first(device_logins.c.user_code == user_code)

    def note_poll(self, digest: str, at: Moment, *, pause: int) -> None:
        """Note when a program asked, and how long it has to wait until it asks again."""
        change = update(device_logins).where(device_logins.c.digest == digest)
        self.connection.execute(change.values(polled=at, pause=pause))

    def decide(self, digest: str, state: DeviceState, user: UserId) -> bool:
        """Note what a user said; False when somebody had said something before."""
        table = device_logins.c
        change = update(device_logins).where(
            table.digest == digest, table.state == DeviceState.WAITING
        )
        return self.connection.execute(change.values(state=state, user_id=user)).rowcount == 1

    def take(self, digest: str) -> bool:
        """Delete one; False when it was gone."""
        gone = delete(device_logins).where(device_logins.c.digest == digest)
        return self.connection.execute(gone).rowcount == 1

    def _first(self, which: ColumnElement[bool]) -> DeviceLogin | None:
        row = self.connection.execute(select(device_logins).where(which)).first()
        return None if row is None else DeviceLogin(**row._asdict())
