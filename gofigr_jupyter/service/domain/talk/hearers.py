"""Who is told of a comment: who is mentioned, who wrote in its thread, whose figure it is."""

from __future__ import annotations

from collections.abc import Collection

from gofigr_jupyter.ids import UserId
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import mentions, notices, places
from gofigr_jupyter.service.domain.talk.model import Comment, NoticeKind, Thing
from gofigr_jupyter.service.domain.talk.notices import Subject


def tell_of(tx: Transaction, actor: Actor, made: Comment, thing: Thing) -> None:
    """Tell of a new comment. Those who muted its thread hear only when they are mentioned."""
    muted = tx.notices.who_muted(made.thread_id)
    reasons = dict.fromkeys(_owners(tx, thing), NoticeKind.COMMENT)
    reasons |= dict.fromkeys(tx.notices.in_thread(made.thread_id), NoticeKind.REPLY)
    reasons = {user: kind for user, kind in reasons.items() if user not in muted}
    reasons |= dict.fromkeys(_mentioned(tx, made.content), NoticeKind.MENTION)
    _tell(tx, actor, made, thing, reasons=reasons)


def tell_of_edit(
    tx: Transaction, actor: Actor, made: Comment, thing: Thing, *, before: str
) -> None:
    """Tell those whom only the new words mention."""
    new = set(_mentioned(tx, made.content)) - set(_mentioned(tx, before))
    _tell(tx, actor, made, thing, reasons=dict.fromkeys(new, NoticeKind.MENTION))


def _tell(
    tx: Transaction,
    actor: Actor,
    made: Comment,
    thing: Thing,
    *,
    reasons: dict[UserId, NoticeKind],
) -> None:
    listening = {user: kind for user, kind in reasons.items() if _may_listen(tx, user, thing)}
    kind, id = made.target
    about = Subject(kind=kind, id=id, name=_name(tx, thing), comment=made.id, excerpt=made.content)
    notices.tell(tx, actor, about, listening)


def _may_listen(tx: Transaction, id: UserId, thing: Thing) -> bool:
    user = tx.users.get(id)
    return user is not None and places.may_be_joined_by(tx, user, thing)


def _owners(tx: Transaction, thing: Thing) -> Collection[UserId]:
    """Who made it, and who made the figure or asset that it is a revision of."""
    whole = places.stored_whole(tx, thing)
    names = {thing.created_by, whole.created_by if whole else thing.created_by}
    return [user.id for name in sorted(names) if (user := tx.users.by_name(name)) is not None]


def _mentioned(tx: Transaction, content: str) -> Collection[UserId]:
    return [user.id for user in mentions.users_in(tx, content)]


def _name(tx: Transaction, thing: Thing) -> str:
    whole = places.stored_whole(tx, thing)
    return whole.name if whole else ""
