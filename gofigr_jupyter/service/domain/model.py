"""What the service keeps, as frozen values.

Times are whole microseconds since 1970 in UTC. JSON that users give is kept as the text it came
in. `created_by` and `updated_by` are usernames, which never change.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import NewType

from gofigr_jupyter.ids import (
    AnalysisId,
    ApiKeyId,
    AssetRevisionId,
    ContentHash,
    DataId,
    FigureId,
    OrganizationId,
    RevisionId,
    StoreId,
    UserId,
    WorkspaceId,
)

Moment = NewType("Moment", int)
JsonText = NewType("JsonText", str)

SECOND = 1_000_000
EMPTY_OBJECT = JsonText("{}")


class WorkspaceType(StrEnum):
    """Everybody has one primary workspace, made with the account."""

    PRIMARY = "primary"
    SECONDARY = "secondary"


class Level(StrEnum):
    """What a member is in a workspace."""

    VIEWER = "viewer"
    CREATOR = "creator"
    ADMIN = "admin"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        """Grows with the rights."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(Level)}


class Right(Enum):
    """What somebody needs to be able to do something; the value is the lowest level with it."""

    READ = Level.VIEWER
    EDIT = Level.CREATOR
    ADMIN = Level.ADMIN
    OWN = Level.OWNER


class DataType(StrEnum):
    """The five kinds of data objects that clients know."""

    IMAGE = "image"
    CODE = "code"
    TEXT = "text"
    DATAFRAME = "dataframe"
    FILE = "file"


class Action(StrEnum):
    """What happened to a thing."""

    CREATE = "create"
    UPDATE = "update"
    MOVE = "move"
    DELETE = "delete"
    SHARE = "share"
    UNSHARE = "unshare"
    ADD_MEMBER = "add_member"
    CHANGE_MEMBER = "change_member"
    REMOVE_MEMBER = "remove_member"
    INVITE = "invite"
    WITHDRAW = "withdraw"
    COMMENT = "comment"
    EDIT_COMMENT = "edit_comment"
    DELETE_COMMENT = "delete_comment"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    REACT = "react"
    UNREACT = "unreact"
    NOTIFY = "notify"
    REQUEST_REVIEW = "request_review"
    WITHDRAW_REVIEW = "withdraw_review"
    APPROVE = "approve"
    FREEZE = "freeze"
    UNFREEZE = "unfreeze"


class Kind(StrEnum):
    """The kinds of things that events are about."""

    USER = "user"
    ORGANIZATION = "organization"
    WORKSPACE = "workspace"
    ANALYSIS = "analysis"
    FIGURE = "figure"
    REVISION = "figure_revision"
    ASSET = "asset"
    ASSET_REVISION = "asset_revision"
    STORY = "story"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who asks. `only_workspace` is set for an API key that opens one workspace."""

    user_id: UserId
    username: str
    is_staff: bool = False
    by_key: bool = False
    only_workspace: WorkspaceId | None = None


@dataclass(frozen=True, kw_only=True)
class User:
    """An account. Without `password_hash` nobody signs in by password. `profile` is free JSON."""

    id: UserId
    username: str
    email: str
    date_joined: Moment
    password_hash: str | None = None
    first_name: str = ""
    last_name: str = ""
    is_active: bool = True
    is_staff: bool = False
    profile: JsonText = EMPTY_OBJECT
    avatar: bytes | None = None


@dataclass(frozen=True, kw_only=True)
class ApiKey:
    """An API key; the key itself is known to its owner only, here stands its SHA-256."""

    id: ApiKeyId
    user_id: UserId
    name: str
    digest: str
    created: Moment
    last_used: Moment | None = None
    expiry: Moment | None = None
    workspace_id: WorkspaceId | None = None


@dataclass(frozen=True, kw_only=True)
class Stamped:
    """Who made it, who changed it last, and when."""

    created_by: str
    created_on: Moment
    updated_by: str | None = None
    updated_on: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Attributed:
    """For whom a thing was made, where its maker told; `created_by` always says who made it."""

    behalf_name: str | None = None
    behalf_email: str | None = None


NOBODY = Attributed()


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a model wrote about a thing."""

    ai_title: str | None = None
    ai_description: str | None = None


NO_WORDS = Described()


@dataclass(frozen=True, kw_only=True)
class Holder(Stamped):
    """Something with children. `touched_on` is the latest of its three times."""

    touched_on: Moment
    child_updated_by: str | None = None
    child_updated_on: Moment | None = None
    size_bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class Workspace(Holder):
    """A place for analyses, shared with its members."""

    id: WorkspaceId
    name: str
    description: str | None = None
    workspace_type: WorkspaceType = WorkspaceType.SECONDARY
    organization_id: OrganizationId | None = None


@dataclass(frozen=True, kw_only=True)
class Member:
    """A user's level in a workspace."""

    workspace_id: WorkspaceId
    user_id: UserId
    level: Level
    joined: Moment


@dataclass(frozen=True, kw_only=True)
class Analysis(Attributed, Holder):
    """A notebook, script or document: holds figures."""

    id: AnalysisId
    workspace_id: WorkspaceId
    name: str
    description: str | None = None

    def __hash__(self) -> int:
        return hash(self.id)  # of all fields it takes as long as to make one


@dataclass(frozen=True, kw_only=True)
class Figure(Attributed, Described, Holder):
    """A named picture; `revisions_made` counts every revision it ever had.

    A frozen one takes no changes.
    """

    id: FigureId
    analysis_id: AnalysisId
    workspace_id: WorkspaceId
    name: str
    description: str | None = None
    revisions_made: int = 0
    is_frozen: bool = False

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, kw_only=True)
class Revision(Attributed, Described, Stamped):
    """One state of a figure. `revision_index` counts from 0 and is never given twice."""

    id: RevisionId
    figure_id: FigureId
    analysis_id: AnalysisId
    workspace_id: WorkspaceId
    revision_index: int
    metadata: JsonText
    short_id: str | None = None
    is_clean_room: bool = False
    is_processing: bool = False
    size_bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class DataItem:
    """A data object of a revision, of a figure or of an asset; `hash` finds its bytes.

    `position` keeps the order. `store_id` tells where the bytes were put; None stands for the
    service's own place.
    """

    id: DataId
    revision_id: RevisionId | AssetRevisionId
    position: int
    name: str | None
    type: DataType
    metadata: JsonText
    hash: ContentHash
    size_bytes: int
    is_clean_room: bool = False
    store_id: StoreId | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened. A silent one is not shown in activity logs.

    `detail` is a sentence part for those who read the audit trail.
    """

    id: str
    at: Moment
    username: str
    action: Action
    target_type: Kind
    target_id: str
    target_name: str
    workspace_id: WorkspaceId | None
    analysis_id: AnalysisId | None = None
    organization_id: OrganizationId | None = None
    silent: bool = False
    detail: str = ""
