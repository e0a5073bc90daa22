"""Comments, reactions and notifications, as they travel; since v1.3 of the API.

`id`, `user`, `content`, `parent_comment_id`, `is_edited`, `created_on` and `updated_on` are the
wire's. All other fields are ours: clients that do not know them leave them out, and services of
others do not send them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, field

from gofigr_jupyter.wire.revisions import Id, Time

Fraction = Annotated[float, Meta(ge=0, le=1)]
Position = Annotated[int, Meta(ge=0, le=2**31 - 1)]


class Person(Struct, kw_only=True):
    """Somebody, as those see her who read the same comments: no address, no profile."""

    username: str
    first_name: str = ""
    last_name: str = ""


class Region(Struct, kw_only=True, tag_field="kind", tag="region"):
    """A rectangle of a picture, in fractions of its width and height from the upper left."""

    x: Fraction
    y: Fraction
    width: Fraction
    height: Fraction


class Point(Struct, kw_only=True, tag_field="kind", tag="point"):
    """A point of a plotly figure: the number of its trace and its number there, from 0.

    `x` and `y` are its values as the figure has them, and `name` is that of its trace; by them the
    point is found again on later revisions.
    """

    trace: Position
    point: Position
    x: float | str | None = None
    y: float | str | None = None
    name: str | None = None


Anchor = Region | Point


class Quote(Struct, kw_only=True):
    """The state of the figure or asset when a comment was written.

    `picture` is the hash of what was seen. `is_outdated` tells that the revision which is looked at
    shows something else; it is null where that cannot be told.
    """

    revision: Id | None = None
    revision_index: int | None = None
    short_id: str | None = None
    picture: str | None = None
    is_outdated: bool | None = None


class Tally(Struct, kw_only=True):
    """One emoji under a comment, and who reacted with it, first one first."""

    emoji: str
    count: int
    users: list[str]


class Answerer(Struct, kw_only=True):
    """Who wrote an answer that no person wrote. `origin` is "computed" or "ai"."""

    provider: str
    model: str
    origin: str


class Comment(Struct, kw_only=True):
    """A comment. `content` is Markdown as written, `content_html` is safe to be shown.

    A reply names its parent; all comments of a thread name its first one in `thread_id`. Where an
    author deleted a comment that has replies, its place stays: `is_deleted`, without content.
    `resolved_by` and `resolved_on` stand at the first comment of a thread.

    `answered_by` tells that no person wrote it: `user` only asked for it. Until the answer is
    there, its content is empty.

    `target_type` and `target_id` say where it belongs. `carried_forward` tells that it was written
    about an earlier revision than the one that is looked at. `anchor` is the place it points at,
    and `anchor_state` what became of it: "exact", "moved" (`anchor` is the new place) or "lost";
    null where nothing is pointed at, or nobody can tell. `permalink` leads to the page and to it
    there, from the address of the service on.
    """

    id: Id
    user: Person
    content: str
    content_html: str = ""
    parent_comment_id: Id | None = None
    is_edited: bool = False
    created_on: Time
    updated_on: Time
    thread_id: Id = ""
    target_type: str = ""
    target_id: Id = ""
    is_deleted: bool = False
    resolved_by: str | None = None
    resolved_on: Time | None = None
    carried_forward: bool = False
    quote: Quote = field(default_factory=Quote)
    anchor: Anchor | None = None
    anchor_state: str | None = None
    reactions: list[Tally] = []
    permalink: str = ""
    answered_by: Answerer | None = None


class Count(Struct, kw_only=True):
    """How much was said about a figure and its revisions, and how many threads are not resolved."""

    figure: Id
    comments: int
    open_threads: int


class CommentBody(Struct, kw_only=True):
    """A new comment. `target_type` is asset, asset_revision, figure or figure_revision.

    A reply belongs where its thread does, whichever revision it is sent from.
    """

    target_type: str
    target_id: Id
    content: str
    parent_comment_id: Id | None = None
    anchor: Anchor | None = None


class CommentChange(Struct, kw_only=True):
    """Other words for a comment, or whether its thread is resolved. One of them will do."""

    content: str | UnsetType = UNSET
    resolved: bool | UnsetType = UNSET


class Mentionable(Struct, kw_only=True):
    """Somebody who can be mentioned, for completion; `mention` is what to write."""

    username: str
    first_name: str
    last_name: str
    mention: str


class Reaction(Struct, kw_only=True):
    """Somebody's reaction to a comment."""

    id: Id
    comment_id: Id
    user: Person
    emoji: str
    created_on: Time


class ReactionBody(Struct, kw_only=True):
    """A new reaction; the same one again changes nothing."""

    comment_id: Id
    emoji: str


class Notification(Struct, kw_only=True):
    """Something that a user is told.

    `kind` is mention, reply, comment (on one's own figure or asset), share, invitation or
    review_request, and `actor` who did it. `target_type` and `target_id` say what it is about, in
    the words of activity logs; `excerpt` is the begin of what was written. `permalink` leads there,
    from the address of the service on.
    """

    id: Id
    kind: str
    actor: str
    target_type: str
    target_id: Id
    target_name: str
    comment_id: Id | None
    excerpt: str
    created_on: Time
    is_read: bool
    permalink: str


class NotificationBody(Struct, kw_only=True):
    """Whether a notification was read."""

    is_read: bool


class Unread(Struct, kw_only=True):
    """How many notifications are not read."""

    unread: int


Way = Literal["off", "inbox", "mail"]


class Preferences(Struct, kw_only=True):
    """How a user is told of each kind: not at all, in the inbox, or there and by mail.

    With `digest`, one mail a day tells what would be many.
    """

    mention: Way
    reply: Way
    comment: Way
    share: Way
    invitation: Way
    review_request: Way
    digest: bool


class PreferencesBody(Struct, kw_only=True):
    """What to change about them; what is left out stays."""

    mention: Way | UnsetType = UNSET
    reply: Way | UnsetType = UNSET
    comment: Way | UnsetType = UNSET
    share: Way | UnsetType = UNSET
    invitation: Way | UnsetType = UNSET
    review_request: Way | UnsetType = UNSET
    digest: bool | UnsetType = UNSET


class Mute(Struct, kw_only=True):
    """Whether the thread of a comment is muted: of it, one is told only what mentions one."""

    muted: bool
