"""Reactions to comments over the wire."""

from __future__ import annotations

from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import reactions
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.talk import told
from gofigr_jupyter.service.surfaces.gofigr.talk.comments import asked
from gofigr_jupyter.wire import talk as wire


def list_reactions(call: Call) -> list[wire.Reaction]:
    """Who reacted to a comment, and how, first one first."""
    comment = asked(call, "comment_id")
    talk = call.service.database.read(lambda tx: reactions.reactions_to(tx, call.caller, comment))
    return [told.reaction(each, talk) for each in talk.reactions]


def react(call: Call) -> wire.Reaction:
    """Put an emoji under a comment; once more changes nothing."""
    body = call.decode(wire.ReactionBody)

    def put(tx: Transaction) -> wire.Reaction:
        made = reactions.react(tx, call.actor, body.comment_id, body.emoji)
        return told.reaction(made, reactions.reactions_to(tx, call.actor, body.comment_id))

    return call.service.database.write(put)


def take_back(call: Call) -> None:
    """Take one's own reaction back."""
    call.service.database.write(lambda tx: reactions.take_back(tx, call.actor, call.id))
