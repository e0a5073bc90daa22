"""Reviews of figures over the wire."""

from __future__ import annotations

from collections.abc import Callable

from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import review
from gofigr_jupyter.service.domain.talk.review import Standing
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire import reviews as wire


def show_review(call: Call) -> wire.Review:
    """How the review of a figure stands."""
    return _told(call.service.database.read(lambda tx: review.standing(tx, call.caller, call.id)))


def request_review(call: Call) -> wire.Review:
    """Ask people for a review of a figure."""
    body = call.decode(wire.ReviewRequest)
    return _done(
        call,
        lambda tx: review.request(
            tx, call.actor, call.id, reviewers=body.reviewers, note=body.note
        ),
    )


def approve(call: Call) -> wire.Review:
    """Approve the newest revision of a figure that one is asked to review."""
    body = call.decode(wire.Approval)
    return _done(call, lambda tx: review.approve(tx, call.actor, call.id, revision=body.revision))


def withdraw_review(call: Call) -> wire.Review:
    """Make a figure a draft again."""
    return _done(call, lambda tx: review.withdraw(tx, call.actor, call.id))


def freeze(call: Call) -> wire.Review:
    """Let a figure take no more changes."""
    return _done(call, lambda tx: review.freeze(tx, call.actor, call.id))


def unfreeze(call: Call) -> wire.Review:
    """Let a figure take changes again."""
    return _done(call, lambda tx: review.unfreeze(tx, call.actor, call.id))


def _done(call: Call, act: Callable[[Transaction], Standing]) -> wire.Review:
    return _told(call.service.database.write(act))


def _told(found: Standing) -> wire.Review:
    about = found.review
    return wire.Review(
        figure=about.id,
        state=found.state.value,
        requested_by=about.requested_by,
        requested_on=responses.time(about.requested_on),
        note=about.note,
        reviewers=[
            wire.Reviewer(
                username=each.username,
                approved_revision=each.approved_revision,
                approved_on=responses.time(each.approved_on),
            )
            for each in found.reviewers
        ],
        approved_revision=about.approved_revision,
        approved_index=found.approved.revision_index if found.approved else None,
        approved_on=responses.time(about.approved_on),
        has_lapsed=found.has_lapsed,
        frozen_by=about.frozen_by,
        frozen_on=responses.time(about.frozen_on),
    )
