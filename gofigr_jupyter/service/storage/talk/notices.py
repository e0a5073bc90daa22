"""What users are told, stored."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, func, insert, select, update

from gofigr_jupyter.ids import CommentId, UserId
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.talk.model import USUAL, Notice, NoticeKind, Preferences, Way
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.talk.talk_tables import comments, mutes, notices, preferences

NOTICES = Mapped(notices, Notice)
_MINE = notices.c.user_id == bindparam("user")
_UNREAD = notices.c.read_on.is_(None)
_NEWEST = (
    NOTICES.select()
    .where(_MINE)
    .order_by(notices.c.created_on.desc(), notices.c.id)
    .limit(bindparam("at_most"))
)
_NEWEST_UNREAD = _NEWEST.where(_UNREAD)
_COUNT = select(func.count()).select_from(notices).where(_MINE, _UNREAD)
_READ_ALL = update(notices).where(_MINE, _UNREAD).values(read_on=bindparam("at"))
_TO_MAIL = (
    NOTICES.select()
    .where(_MINE, _UNREAD, notices.c.by_mail, notices.c.mailed_on.is_(None))
    .order_by(notices.c.created_on)
)
_REMOVE_OF = delete(notices).where(notices.c.comment_id == bindparam("comment"))
_PREFERENCES = select(preferences.c.ways, preferences.c.digest).where(
    preferences.c.user_id == bindparam("user")
)
_FORGET = delete(preferences).where(preferences.c.user_id == bindparam("user"))
_UNMUTE = delete(mutes).where(
    mutes.c.user_id == bindparam("user"), mutes.c.thread_id == bindparam("thread")
)
_MUTED = select(mutes.c.user_id).where(mutes.c.thread_id == bindparam("thread"))
_WRITERS = (
    select(comments.c.user_id)
    .where(comments.c.thread_id == bindparam("thread"), comments.c.is_deleted.is_(False))
    .distinct()
)


class NoticeRows(TableRows[Notice]):
    """Implements `domain.talk.ports.Notices`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, NOTICES)

    def of_user(self, user: UserId, *, unread: bool, limit: int) -> Sequence[Notice]:
        """What a user was told, newest first, perhaps only what is not read."""
        return self.every(_NEWEST_UNREAD if unread else _NEWEST, user=user, at_most=limit)

    def count_unread(self, user: UserId) -> int:
        """How much of it is not read."""
        number: int = self.connection.execute(_COUNT, {"user": user}).scalar_one()
        return number

    def read_all(self, user: UserId, at: Moment) -> None:
        """Note that a user read everything."""
        self.connection.execute(_READ_ALL, {"user": user, "at": at})

    def to_mail(self, user: UserId) -> Sequence[Notice]:
        """What is to be mailed to a user and was neither mailed nor read, oldest first."""
        return self.every(_TO_MAIL, user=user)

    def preferences(self, user: UserId) -> Preferences | None:
        """What a user chose; None for nothing."""
        row = self.connection.execute(_PREFERENCES, {"user": user}).first()
        if row is None:
            return None
        chosen = {NoticeKind(kind): Way(way) for kind, way in json.loads(row.ways).items()}
        return Preferences(ways={**USUAL.ways, **chosen}, digest=row.digest)

    def prefer(self, user: UserId, chosen: Preferences) -> None:
        """Note what a user chose."""
        self.connection.execute(_FORGET, {"user": user})
        row = {"user_id": user, "ways": json.dumps(chosen.ways), "digest": chosen.digest}
        self.connection.execute(insert(preferences), row)

    def mute(self, user: UserId, thread: CommentId, *, muted: bool) -> None:
        """Tell a user no more about a thread, or tell again. Twice changes nothing."""
        self.connection.execute(_UNMUTE, {"user": user, "thread": thread})
        if muted:
            self.connection.execute(insert(mutes), {"user_id": user, "thread_id": thread})

    def who_muted(self, thread: CommentId) -> Collection[UserId]:
        """Those who are not told about a thread."""
        return self.connection.execute(_MUTED, {"thread": thread}).scalars()

    def remove_of(self, comment: CommentId) -> None:
        """Delete what was told about a comment."""
        self.connection.execute(_REMOVE_OF, {"comment": comment})

    def in_thread(self, thread: CommentId) -> Collection[UserId]:
        """Those who wrote in a thread."""
        return self.connection.execute(_WRITERS, {"thread": thread}).scalars()
