"""What the rules about people need from storage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from gofigr_jupyter.ids import AnalysisId, OrganizationId, StoreId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import Event, Moment, Workspace
from gofigr_jupyter.service.domain.people.model import (
    DeviceLogin,
    DeviceState,
    Invitation,
    LogItem,
    Organization,
    OrganizationLevel,
    OrganizationMember,
    Reset,
    StorageChoice,
    StorageUse,
    Store,
)
from gofigr_jupyter.service.domain.people.news import News


class Organizations(Protocol):
    """Organizations and who belongs to them."""

    def get(self, id: str) -> Organization | None:
        """The organization with this id, or None."""

    def add(self, row: Organization) -> None:
        """Store a new organization."""

    def change(self, id: str, **values: object) -> None:
        """Give the named fields of an organization new values."""

    def remove(self, id: str) -> None:
        """Delete an organization; its workspaces stay, without one."""

    def of_user(self, user: UserId) -> Sequence[Organization]:
        """Those a user is a member of, oldest first."""

    def workspaces(self, organizations: Collection[OrganizationId]) -> Sequence[Workspace]:
        """The workspaces of the given organizations, oldest first."""

    def level(self, organization: OrganizationId, user: UserId) -> OrganizationLevel | None:
        """A user's level in an organization; None for strangers."""

    def members(self, organization: OrganizationId) -> Sequence[tuple[str, OrganizationLevel]]:
        """Username and level of each member, in the order they joined."""

    def put_member(self, member: OrganizationMember) -> None:
        """Make somebody a member, or give a member another level."""

    def remove_member(self, organization: OrganizationId, user: UserId) -> None:
        """End a membership."""


class Invitations(Protocol):
    """Invitations that nobody has used yet."""

    def get(self, id: str) -> Invitation | None:
        """The invitation with this id, or None."""

    def add(self, row: Invitation) -> None:
        """Store a new invitation."""

    def remove(self, id: str) -> None:
        """Delete an invitation."""

    def by_digest(self, digest: str) -> Invitation | None:
        """The invitation whose token has this SHA-256."""

    def of_workspace(self, workspace: WorkspaceId) -> Sequence[Invitation]:
        """Those into a workspace, oldest first."""

    def of_organization(self, organization: OrganizationId) -> Sequence[Invitation]:
        """Those into an organization, oldest first."""


class StorageChoices(Protocol):
    """Where workspaces and organizations keep their data, where they chose."""

    def get(self, owner: WorkspaceId | OrganizationId) -> StorageChoice | None:
        """What was chosen; None where nothing was."""

    def of_workspace(self, workspace: WorkspaceId, choice: StorageChoice) -> None:
        """Note the choice of a workspace."""

    def of_organization(self, organization: OrganizationId, choice: StorageChoice) -> None:
        """Note the choice of an organization."""


class Stores(Protocol):
    """Places of workspaces and organizations in which data is kept."""

    def get(self, id: str) -> Store | None:
        """The store with this id, or None."""

    def put(self, store: Store) -> StoreId:
        """Keep a store; its id. One that the owner has at this location is signed in to anew."""

    def all(self) -> Sequence[Store]:
        """Every store, oldest first."""


class Resets(Protocol):
    """Password resets that wait for their tokens."""

    def add(self, row: Reset) -> None:
        """Store a new one."""

    def by_digest(self, digest: str) -> Reset | None:
        """The one whose token has this SHA-256."""

    def remove_of(self, user: UserId) -> None:
        """Delete those of a user."""


class DeviceLogins(Protocol):
    """Programs that wait for their users to approve them."""

    def add(self, row: DeviceLogin) -> None:
        """Store a new one."""

    def by_digest(self, digest: str) -> DeviceLogin | None:
        """The one whose device code has this SHA-256."""

    def by_user_code(self, user_code: str) -> DeviceLogin | None:
        """The one with this user code."""

    def note_poll(self, digest: str, at: Moment, *, pause: int) -> None:
        """Note when a program asked, and how long it has to wait until it asks again."""

    def decide(self, digest: str, state: DeviceState, user: UserId) -> bool:
        """Note what a user said; False when somebody had said something before."""

    def take(self, digest: str) -> bool:
        """Delete one; False when it was gone."""


class Activity(Protocol):
    """What happened, to be read; silent events are left out save where said otherwise."""

    def of_workspace(
        self, workspace: WorkspaceId, *, limit: int, with_deleted: bool = True
    ) -> Sequence[LogItem]:
        """What happened in a workspace, newest first.

        Without what happened to things that are gone, only the newest thousand are looked at.
        """

    def of_analysis(self, analysis: AnalysisId, *, limit: int) -> Sequence[LogItem]:
        """What happened in an analysis, newest first."""

    def of_organization(self, organization: OrganizationId, *, limit: int) -> Sequence[LogItem]:
        """What happened to an organization and in its workspaces, newest first."""

    def item(self, id: str) -> LogItem | None:
        """The event with this id, unless it is silent."""

    def count(self, workspace: WorkspaceId) -> int:
        """How much happened in a workspace; above 10,000 nobody counts on."""

    def audit(self, *, after: int, limit: int) -> Sequence[tuple[int, Event]]:
        """Every event, silent ones too, oldest first, each with its cursor, after that cursor."""

    def newest(self) -> int:
        """The cursor of the event that came last; 0 before the first."""

    def news(self, *, after: int, missing: Collection[int], limit: int) -> Sequence[News]:
        """The events after a cursor, silent ones too, and those `missing` that are there now."""


class Census(Protocol):
    """What staff may count."""

    def storage(self) -> Sequence[StorageUse]:
        """Every workspace and how much it holds, largest first."""

    def stored(self) -> tuple[int, int]:
        """How many blobs are kept and how many bytes they have."""

    def forget_ended(self, before: Moment) -> None:
        """Delete invitations, password resets, device logins and mails that ended before then."""
