"""Answers to comments: an empty comment at once, filled by a task."""

from __future__ import annotations

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain.insight import knowledge, usage
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import comments, places
from gofigr_jupyter.service.domain.talk.model import Comment, Talk
from gofigr_jupyter.service.domain.tasks import TaskKind, request
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.talk import anchors, told
from gofigr_jupyter.service.surfaces.gofigr.talk.anchors import Pictures
from gofigr_jupyter.wire import talk as wire

COMMENT = "comment"
"""What the task is about."""


def answer_comment(call: Call) -> wire.Comment:
    """An answer to a comment, by whoever answers in the workspace; it is empty until it is there.

    The one who asks is its user; `answered_by` tells who writes it.
    """
    call.service.attempts.count(("question of user", call.actor.user_id))

    def write(tx: Transaction) -> tuple[Talk, Pictures]:
        talk = comments.about_one(tx, _written(tx, call))
        return talk, anchors.pictures_for(tx, talk)

    talk, pictures = call.service.database.write(write)
    return told.comments(call.service.blobs, talk, pictures)[0]


def _written(tx: Transaction, call: Call) -> Comment:
    parent = comments.comment(tx, call.actor, call.id)
    thing = places.joined(tx, call.actor, *parent.target)
    seen = places.seen(tx, thing)
    kind, target = parent.target
    if kind not in (Kind.FIGURE, Kind.REVISION) or seen is None:
        raise InvalidInput(
            "Only comments on figures that have a revision can be answered.",
            hint="Ask under a figure.",
        )
    settings = knowledge.gather(tx, call.actor, seen.revision).settings
    model = usage.model_of(settings)
    draft = comments.Draft(
        kind=kind,
        target=target,
        content="",
        parent=parent.id,
        answered_by=f"{settings.provider.value}/{model}",
    )
    made = comments.write(tx, call.actor, draft)
    request(tx, TaskKind.ANSWER, by=call.actor, target=(COMMENT, made.id))
    return made
