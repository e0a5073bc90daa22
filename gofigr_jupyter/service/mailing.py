"""Mails what people are told: the doing of the tasks that `domain.talk.notices` asks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gofigr_jupyter.service.domain.model import User
from gofigr_jupyter.service.domain.people.mail import Mailer
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.domain.talk import notices, unsubscribing
from gofigr_jupyter.service.domain.talk.model import Notice
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.surfaces import notice_letters


def mail_notices(
    database: Database, mailer: Mailer, *, app_url: str | None
) -> Callable[[Task], str]:
    """Mails one thing, or all that waits for a user. A mail that is not taken is tried again."""

    def do(task: Task) -> str:
        user, found, token = database.write(lambda tx: _gathered(tx, task))
        if user is None or not user.is_active or not user.email or not found:
            return "There was nothing to mail any more."
        unsubscribe = f"{app_url.rstrip('/')}/unsubscribe/{token}" if app_url else None
        mailer.deliver(notice_letters.letter(user, found, app_url=app_url, unsubscribe=unsubscribe))
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
