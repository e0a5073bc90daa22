"""Reactions to comments: any emoji, each once by each user."""

from __future__ import annotations

from gofigr_jupyter.errors import Conflict, Forbidden, InvalidInput, NotFound
from gofigr_jupyter.ids import is_id, new_id
from gofigr_jupyter.service.domain import events
from gofigr_jupyter.service.domain.model import Action, Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import comments, emoji, places
from gofigr_jupyter.service.domain.talk.model import Reaction, Talk


def reactions_to(tx: Transaction, actor: Actor | None, comment: str) -> Talk:
    """The reactions to a comment, for those who may read it."""
    return comments.about_one(tx, comments.comment(tx, actor, comment))


def react(tx: Transaction, actor: Actor, comment: str, word: str) -> Reaction:
    """Put an emoji under a comment; the one that is there already, if it is.

    Raises InvalidInput for what is no emoji.
    """
    found = comments.comment(tx, actor, comment)
    thing = places.joined(tx, actor, *found.target)
    if found.is_deleted:
        raise Conflict("The comment is deleted.", hint="React to another one.")
    sign = emoji.canonical(word)
    if sign is None:
        raise InvalidInput(
            f"{word[:20]!r} is not an emoji.", hint="Send exactly one emoji.", field="emoji"
        )
    before = tx.reactions.find(found.id, actor.user_id, sign)
    if before is not None:
        return before
    made = Reaction(
        id=new_id(),
        comment_id=found.id,
        user_id=actor.user_id,
        emoji=sign,
        created_on=tx.now,
    )
    tx.reactions.add(made)
    events.record(tx, actor, Action.REACT, thing, detail=f"{found.id}: {sign}")
    return made


def take_back(tx: Transaction, actor: Actor, id: str) -> None:
    """Take one's own reaction back."""
    found = tx.reactions.get(id.lower()) if is_id(id) else None
    if found is None:
        raise NotFound(f"There is no reaction {id[:60]!r}.", hint="It may have been taken back.")
    about = comments.comment(tx, actor, found.comment_id)
    if found.user_id != actor.user_id:
        raise Forbidden("That is somebody else's reaction.")
    thing = places.joined(tx, actor, *about.target)
    tx.reactions.remove(found.id)
    detail = f"{about.id}: {found.emoji}"
    events.record(tx, actor, Action.UNREACT, thing, silent=True, detail=detail)
