"""Organizations, invitations, activity logs, storage settings and accounts, as they travel."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct, UnsetType

from gofigr_jupyter.wire.entities import Overview, Workspace
from gofigr_jupyter.wire.revisions import Id, Parent, Time
from gofigr_jupyter.wire.stories import Story


class Organization(Struct, kw_only=True):
    """A group of people and the workspaces they share. `logo` is a PNG in base64."""

    api_id: Id
    name: str
    description: str | None = None
    email: str | None = None
    logo: bytes | None = None
    allow_per_workspace_storage_settings: bool = False
    workspaces: list[Workspace | Id] | UnsetType = UNSET


class OrganizationBody(Struct, kw_only=True):
    """A new organization, or a change of one. `logo` is an image in base64."""

    name: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    email: str | UnsetType | None = UNSET
    logo: bytes | UnsetType | None = UNSET
    allow_per_workspace_storage_settings: bool | UnsetType | None = UNSET


class Invitation(Struct, kw_only=True):
    """An invitation. `token` is told once, in the answer that made it; afterwards it is null."""

    api_id: Id
    email: str
    initiator: str
    token: str | None = None
    status: str = "pending"
    created: Time
    expiry: Time
    membership_type: str
    workspace: Id | UnsetType = UNSET
    organization: Id | UnsetType = UNSET


class InvitationBody(Struct, kw_only=True):
    """A new invitation. Without `expiry` it ends after two weeks; a time without offset is UTC."""

    email: str
    membership_type: str
    workspace: Parent | UnsetType | None = UNSET
    organization: Parent | UnsetType | None = UNSET
    expiry: Time | UnsetType | None = UNSET


class Accepted(Struct, kw_only=True):
    """Somebody came in by an invitation."""

    membership_type: str
    workspace: Id | UnsetType = UNSET
    organization: Id | UnsetType = UNSET


class LogItem(Struct, kw_only=True):
    """Something that happened. `deleted_sentinel` is the name of what is no longer there."""

    api_id: Id
    username: str
    timestamp: Time
    action: str
    target_id: Id
    target_type: str
    target_name: str | None = None
    deleted: bool = False
    deleted_sentinel: str | None = None
    thumbnail: bytes | None = None
    analysis_id: Id | None = None
    analysis_name: str | None = None


class RecentLog(Struct, kw_only=True):
    """The newest part of an activity log. `total_count` ends at 10,000."""

    items: list[LogItem]
    has_more: bool
    total_count: int
    fetched_count: int


class Dashboard(Struct, kw_only=True):
    """A workspace at a glance."""

    workspace: Workspace
    overview: Overview
    activity_log: RecentLog
    stories: list[Story] = []


class Storage(Struct, kw_only=True):
    """Where data is kept. `params` is what the vendor needs, a JSON object or null.

    Those of a bucket (vendor "aws" or "s3") are `bucket`, `key` (the prefix), `region`, `endpoint`,
    `access_key_id` and `secret_access_key`, which is never told.
    """

    vendor: str
    params: Any = None


class DataStorage(Struct, kw_only=True):
    """Where the bytes of a data object lie; `path` is null for the service's own folder."""

    vendor: str
    path: str | None = None


class PasswordResetBody(Struct, kw_only=True):
    """Asks for a mail with a token."""

    email: str


class PasswordResetConfirmBody(Struct, kw_only=True):
    """Uses that token."""

    token: str
    password: str


class Told(Struct, kw_only=True):
    """A sentence for people."""

    detail: str


class RegistrationBody(Struct, kw_only=True):
    """A new account; `invitation` is the token of one, where the service asks for it."""

    username: str
    email: str
    password: str
    invitation: str | None = None


class Account(Struct, kw_only=True):
    """An account as staff see it."""

    username: str
    email: str
    is_active: bool
    is_staff: bool
    date_joined: Time
    has_password: bool


class AccountBody(Struct, kw_only=True):
    """What staff may change about an account."""

    is_active: bool | UnsetType = UNSET
    is_staff: bool | UnsetType = UNSET


class WorkspaceUse(Struct, kw_only=True):
    """How much a workspace holds."""

    workspace: Id
    name: str
    owner: str | None
    organization: Id | None
    size_bytes: int


class StorageReport(Struct, kw_only=True):
    """What is stored: every workspace, and the blobs, where equal bytes count once."""

    workspaces: list[WorkspaceUse]
    blob_count: int
    blob_bytes: int


class AuditItem(Struct, kw_only=True):
    """A line of the audit trail. `cursor` goes into `after` to read on.

    `digest` seals the line on the one before; null within the first minute.
    """

    cursor: int
    api_id: Id
    timestamp: Time
    username: str
    action: str
    target_type: str
    target_id: str
    target_name: str
    workspace: Id | None
    analysis: Id | None
    organization: Id | None
    silent: bool
    detail: str
    digest: str | None = None


class AuditVerdict(Struct, kw_only=True):
    """Whether the audit trail is as it was written.

    `sealed` is the number of lines that fit, and `head` the digest of the last of them: kept
    elsewhere, it shows later whether the end was cut off. `broken_at` is the cursor of the first
    line that does not fit.
    """

    is_whole: bool
    sealed: int
    head: str
    broken_at: int | None = None
    problem: str = ""
