"""Password resets: a token by mail, good once and for an hour."""

from __future__ import annotations

import secrets

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.domain.model import SECOND, Action, Actor, Moment, User
from gofigr_jupyter.service.domain.people import audit
from gofigr_jupyter.service.domain.people.invitations import digest_of
from gofigr_jupyter.service.domain.people.model import Reset
from gofigr_jupyter.service.domain.ports import Transaction

LASTS = 3600 * SECOND


def ask(tx: Transaction, email: str) -> tuple[User, str] | None:
    """Whose password may be reset by mail to `email`, and the token; None for a strange address.

    The caller answers both in the same words.
    """
    user = tx.users.by_email(email.strip()) if "\0" not in email and email.strip() else None
    if user is None or not user.is_active:
        return None
    token = secrets.token_urlsafe(32)
    tx.resets.remove_of(user.id)
    tx.resets.add(
        Reset(
            digest=digest_of(token),
            user_id=user.id,
            created=tx.now,
            expiry=Moment(tx.now + LASTS),
        )
    )
    return user, token


def confirm(tx: Transaction, token: str, password_hash: str) -> User:
    """Use a token up: the account has another password, tokens from before stop working.

    Raises what `account_of` raises.
    """
    user = account_of(tx, token)
    tx.resets.remove_of(user.id)
    users.set_password(tx, user, password_hash)
    actor = Actor(user_id=user.id, username=user.username)
    audit.record(tx, actor, Action.UPDATE, user, detail="password reset")
    return user


def account_of(tx: Transaction, token: str) -> User:
    """Whose password a token resets. Worth asking before a password is hashed.

    Raises InvalidInput for a token that is unknown, used or old.
    """
    found = tx.resets.by_digest(digest_of(token))
    user = tx.users.get(found.user_id) if found else None
    if found is None or user is None or not user.is_active or found.expiry <= tx.now:
        raise InvalidInput(
            "This password reset is unknown, was used, or is older than an hour.",
            hint="Ask for another mail.",
            field="token",
        )
    return user
