"""What the rules about talk need from storage."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from gofigr_jupyter.ids import CommentId, FigureId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import Moment, User
from gofigr_jupyter.service.domain.ports import Rows
from gofigr_jupyter.service.domain.talk.model import (
    Comment,
    Count,
    Notice,
    Person,
    Preferences,
    Reaction,
    Thing,
)


class Comments(Rows[Comment], Protocol):
    """Comments."""

    def about(self, thing: Thing) -> Sequence[Comment]:
        """Those of one thing, oldest first."""

    def until(self, thing: Thing) -> Sequence[Comment]:
        """Those of a thing, of what it is a revision of, and of earlier revisions, oldest first.

        Of a figure or an asset: those of all its revisions.
        """

    def has_replies(self, id: CommentId) -> bool:
        """Whether a comment is the parent of another one."""

    def counts(self, figures: Collection[FigureId]) -> Sequence[Count]:
        """How much was said about each of the figures that somebody spoke about."""

    def people(self, ids: Collection[UserId]) -> Mapping[UserId, Person]:
        """The users with these ids."""

    def mentionable(self, workspace: WorkspaceId, *, prefix: str, limit: int) -> Sequence[User]:
        """Active users who belong to a workspace and whose name or address begins so, by name."""


class Reactions(Rows[Reaction], Protocol):
    """Reactions to comments."""

    def of_comments(self, ids: Collection[CommentId]) -> Sequence[Reaction]:
        """Those to the given comments, oldest first."""

    def remove_of(self, comment: CommentId) -> None:
        """Delete those to a comment."""

    def find(self, comment: CommentId, user: UserId, emoji: str) -> Reaction | None:
        """Somebody's reaction to a comment with this emoji."""


class Notices(Rows[Notice], Protocol):
    """What users are told, and how they want to be told."""

    def of_user(self, user: UserId, *, unread: bool, limit: int) -> Sequence[Notice]:
        """What a user was told, newest first, perhaps only what is not read."""

    def count_unread(self, user: UserId) -> int:
        """How much of it is not read."""

    def read_all(self, user: UserId, at: Moment) -> None:
        """Note that a user read everything."""

    def to_mail(self, user: UserId) -> Sequence[Notice]:
        """What is to be mailed to a user and was neither mailed nor read, oldest first."""

    def preferences(self, user: UserId) -> Preferences | None:
        """What a user chose; None for nothing."""

    def prefer(self, user: UserId, chosen: Preferences) -> None:
        """Note what a user chose."""

    def mute(self, user: UserId, thread: CommentId, *, muted: bool) -> None:
        """Tell a user no more about a thread, or tell again. Twice changes nothing."""

    def who_muted(self, thread: CommentId) -> Collection[UserId]:
        """Those who are not told about a thread."""

    def remove_of(self, comment: CommentId) -> None:
        """Delete what was told about a comment."""

    def in_thread(self, thread: CommentId) -> Collection[UserId]:
        """Those who wrote in a thread."""
