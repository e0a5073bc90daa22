"""Users, API keys, workspaces, analyses, figures, assets and the rest, as they travel.

Parents are ids, children are objects. A list of children is complete or absent (UNSET): an empty
stand-in would make clients believe that there are none. Times are ISO 8601 with an offset.
"""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct, UnsetType, field

from gofigr_jupyter.wire.revisions import (
    AssetRevision,
    Id,
    Made,
    MadeBody,
    Parent,
    Revision,
    Stamps,
    Time,
    WordsBody,
)


class Workspace(Stamps, kw_only=True):
    """A place for analyses and assets, shared with its members."""

    api_id: Id
    name: str
    description: str | None = None
    workspace_type: str = "secondary"
    size_bytes: int = 0
    organization: Id | None = None
    child_updated_by: str | None = None
    child_updated_on: Time | None = None
    analyses: list[Analysis | Id] | UnsetType | None = UNSET
    assets: list[Asset | Id] | UnsetType | None = UNSET


class Holder(Made, kw_only=True):
    """Something with children: their latest change shows here too."""

    child_updated_by: str | None = None
    child_updated_on: Time | None = None


class Figure(Holder, kw_only=True):
    """A named picture that grows by revisions. Its revisions come without their data."""

    api_id: Id
    name: str
    description: str | None = None
    size_bytes: int = 0
    analysis: Id | None = None
    revisions: list[Revision | Id] | UnsetType | None = UNSET
    ai_title: str | UnsetType | None = UNSET
    ai_description: str | UnsetType | None = UNSET


class Analysis(Holder, kw_only=True):
    """A notebook, script or document, with its figures."""

    api_id: Id
    name: str
    description: str | None = None
    size_bytes: int = 0
    workspace: Id | None = None
    figures: list[Figure | Id] | UnsetType | None = UNSET


class Asset(Holder, kw_only=True):
    """A file that figures were made from, with its revisions."""

    api_id: Id
    name: str
    description: str | None = None
    size_bytes: int = 0
    workspace: Id | None = None
    analysis: Id | None = None
    revisions: list[AssetRevision | Id] | UnsetType | None = UNSET


class Member(Struct, kw_only=True):
    """A user's membership, as an answer and as the body of the three member calls."""

    username: str
    membership_type: str | None = None


class Recents(Struct, kw_only=True):
    """What was touched last in a workspace, newest first."""

    analyses: list[Analysis]
    figures: list[Figure]
    assets: list[Asset]


class Overview(Struct, kw_only=True):
    """How much a workspace holds."""

    analysis_count: int
    figure_count: int
    asset_count: int
    story_count: int
    active_this_week: int


class User(Struct, kw_only=True):
    """A user; `avatar` is a PNG in base64, `user_profile` is free JSON of the front end."""

    username: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    date_joined: Time | None = None
    is_active: bool = True
    is_staff: bool = False
    user_profile: Any = field(default_factory=dict)  # any JSON object
    avatar: bytes | None = None


class ApiKey(Struct, kw_only=True):
    """An API key. `token` is told once, in the answer that made it; afterwards it is null."""

    api_id: Id
    name: str
    token: str | None = None
    created: Time | None = None
    last_used: Time | None = None
    expiry: Time | None = None
    workspace: Id | None = None


class Info(Struct, kw_only=True):
    """What anybody may know about the service."""

    api_version: str
    ai_enabled: bool = False
    auth0_domain: str | None = None
    auth0_cli_client_id: str | None = None
    auth0_audience: str | None = None


class Bootstrap(Struct, kw_only=True):
    """What a front end needs to start, in one answer."""

    user: User
    workspaces: list[Workspace]
    settings: dict[str, Any]  # free JSON of the front end
    info: Info


class Tokens(Struct, kw_only=True):
    """The answer to a sign-in."""

    access: str
    refresh: str


class AccessToken(Struct, kw_only=True):
    """The answer to a refresh."""

    access: str


class Prefix(Struct, kw_only=True):
    """A prefix for short ids that nobody else gets."""

    prefix: str


class Thumbnail(Struct, kw_only=True):
    """A small PNG in base64, or null where there is none."""

    thumbnail: bytes | None


class Size(Struct, kw_only=True):
    """How many bytes of data something holds."""

    size_bytes: int


class TokenBody(Struct, kw_only=True):
    """A sign-in."""

    username: str
    password: str
    remember_me: bool = False


class RefreshBody(Struct, kw_only=True):
    """A refresh."""

    refresh: str


class UserBody(Struct, kw_only=True):
    """What a user may change about herself; the rest is read-only and ignored."""

    username: str | UnsetType = UNSET
    first_name: str | UnsetType = UNSET
    last_name: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    user_profile: Any = UNSET  # any JSON object
    avatar: bytes | UnsetType | None = UNSET


class ApiKeyBody(Struct, kw_only=True):
    """A new API key. Without `expiry` it never expires, without `workspace` it opens all."""

    name: str
    expiry: Time | None = None
    workspace: Parent | None = None


class WorkspaceBody(Struct, kw_only=True):
    """A new workspace, or a change of one."""

    name: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    workspace_type: str | UnsetType = UNSET
    organization: Parent | UnsetType | None = UNSET


class AnalysisBody(MadeBody, kw_only=True):
    """A new analysis, or a change of one; another `workspace` moves it."""

    name: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    workspace: Parent | UnsetType = UNSET


class FigureBody(WordsBody, kw_only=True):
    """A new figure, or a change of one; another `analysis` moves it."""

    name: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    analysis: Parent | UnsetType = UNSET
