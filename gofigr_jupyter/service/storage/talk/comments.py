"""Comments and reactions, stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    union_all,
)

from gofigr_jupyter.ids import CommentId, FigureId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.model import Figure, Revision, User
from gofigr_jupyter.service.domain.talk.model import Comment, Count, Person, Reaction, Thing
from gofigr_jupyter.service.storage.assets.tables import asset_revisions
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.people import USERS
from gofigr_jupyter.service.storage.people_tables import organization_members
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import (
    LARGEST_INDEX,
    members,
    revisions,
    users,
    workspaces,
)
from gofigr_jupyter.service.storage.talk.talk_tables import comments, reactions

COMMENTS = Mapped(comments, Comment)
_IN_ORDER = COMMENTS.select().order_by(comments.c.created_on)
_ABOUT = {
    kind: _IN_ORDER.where(column == bindparam("target"))
    for kind, column in {
        Figure: comments.c.figure_id,
        Revision: comments.c.revision_id,
        Asset: comments.c.asset_id,
        AssetRevision: comments.c.asset_revision_id,
    }.items()
}
_OF_FIGURE = _IN_ORDER.where(
    or_(
        comments.c.figure_id == bindparam("whole"),
        comments.c.revision_id.in_(
            select(revisions.c.id).where(
                revisions.c.figure_id == bindparam("whole"),
                revisions.c.revision_index <= bindparam("last"),
            )
        ),
    )
)
_OF_ASSET = _IN_ORDER.where(
    or_(
        comments.c.asset_id == bindparam("whole"),
        comments.c.asset_revision_id.in_(
            select(asset_revisions.c.id).where(
                asset_revisions.c.asset_id == bindparam("whole"),
                asset_revisions.c.revision_index <= bindparam("last"),
            )
        ),
    )
)
_IS_OPEN = and_(comments.c.parent_id.is_(None), comments.c.resolved_on.is_(None))


def _said(figure: ColumnElement[str]) -> Select[str, bool]:
    """What was said about some of the figures that `figure` names, by figure."""
    return select(figure.label("figure_id"), _IS_OPEN.label("is_open")).where(
        figure.in_(bindparam("figures", expanding=True)), comments.c.is_deleted.is_(False)
    )


_SAID = union_all(
    _said(comments.c.figure_id),
    _said(revisions.c.figure_id).join_from(
        comments, revisions, comments.c.revision_id == revisions.c.id
    ),
).subquery()
_COUNTS = select(
    _SAID.c.figure_id,
    func.count().label("comments"),
    func.sum(case((_SAID.c.is_open, 1), else_=0)).label("open_threads"),
).group_by(_SAID.c.figure_id)
_REPLY = select(comments.c.id).where(comments.c.parent_id == bindparam("parent")).limit(1)
_PEOPLE = select(users.c.id, users.c.username, users.c.first_name, users.c.last_name).where(
    users.c.id.in_(bindparam("ids", expanding=True))
)
_BELONGS = or_(
    users.c.id.in_(select(members.c.user_id).where(members.c.workspace_id == bindparam("place"))),
    users.c.id.in_(
        select(organization_members.c.user_id).join(
            workspaces,
            and_(
                workspaces.c.organization_id == organization_members.c.organization_id,
                workspaces.c.id == bindparam("place"),
            ),
        )
    ),
)
_CALLED = (users.c.username, users.c.email, users.c.first_name, users.c.last_name)

REACTIONS = Mapped(reactions, Reaction)
_OF_COMMENTS = (
    REACTIONS.select()
    .where(reactions.c.comment_id.in_(bindparam("ids", expanding=True)))
    .order_by(reactions.c.created_on)
)
_FIND = REACTIONS.select().where(
    reactions.c.comment_id == bindparam("comment"),
    reactions.c.user_id == bindparam("user"),
    reactions.c.emoji == bindparam("emoji"),
)
_REMOVE_OF = delete(reactions).where(reactions.c.comment_id == bindparam("comment"))


class CommentRows(TableRows[Comment]):
    """Implements `domain.talk.ports.Comments`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, COMMENTS)

    def about(self, thing: Thing) -> Sequence[Comment]:
        """Those of one thing, oldest first."""
        return self.every(_ABOUT[type(thing)], target=thing.id)

    def until(self, thing: Thing) -> Sequence[Comment]:
        """Those of a thing, of what it is a revision of, and of earlier revisions."""
        if isinstance(thing, Revision):
            return self.every(_OF_FIGURE, whole=thing.figure_id, last=thing.revision_index)
        if isinstance(thing, AssetRevision):
            return self.every(_OF_ASSET, whole=thing.asset_id, last=thing.revision_index)
        every = _OF_FIGURE if isinstance(thing, Figure) else _OF_ASSET
        return self.every(every, whole=thing.id, last=LARGEST_INDEX)

    def has_replies(self, id: CommentId) -> bool:
        """Whether a comment is the parent of another one."""
        return self.connection.execute(_REPLY, {"parent": id}).first() is not None

    def counts(self, figures: Collection[FigureId]) -> Sequence[Count]:
        """How much was said about each of the figures that somebody spoke about."""
        found = self.connection.execute(_COUNTS, {"figures": list(figures)})
        return [
            Count(figure_id=row.figure_id, comments=row.comments, open_threads=row.open_threads)
            for row in found
        ]

    def people(self, ids: Collection[UserId]) -> Mapping[UserId, Person]:
        """The users with these ids."""
        found = self.connection.execute(_PEOPLE, {"ids": list(ids)})
        return {
            row.id: Person(
                username=row.username, first_name=row.first_name, last_name=row.last_name
            )
            for row in found
        }

    def mentionable(self, workspace: WorkspaceId, *, prefix: str, limit: int) -> Sequence[User]:
        """Active users who belong to a workspace and whose name or address begins so, by name."""
        called = or_(
            *(func.lower(name).startswith(prefix.lower(), autoescape=True) for name in _CALLED)
        )
        query = USERS.select().where(_BELONGS, users.c.is_active, called).limit(limit)
        found = self.connection.execute(
            query.order_by(func.lower(users.c.username)), {"place": workspace}
        )
        return [USERS.made(row) for row in found.tuples()]


class ReactionRows(TableRows[Reaction]):
    """Implements `domain.talk.ports.Reactions`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, REACTIONS)

    def of_comments(self, ids: Collection[CommentId]) -> Sequence[Reaction]:
        """Those to the given comments, oldest first."""
        return self.every(_OF_COMMENTS, ids=list(ids)) if ids else ()

    def find(self, comment: CommentId, user: UserId, emoji: str) -> Reaction | None:
        """Somebody's reaction to a comment with this emoji."""
        return self.first(_FIND, comment=comment, user=user, emoji=emoji)

    def remove_of(self, comment: CommentId) -> None:
        """Delete those to a comment."""
        self.connection.execute(_REMOVE_OF, {"comment": comment})
