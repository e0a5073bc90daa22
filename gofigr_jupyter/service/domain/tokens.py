"""Bearer tokens: JSON web tokens, signed with a secret that the service made for itself."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from gofigr_jupyter.errors import TokenNotValid
from gofigr_jupyter.ids import new_id
from gofigr_jupyter.service.domain.model import SECOND, Actor, Moment, User
from gofigr_jupyter.service.domain.ports import Transaction

HOUR = 3600
DAY = 24 * HOUR
ACCESS_SECONDS = HOUR
REFRESH_SECONDS = 7 * DAY
REMEMBERED_SECONDS = 30 * DAY
SECRET_NAME = "tokens"  # noqa: S105  # the name of the secret, not the secret
_ALGORITHM = "HS256"


class Use(StrEnum):
    """What a token is for."""

    ACCESS = "access"
    REFRESH = "refresh"


@dataclass(frozen=True)
class Pair:
    """What a sign-in gives."""

    access: str
    refresh: str


class Signer:
    """Makes and reads tokens with one secret."""

    def __init__(self, secret: str) -> None:
        from joserfc.jwk import OctKey  # 0.2 s that the embedded service does not need

        self._key = OctKey.import_key(secret)

    def sign(self, user: User, use: Use, *, now: Moment, seconds: int) -> str:
        """A token that lets `user` in until `seconds` have passed."""
        from joserfc import jwt

        issued = now // SECOND
        claims = {
            "sub": user.id,
            "use": use,
            "iat": issued,
            "exp": issued + seconds,
            "jti": new_id(),
            "pwd": _password_mark(user),
        }
        return jwt.encode({"alg": _ALGORITHM, "typ": "JWT"}, claims, self._key)

    def user(self, tx: Transaction, token: str, use: Use) -> User:
        """Whom a token lets in. Raises TokenNotValid when it is broken, old or of another use."""
        from joserfc import jwt
        from joserfc.errors import JoseError

        try:
            claims = jwt.decode(token, self._key, algorithms=[_ALGORITHM]).claims
        except (JoseError, ValueError, UnicodeError) as error:
            raise _not_valid() from error
        user = tx.users.get(str(claims.get("sub")))
        expires = claims.get("exp")
        if (
            user is None
            or not user.is_active
            or claims.get("use") != use
            or not isinstance(expires, int)
            or expires <= tx.now // SECOND
            or claims.get("pwd") != _password_mark(user)
        ):
            raise _not_valid()
        return user

    def pair(self, user: User, *, now: Moment, remember: bool = False) -> Pair:
        """An access token, and the one to get more of them with."""
        lasting = REMEMBERED_SECONDS if remember else REFRESH_SECONDS
        return Pair(
            self.sign(user, Use.ACCESS, now=now, seconds=ACCESS_SECONDS),
            self.sign(user, Use.REFRESH, now=now, seconds=lasting),
        )

    def refreshed(self, tx: Transaction, refresh: str) -> str:
        """A new access token for a refresh token."""
        user = self.user(tx, refresh, Use.REFRESH)
        return self.sign(user, Use.ACCESS, now=tx.now, seconds=ACCESS_SECONDS)


def new_secret() -> str:
    """A secret for a Signer."""
    return secrets.token_urlsafe(48)


def actor_of(user: User) -> Actor:
    """Somebody who signed in."""
    return Actor(user_id=user.id, username=user.username, is_staff=user.is_staff)


def _password_mark(user: User) -> str:
    """Changes with the password, so that tokens from before do not outlive it."""
    return hashlib.sha256((user.password_hash or "").encode()).hexdigest()[:16]


def _not_valid() -> TokenNotValid:
    return TokenNotValid(
        "This token has expired or is not valid.", hint="Refresh it, or sign in again."
    )
