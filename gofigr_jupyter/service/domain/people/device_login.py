"""Device login (RFC 8628): a program shows a short code, and its user approves it in a browser."""

from __future__ import annotations

import secrets
from enum import StrEnum

from gofigr_jupyter.errors import Forbidden, NotFound
from gofigr_jupyter.service.domain.model import SECOND, Actor, Moment, User
from gofigr_jupyter.service.domain.people.invitations import digest_of
from gofigr_jupyter.service.domain.people.model import DeviceLogin, DeviceState
from gofigr_jupyter.service.domain.ports import Transaction

CLIENT = "gofigr-cli"
"""The one program that may ask."""
LASTS = 600 * SECOND
PAUSE = 5 * SECOND
LONGER = 5 * SECOND
"""How much longer a program has to wait each time it did not wait."""
PATIENCE = SECOND
"""How much too early a question may arrive: networks are not even."""
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Without vowels there are no words, without digits nothing to mistake for a letter."""
HALF = 4


class Refusal(StrEnum):
    """Why a program gets no token, in the words of the standard."""

    PENDING = "authorization_pending"
    SLOW_DOWN = "slow_down"
    EXPIRED = "expired_token"
    DENIED = "access_denied"
    UNKNOWN = "invalid_grant"


def begin(tx: Transaction, client_id: str) -> tuple[DeviceLogin, str]:
    """A new login and its device code, which nobody can read again."""
    user_code = _new_user_code()
    while tx.device_logins.by_user_code(user_code) is not None:
        user_code = _new_user_code()
    code = secrets.token_urlsafe(32)
    login = DeviceLogin(
        digest=digest_of(code),
        user_code=user_code,
        client_id=client_id,
        created=tx.now,
        expiry=Moment(tx.now + LASTS),
        pause=PAUSE,
    )
    tx.device_logins.add(login)
    return login, code


def is_known(tx: Transaction, code: str, client_id: str) -> bool:
    """Whether there is a login with this device code, of this program."""
    return _of_code(tx, code, client_id) is not None


def poll(tx: Transaction, code: str, client_id: str) -> User | Refusal:
    """Whom a program may act for, told once; or why it may not.

    Asking too early is noted, so a refusal has to be committed as well.
    """
    login = _of_code(tx, code, client_id)
    if login is None:
        return Refusal.UNKNOWN
    if login.expiry <= tx.now:
        return Refusal.EXPIRED
    if login.polled is not None and tx.now < login.polled + login.pause - PATIENCE:
        tx.device_logins.note_poll(login.digest, tx.now, pause=login.pause + LONGER)
        return Refusal.SLOW_DOWN
    if login.state is DeviceState.WAITING:
        tx.device_logins.note_poll(login.digest, tx.now, pause=login.pause)
        return Refusal.PENDING
    user = tx.users.get(login.user_id) if login.user_id else None
    if login.state is DeviceState.DENIED or user is None or not user.is_active:
        return Refusal.DENIED
    return user if tx.device_logins.take(login.digest) else Refusal.UNKNOWN


def waiting(tx: Transaction, actor: Actor, user_code: str) -> DeviceLogin:
    """The login with this user code, as somebody typed it.

    Raises NotFound for one that is unknown, has ended or was decided, and Forbidden for those who
    are signed in with an API key: it must not open more than it does.
    """
    if actor.by_key:
        raise Forbidden(
            "An API key cannot let other programs in.", hint="Sign in with your password."
        )
    login = tx.device_logins.by_user_code(_written(user_code))
    if login is None or login.expiry <= tx.now or login.state is not DeviceState.WAITING:
        raise _unknown()
    return login


def decide(tx: Transaction, actor: Actor, user_code: str, *, approve: bool) -> DeviceLogin:
    """Let a program in, or keep it out. Raises what `waiting` raises."""
    login = waiting(tx, actor, user_code)
    state = DeviceState.APPROVED if approve else DeviceState.DENIED
    if not tx.device_logins.decide(login.digest, state, actor.user_id):
        raise _unknown()
    return login


def _of_code(tx: Transaction, code: str, client_id: str) -> DeviceLogin | None:
    login = tx.device_logins.by_digest(digest_of(code))
    return login if login is not None and login.client_id == client_id else None


def _new_user_code() -> str:
    return _written("".join(secrets.choice(LETTERS) for _ in range(2 * HALF)))


def _written(typed: str) -> str:
    """A user code as we write it, however it was typed."""
    letters = "".join(letter for letter in typed[:100].upper() if letter in LETTERS)
    return f"{letters[:HALF]}-{letters[HALF:]}"


def _unknown() -> NotFound:
    return NotFound(
        "This code is unknown, was used, or is older than ten minutes.",
        hint="See whether it is what the program shows, or let the program begin anew.",
    )
