"""Notifications over the wire: the inbox, how to be told, and muted threads."""

from __future__ import annotations

from msgspec import UNSET

from gofigr_jupyter.service.domain.talk import comments, notices
from gofigr_jupyter.service.domain.talk.model import Notice, NoticeKind, Way
from gofigr_jupyter.service.domain.talk.model import Preferences as Chosen
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.pages import page_of
from gofigr_jupyter.wire import talk as wire

USUAL, MOST = 100, 1000
"""Notifications in one answer, where nobody asks for more, and at most."""


def list_notifications(call: Call) -> list[wire.Notification]:
    """What the caller was told, newest first; with `unread`, only what she has not read."""
    limit = call.number("limit", default=USUAL, most=MOST)
    found = call.service.database.read(
        lambda tx: notices.inbox(tx, call.actor, unread=call.flag("unread"), limit=limit)
    )
    return [_told(notice) for notice in found]


def count_unread(call: Call) -> wire.Unread:
    """How many notifications the caller has not read."""
    return wire.Unread(
        unread=call.service.database.read(lambda tx: notices.count_unread(tx, call.actor))
    )


def mark(call: Call) -> wire.Notification:
    """Note that a notification was read, or not yet."""
    body = call.decode(wire.NotificationBody)
    return _told(
        call.service.database.write(
            lambda tx: notices.mark(tx, call.actor, call.id, read=body.is_read)
        )
    )


def mark_all(call: Call) -> wire.Unread:
    """Note that every notification was read."""
    call.service.database.write(lambda tx: notices.mark_all(tx, call.actor))
    return wire.Unread(unread=0)


def show_preferences(call: Call) -> wire.Preferences:
    """How the caller is told."""
    return _preferences(
        call.service.database.read(lambda tx: notices.own_preferences(tx, call.actor))
    )


def change_preferences(call: Call) -> wire.Preferences:
    """Choose how to be told."""
    body = call.decode(wire.PreferencesBody)
    ways = {
        kind: Way(way) for kind in NoticeKind if (way := getattr(body, kind.value)) is not UNSET
    }
    digest = None if body.digest is UNSET else body.digest
    return _preferences(
        call.service.database.write(lambda tx: notices.prefer(tx, call.actor, ways, digest=digest))
    )


def show_mute(call: Call) -> wire.Mute:
    """Whether the caller muted the thread of a comment."""
    return wire.Mute(
        muted=call.service.database.read(lambda tx: comments.is_muted(tx, call.actor, call.id))
    )


def mute(call: Call) -> wire.Mute:
    """Hear no more of the thread of a comment, or hear again."""
    body = call.decode(wire.Mute)
    call.service.database.write(lambda tx: comments.mute(tx, call.actor, call.id, muted=body.muted))
    return body


def _told(found: Notice) -> wire.Notification:
    return wire.Notification(
        id=found.id,
        kind=found.kind.value,
        actor=found.actor,
        target_type=found.target_type.value,
        target_id=found.target_id,
        target_name=found.target_name,
        comment_id=found.comment_id,
        excerpt=found.excerpt,
        created_on=responses.time(found.created_on) or "",
        is_read=found.read_on is not None,
        permalink=page_of(found.target_type, found.target_id, comment=found.comment_id),
    )


def _preferences(found: Chosen) -> wire.Preferences:
    ways = {kind.value: way.value for kind, way in found.ways.items()}
    return wire.Preferences(**ways, digest=found.digest)  # type: ignore[arg-type]  # every kind has its way
