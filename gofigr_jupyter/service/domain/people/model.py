"""Organizations, invitations, storage choices, resets and device logins, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gofigr_jupyter.ids import InvitationId, OrganizationId, StoreId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import Event, JsonText, Level, Moment, Stamped

OUR_STORAGE = "GoFigr.io"
"""The vendor that stands for the service's own blob folder; the wire demands this word."""


class OrganizationLevel(StrEnum):
    """What a member is in an organization, and so in all its workspaces."""

    VIEWER = "workspace_viewer"
    CREATOR = "workspace_creator"
    WORKSPACE_ADMIN = "workspace_admin"
    ADMIN = "org_admin"

    @property
    def rank(self) -> int:
        """Grows with the rights."""
        return list(OrganizationLevel).index(self)

    @property
    def inside(self) -> Level:
        """The level that it gives in every workspace of the organization."""
        return _INSIDE[self]


_INSIDE = {
    OrganizationLevel.VIEWER: Level.VIEWER,
    OrganizationLevel.CREATOR: Level.CREATOR,
    OrganizationLevel.WORKSPACE_ADMIN: Level.ADMIN,
    OrganizationLevel.ADMIN: Level.ADMIN,
}


@dataclass(frozen=True, kw_only=True)
class Organization(Stamped):
    """A group of people and the workspaces they share. `logo` is a PNG."""

    id: OrganizationId
    name: str
    description: str | None = None
    email: str | None = None
    logo: bytes | None = None
    allow_per_workspace_storage_settings: bool = False


@dataclass(frozen=True, kw_only=True)
class OrganizationMember:
    """A user's level in an organization."""

    organization_id: OrganizationId
    user_id: UserId
    level: OrganizationLevel
    joined: Moment


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """A way in for whoever holds its token, of which only the SHA-256 is kept.

    It leads into a workspace or into an organization: one of the two is set.
    """

    id: InvitationId
    email: str
    initiator: str
    digest: str
    membership_type: str
    created: Moment
    expiry: Moment
    workspace_id: WorkspaceId | None = None
    organization_id: OrganizationId | None = None


@dataclass(frozen=True, kw_only=True)
class StorageChoice:
    """Where the data of a workspace or organization goes; `params` is a JSON object.

    `store_id` is the store that is used for it; None stands for the service's own place.
    """

    vendor: str = OUR_STORAGE
    params: JsonText | None = None
    store_id: StoreId | None = None


@dataclass(frozen=True, kw_only=True)
class Store:
    """A place of a workspace or an organization, in which this service keeps data.

    `location` is a JSON object that tells where it is, `sealed` how one signs in to it.
    """

    id: StoreId
    owner_id: str
    vendor: str
    location: JsonText
    sealed: str
    created: Moment


@dataclass(frozen=True, kw_only=True)
class Reset:
    """A password reset that waits for its token, of which only the SHA-256 is kept."""

    digest: str
    user_id: UserId
    created: Moment
    expiry: Moment


class DeviceState(StrEnum):
    """What the user said about a device login."""

    WAITING = "waiting"
    APPROVED = "approved"
    DENIED = "denied"


@dataclass(frozen=True, kw_only=True)
class DeviceLogin:
    """A program that waits for its user to approve it in a browser.

    Of its device code only the SHA-256 is kept. `pause` is how long it has to wait between two
    questions, `polled` when it asked last. `user_id` is set once somebody decided.
    """

    digest: str
    user_code: str
    client_id: str
    state: DeviceState = DeviceState.WAITING
    user_id: UserId | None = None
    created: Moment
    expiry: Moment
    pause: int
    polled: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class LogItem:
    """An event as an activity log shows it. `deleted` is about the thing that it happened to."""

    event: Event
    deleted: bool
    analysis_name: str | None


@dataclass(frozen=True, kw_only=True)
class StorageUse:
    """How much a workspace holds, and whose it is."""

    workspace_id: WorkspaceId
    name: str
    owner: str | None
    organization_id: OrganizationId | None
    size_bytes: int
