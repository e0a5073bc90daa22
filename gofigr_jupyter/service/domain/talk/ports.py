"""What the rules about talk need from storage."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from gofigr_jupyter.ids import CommentId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import User
from gofigr_jupyter.service.domain.ports import Rows
from gofigr_jupyter.service.domain.talk.model import Comment, Person, Reaction, Thing


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
