"""Telling people: what was said to them, shared with them, asked of them.

Everybody is told once of one thing, by the most personal reason, and never of what she did herself
or may not see. What is told stands in the inbox; mail is left to a task, so that it is tried again
and waits for nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gofigr_jupyter.errors import Forbidden, NotFound
from gofigr_jupyter.ids import CommentId, UserId, is_id, new_id
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.model import SECOND, Action, Actor, Kind, Moment, User
from gofigr_jupyter.service.domain.people import audit
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk.model import USUAL, Notice, NoticeKind, Preferences, Way
from gofigr_jupyter.service.domain.tasks import TaskKind

MOST_EXCERPT = 300
NOTICE, DIGEST = "notification", "digest"
"""What a mail is about, as its task says: one thing, or all that waits for a user."""
DAY, DIGEST_TIME = 24 * 3600 * SECOND, 7 * 3600 * SECOND


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What people are told about."""

    kind: Kind
    id: str
    name: str
    comment: CommentId | None = None
    excerpt: str = ""


def tell(
    tx: Transaction, actor: Actor, about: Subject, reasons: Mapping[UserId, NoticeKind]
) -> None:
    """Tell each of some users, for her reason, in the way she prefers."""
    for id, kind in reasons.items():
        user = tx.users.get(id)
        way = preferences_of(tx, id).ways[kind]
        if user is None or not user.is_active or id == actor.user_id or way is Way.OFF:
            continue
        notice = Notice(
            id=new_id(),
            user_id=id,
            kind=kind,
            actor=actor.username,
            target_type=about.kind,
            target_id=about.id,
            target_name=about.name,
            comment_id=about.comment,
            excerpt=about.excerpt[:MOST_EXCERPT],
            created_on=tx.now,
            by_mail=way is Way.MAIL and bool(user.email),
        )
        tx.notices.add(notice)
        audit.record(tx, actor, Action.NOTIFY, user, detail=kind)
        if notice.by_mail:
            _post(tx, user, notice)


def inbox(tx: Transaction, actor: Actor, *, unread: bool, limit: int) -> Sequence[Notice]:
    """What the actor was told, newest first."""
    return tx.notices.of_user(_whole(actor), unread=unread, limit=limit)


def count_unread(tx: Transaction, actor: Actor) -> int:
    """How much the actor has not read."""
    return tx.notices.count_unread(_whole(actor))


def mark(tx: Transaction, actor: Actor, id: str, *, read: bool) -> Notice:
    """Note that the actor read something, or that she wants to read it again."""
    found = tx.notices.get(id.lower()) if is_id(id) else None
    if found is None:
        raise NotFound(f"There is no notification {id[:60]!r}.", hint="Read the inbox anew.")
    if found.user_id != _whole(actor):
        raise Forbidden("That is somebody else's notification.")
    if (found.read_on is not None) != read:
        tx.notices.change(found.id, read_on=tx.now if read else None)
    return tx.notices.get(found.id) or found


def mark_all(tx: Transaction, actor: Actor) -> None:
    """Note that the actor read everything."""
    tx.notices.read_all(_whole(actor), tx.now)


def preferences_of(tx: Transaction, user: UserId) -> Preferences:
    """How a user wants to be told."""
    return tx.notices.preferences(user) or USUAL


def own_preferences(tx: Transaction, actor: Actor) -> Preferences:
    """How the actor wants to be told."""
    return preferences_of(tx, _whole(actor))


def prefer(
    tx: Transaction, actor: Actor, ways: Mapping[NoticeKind, Way], *, digest: bool | None
) -> Preferences:
    """Choose how to be told; what is left out stays."""
    user = _whole(actor)
    before = preferences_of(tx, user)
    chosen = Preferences(
        ways={**before.ways, **ways}, digest=before.digest if digest is None else digest
    )
    tx.notices.prefer(user, chosen)
    return chosen


def unsubscribe(tx: Transaction, user: UserId, kind: NoticeKind | None) -> None:
    """Mail a user no more of one kind, or of any; the inbox stays."""
    before = preferences_of(tx, user)
    ways = {
        each: Way.INBOX if way is Way.MAIL and kind in (None, each) else way
        for each, way in before.ways.items()
    }
    tx.notices.prefer(user, replace(before, ways=ways))


def to_mail(tx: Transaction, about: str, id: str) -> tuple[User | None, Sequence[Notice]]:
    """Whom a mail is for, and what it tells: nothing where that was read or mailed meanwhile."""
    if about == DIGEST:
        return tx.users.get(id), tx.notices.to_mail(UserId(id))
    found = tx.notices.get(id)
    if found is None or found.read_on is not None or found.mailed_on is not None:
        return None, ()
    return tx.users.get(found.user_id), (found,)


def note_mailed(tx: Transaction, found: Sequence[Notice]) -> None:
    """Note what was mailed."""
    for each in found:
        tx.notices.change(each.id, mailed_on=tx.now)


def _post(tx: Transaction, user: User, notice: Notice) -> None:
    if not preferences_of(tx, user.id).digest:
        tasks.request(tx, TaskKind.MAIL, target=(NOTICE, notice.id))
    elif not tx.tasks.waits_for(TaskKind.MAIL, user.id):
        today = tx.now - tx.now % DAY + DIGEST_TIME
        due = today if today > tx.now else today + DAY
        tasks.request(tx, TaskKind.MAIL, target=(DIGEST, user.id), due=Moment(due))


def _whole(actor: Actor) -> UserId:
    """Whose inbox it is. A key for one workspace opens none: it tells about other ones too."""
    if actor.only_workspace is not None:
        raise Forbidden(
            "An API key for one workspace does not open notifications.",
            hint="Use a key for all workspaces, or sign in.",
        )
    return actor.user_id
