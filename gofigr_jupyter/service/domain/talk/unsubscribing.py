"""Links that end mails without a sign-in: signed, and good for nothing else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.ids import UserId
from gofigr_jupyter.service.domain.model import User
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import notices
from gofigr_jupyter.service.domain.talk.model import NoticeKind

SECRET_NAME = "unsubscribe"  # noqa: S105  # the name of the secret, not the secret
EVERY_KIND = "all"


def token_for(tx: Transaction, user: UserId, kind: NoticeKind | None) -> str:
    """What lets its holder end the mails of one kind to a user, or with None all of them."""
    what = f"{user}:{kind or EVERY_KIND}"
    return f"{_text(what.encode())}.{_text(_signature(tx, what))}"


def holder(tx: Transaction, token: str) -> tuple[User, NoticeKind | None]:
    """Whose mails a token ends, and of which kind. Raises NotFound for a broken one."""
    try:
        what, signature = (_bytes(part) for part in token.split("."))
        user_id, _, kind = what.decode().partition(":")
    except ValueError:
        raise _broken() from None
    user = tx.users.get(user_id)
    if user is None or not hmac.compare_digest(signature, _signature(tx, what.decode())):
        raise _broken()
    return user, None if kind == EVERY_KIND else NoticeKind(kind)


def unsubscribe(tx: Transaction, token: str) -> tuple[User, NoticeKind | None]:
    """End the mails that a token stands for; twice changes nothing."""
    user, kind = holder(tx, token)
    notices.unsubscribe(tx, user.id, kind)
    return user, kind


def _signature(tx: Transaction, what: str) -> bytes:
    secret = tx.secrets.get_or_add(SECRET_NAME, lambda: secrets.token_urlsafe(32))
    return hmac.digest(secret.encode(), what.encode(), hashlib.sha256)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)


def _broken() -> NotFound:
    return NotFound("This link ends no mails.", hint="See whether it is whole.")
