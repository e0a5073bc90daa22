"""Comments and reactions as frozen values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gofigr_jupyter.ids import (
    AssetId,
    AssetRevisionId,
    CommentId,
    ContentHash,
    FigureId,
    RevisionId,
    UserId,
)
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.model import Figure, JsonText, Kind, Moment, Revision

Thing = Figure | Revision | Asset | AssetRevision
"""What can be talked about."""


@dataclass(frozen=True, kw_only=True)
class Comment:
    """What somebody wrote about one thing; one of the four ids is set.

    The `quoted_*` fields tell the state of the thing at that time. The first comment of a thread
    carries whether that is resolved. `anchor` is a place in the picture, as the wire has it.
    `answered_by` names the provider and model of what no person wrote, with a slash between.
    """

    id: CommentId
    thread_id: CommentId
    parent_id: CommentId | None = None
    figure_id: FigureId | None = None
    revision_id: RevisionId | None = None
    asset_id: AssetId | None = None
    asset_revision_id: AssetRevisionId | None = None
    user_id: UserId
    content: str
    created_on: Moment
    updated_on: Moment
    is_edited: bool = False
    is_deleted: bool = False
    resolved_by: str | None = None
    resolved_on: Moment | None = None
    quoted_revision: str | None = None
    quoted_index: int | None = None
    quoted_short_id: str | None = None
    quoted_picture: ContentHash | None = None
    anchor: JsonText | None = None
    answered_by: str | None = None

    @property
    def target(self) -> tuple[Kind, str]:
        """What it is about."""
        found = (
            (Kind.FIGURE, self.figure_id),
            (Kind.REVISION, self.revision_id),
            (Kind.ASSET, self.asset_id),
            (Kind.ASSET_REVISION, self.asset_revision_id),
        )
        return next((kind, id) for kind, id in found if id is not None)


@dataclass(frozen=True, kw_only=True)
class Reaction:
    """An emoji that somebody put under a comment."""

    id: str
    comment_id: CommentId
    user_id: UserId
    emoji: str
    created_on: Moment


@dataclass(frozen=True, kw_only=True)
class Person:
    """A user as those see her who read the same comments."""

    username: str
    first_name: str
    last_name: str


@dataclass(frozen=True, kw_only=True)
class Count:
    """How much was said about a figure and its revisions, and how many threads are open."""

    figure_id: FigureId
    comments: int
    open_threads: int


@dataclass(frozen=True, kw_only=True)
class Seen:
    """The revision that somebody looks at: its id, its place in the order, and what it shows."""

    revision: str
    index: int
    short_id: str | None
    picture: ContentHash | None


@dataclass(frozen=True, kw_only=True)
class Talk:
    """Comments with all that is needed to tell about them; `seen` is what is looked at, if any."""

    comments: Sequence[Comment]
    people: Mapping[UserId, Person]
    reactions: Sequence[Reaction]
    seen: Seen | None


class NoticeKind(StrEnum):
    """Why somebody is told."""

    MENTION = "mention"
    REPLY = "reply"
    COMMENT = "comment"
    SHARE = "share"
    INVITATION = "invitation"
    REVIEW_REQUEST = "review_request"


class Way(StrEnum):
    """How somebody is told: not at all, in the inbox, or there and by mail."""

    OFF = "off"
    INBOX = "inbox"
    MAIL = "mail"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """Something that a user is told. Where it is about a comment, it goes with that.

    `by_mail` says that it is to be mailed too, `mailed_on` that it was.
    """

    id: str
    user_id: UserId
    kind: NoticeKind
    actor: str
    target_type: Kind
    target_id: str
    target_name: str
    comment_id: CommentId | None = None
    excerpt: str = ""
    created_on: Moment
    read_on: Moment | None = None
    by_mail: bool = False
    mailed_on: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """How a user wants to be told. With `digest`, one mail a day tells what would be many."""

    ways: Mapping[NoticeKind, Way]
    digest: bool = False


USUAL = Preferences(
    ways={kind: Way.INBOX if kind is NoticeKind.INVITATION else Way.MAIL for kind in NoticeKind}
)
"""Of whoever chose nothing. An invitation is a mail in itself."""
