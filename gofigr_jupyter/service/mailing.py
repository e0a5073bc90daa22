"""Mails what people are told: the doing of the tasks that `domain.talk.notices` asks for."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from gofigr_jupyter.service.domain.model import User
from gofigr_jupyter.service.domain.people.mail import Mailer, MailServerAway
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.domain.talk import notices, unsubscribing
from gofigr_jupyter.service.domain.talk.model import Notice
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.surfaces import notice_letters

AWAY_SECONDS = 60.0


def mail_notices(
    database: Database, mailer: Mailer, *, app_url: str | None
) -> Callable[[Task], str]:
    """Mails one thing, or all that waits for a user. A mail that is not taken is tried again.

    While the mail server is away nobody waits for it: the next mails fail at once, for a minute.
    """
    away_until = 0.0

    def do(task: Task) -> str:
        nonlocal away_until
        if time.monotonic() < away_until:
            raise MailServerAway("The mail server did not answer a moment ago.")
        user, found, token = database.write(lambda tx: _gathered(tx, task))
        if user is None or not user.is_active or not user.email or not found:
            return "There was nothing to mail any more."
        unsubscribe = f"{app_url.rstrip('/')}/unsubscribe/{token}" if app_url else None
        letter = notice_letters.letter(user, found, app_url=app_url, unsubscribe=unsubscribe)
        try:
            mailer.deliver(letter)
        except MailServerAway:
            away_until = time.monotonic() + AWAY_SECONDS
            raise
        database.write(lambda tx: notices.note_mailed(tx, found))
        return f"Mailed {len(found)} to {user.username}."

    return do


def _gathered(tx: Transaction, task: Task) -> tuple[User | None, Sequence[Notice], str]:
    about, id = task.target_type or "", task.target_id or ""
    user, found = notices.to_mail(tx, about, id)
    if user is None or not found:
        return None, (), ""
    kind = found[0].kind if about == notices.NOTICE else None
    return user, found, unsubscribing.token_for(tx, user.id, kind)
