"""Review of figures: asked for, approved, withdrawn; frozen and opened again.

An approval names the revision that it was given for, so it lapses by itself when a new one comes.
Nothing asks for a review: a figure is a draft until somebody does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gofigr_jupyter.errors import Conflict, Forbidden, InvalidInput
from gofigr_jupyter.ids import FigureId, RevisionId, UserId
from gofigr_jupyter.service.domain import access, events, texts
from gofigr_jupyter.service.domain.model import (
    Action,
    Actor,
    Figure,
    Kind,
    Moment,
    Revision,
    Right,
    User,
)
from gofigr_jupyter.service.domain.ports import Rows, Transaction
from gofigr_jupyter.service.domain.talk import notices, places
from gofigr_jupyter.service.domain.talk.model import NoticeKind
from gofigr_jupyter.service.domain.talk.notices import Subject

MOST_REVIEWERS = 20


class ReviewState(StrEnum):
    """How far the review of a figure is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    FROZEN = "frozen"


@dataclass(frozen=True, kw_only=True)
class Review:
    """What is known of a figure's review; its id is that of the figure.

    `approved_revision` is the last one that all reviewers approved.
    """

    id: FigureId
    requested_by: str | None = None
    requested_on: Moment | None = None
    note: str = ""
    approved_revision: RevisionId | None = None
    approved_on: Moment | None = None
    frozen_by: str | None = None
    frozen_on: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Reviewer:
    """Somebody who is asked, and the last revision that she approved."""

    user_id: UserId
    username: str
    approved_revision: RevisionId | None = None
    approved_on: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The review of a figure as it stands at its newest revision.

    `has_lapsed` tells that all had approved, and a new revision came since.
    """

    state: ReviewState
    review: Review
    reviewers: Sequence[Reviewer]
    approved: Revision | None
    has_lapsed: bool


class Reviews(Rows[Review], Protocol):
    """Reviews of figures."""

    def reviewers(self, figure: FigureId) -> Sequence[Reviewer]:
        """Those who are asked, in the order they were named."""

    def ask(self, figure: FigureId, users: Sequence[UserId]) -> None:
        """Ask these users and nobody else; approvals from before are forgotten."""

    def approve(self, figure: FigureId, user: UserId, *, revision: RevisionId, at: Moment) -> None:
        """Note which revision a reviewer approved."""


def standing(tx: Transaction, actor: Actor | None, id: str) -> Standing:
    """How the review of a figure stands, for those who may see it."""
    return _standing(tx, access.figure(tx, actor, id))


def request(
    tx: Transaction, actor: Actor, id: str, *, reviewers: Sequence[str], note: str
) -> Standing:
    """Ask people for a review of a figure, who must be able to see it."""
    figure = access.open_figure(tx, actor, id)
    users = _named(tx, figure, reviewers)
    words = texts.description(note, field="note") or ""
    asked = {"requested_by": actor.username, "requested_on": tx.now, "note": words}
    _put(tx, figure, **asked, approved_revision=None, approved_on=None)
    tx.reviews.ask(figure.id, [user.id for user in users])
    events.record(tx, actor, Action.REQUEST_REVIEW, figure)
    about = Subject(kind=Kind.FIGURE, id=figure.id, name=figure.name, excerpt=words)
    notices.tell(tx, actor, about, {user.id: NoticeKind.REVIEW_REQUEST for user in users})
    return _standing(tx, figure)


def approve(tx: Transaction, actor: Actor, id: str, *, revision: str) -> Standing:
    """Approve the newest revision. Raises Conflict for another one: it was not seen."""
    figure = access.figure(tx, actor, id)
    access.refuse_frozen(figure)
    if actor.user_id not in {each.user_id for each in tx.reviews.reviewers(figure.id)}:
        raise Forbidden(
            "You are not asked to review this figure.", hint="Whoever may change it can ask you."
        )
    newest = tx.revisions.newest_in_figure(figure.id)
    if newest is None or newest.id != texts.identifier(revision, field="revision"):
        raise Conflict(
            "That is not the newest revision of the figure.",
            hint="Look at the newest one, then approve it.",
            field="revision",
        )
    tx.reviews.approve(figure.id, actor.user_id, revision=newest.id, at=tx.now)
    if all(each.approved_revision == newest.id for each in tx.reviews.reviewers(figure.id)):
        tx.reviews.change(figure.id, approved_revision=newest.id, approved_on=tx.now)
    events.record(tx, actor, Action.APPROVE, newest, named=figure.name)
    return _standing(tx, figure)


def withdraw(tx: Transaction, actor: Actor, id: str) -> Standing:
    """Make a figure a draft again: whoever may change it, and its reviewers."""
    figure = access.figure(tx, actor, id)
    access.refuse_frozen(figure)
    reviewers = tx.reviews.reviewers(figure.id)
    if actor.user_id not in {each.user_id for each in reviewers}:
        access.figure(tx, actor, id, need=Right.EDIT)
    if reviewers:
        nothing = {"requested_by": None, "requested_on": None, "note": ""}
        _put(tx, figure, **nothing, approved_revision=None, approved_on=None)
        tx.reviews.ask(figure.id, ())
        events.record(tx, actor, Action.WITHDRAW_REVIEW, figure)
    return _standing(tx, figure)


def freeze(tx: Transaction, actor: Actor, id: str) -> Standing:
    """Let a figure take no more changes; twice changes nothing."""
    figure = access.figure(tx, actor, id, need=Right.EDIT)
    if not figure.is_frozen:
        _put(tx, figure, frozen_by=actor.username, frozen_on=tx.now)
        tx.figures.change(figure.id, is_frozen=True)
        events.record(tx, actor, Action.FREEZE, figure)
    return standing(tx, actor, id)


def unfreeze(tx: Transaction, actor: Actor, id: str) -> Standing:
    """Let a figure take changes again: whoever froze it, and admins of its workspace."""
    figure = access.figure(tx, actor, id, need=Right.EDIT)
    review = tx.reviews.get(figure.id)
    if review is None or review.frozen_by != actor.username:
        access.figure(tx, actor, id, need=Right.ADMIN)
    if figure.is_frozen:
        _put(tx, figure, frozen_by=None, frozen_on=None)
        tx.figures.change(figure.id, is_frozen=False)
        events.record(tx, actor, Action.UNFREEZE, figure)
    return standing(tx, actor, id)


def _standing(tx: Transaction, figure: Figure) -> Standing:
    review = tx.reviews.get(figure.id) or Review(id=figure.id)
    reviewers = tx.reviews.reviewers(figure.id)
    newest = tx.revisions.newest_in_figure(figure.id)
    kept = review.approved_revision
    has_lapsed = kept is not None and (newest is None or newest.id != kept)
    if figure.is_frozen:
        state = ReviewState.FROZEN
    elif not reviewers or has_lapsed:
        state = ReviewState.DRAFT
    else:
        state = ReviewState.APPROVED if kept else ReviewState.IN_REVIEW
    return Standing(
        state=state,
        review=review,
        reviewers=reviewers,
        approved=tx.revisions.get(kept) if kept else None,
        has_lapsed=has_lapsed,
    )


def _named(tx: Transaction, figure: Figure, names: Sequence[str]) -> Sequence[User]:
    found: dict[str, User] = {}
    for name in names[: MOST_REVIEWERS + 1]:
        user = tx.users.by_name(name)
        if user is None or not places.may_be_joined_by(tx, user, figure):
            raise InvalidInput(
                f"{name[:60]!r} cannot see this figure.",
                hint="Name members of its workspace, or share the figure first.",
                field="reviewers",
            )
        found[user.id] = user
    if not 1 <= len(names) <= MOST_REVIEWERS:
        raise InvalidInput(
            f"A review needs from 1 to {MOST_REVIEWERS} reviewers.", field="reviewers"
        )
    return list(found.values())


def _put(tx: Transaction, figure: Figure, **values: object) -> None:
    if tx.reviews.get(figure.id) is None:
        tx.reviews.add(Review(id=figure.id))
    tx.reviews.change(figure.id, **values)
