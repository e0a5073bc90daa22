"""Reviews of figures, stored."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, delete, insert, select, update

from gofigr_jupyter.ids import FigureId, RevisionId, UserId
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.talk.review import Review, Reviewer
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import users
from gofigr_jupyter.service.storage.talk.talk_tables import reviewers, reviews

REVIEWS = Mapped(reviews, Review)
_REVIEWERS = (
    select(
        reviewers.c.user_id,
        users.c.username,
        reviewers.c.approved_revision,
        reviewers.c.approved_on,
    )
    .join_from(reviewers, users, users.c.id == reviewers.c.user_id)
    .where(reviewers.c.figure_id == bindparam("figure"))
    .order_by(reviewers.c.position)
)
_FORGET = delete(reviewers).where(reviewers.c.figure_id == bindparam("figure"))
_APPROVE = (
    update(reviewers)
    .where(reviewers.c.figure_id == bindparam("figure"), reviewers.c.user_id == bindparam("user"))
    .values(approved_revision=bindparam("revision"), approved_on=bindparam("at"))
)


class ReviewRows(TableRows[Review]):
    """Implements `domain.talk.review.Reviews`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, REVIEWS)

    def reviewers(self, figure: FigureId) -> Sequence[Reviewer]:
        """Those who are asked, in the order they were named."""
        found = self.connection.execute(_REVIEWERS, {"figure": figure})
        return [
            Reviewer(
                user_id=row.user_id,
                username=row.username,
                approved_revision=row.approved_revision,
                approved_on=row.approved_on,
            )
            for row in found
        ]

    def ask(self, figure: FigureId, users: Sequence[UserId]) -> None:
        """Ask these users and nobody else; approvals from before are forgotten."""
        self.connection.execute(_FORGET, {"figure": figure})
        for position, user in enumerate(users):
            row = {"figure_id": figure, "user_id": user, "position": position}
            self.connection.execute(insert(reviewers), row)

    def approve(self, figure: FigureId, user: UserId, *, revision: RevisionId, at: Moment) -> None:
        """Note which revision a reviewer approved."""
        given = {"figure": figure, "user": user, "revision": revision, "at": at}
        self.connection.execute(_APPROVE, given)
