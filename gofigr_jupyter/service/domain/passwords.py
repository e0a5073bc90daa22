"""Passwords: hashed with Argon2id, compared in the same time whether the user exists or not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gofigr_jupyter.errors import InvalidInput

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST = 8
LONGEST = 1000


def hash_password(password: str) -> str:
    """The hash to keep. Raises InvalidInput for a password that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInput(
            f"The password has {len(password)} characters.",
            hint=f"Choose one of {SHORTEST} to {LONGEST} characters.",
            field="password",
        )
    return _hasher().hash(password)


def fits(password: str, hash: str | None) -> bool:
    """Whether `password` belongs to `hash`; takes as long when there is no hash."""
    from argon2.exceptions import InvalidHashError, VerificationError

    if len(password) > LONGEST:
        return False
    try:
        return _hasher().verify(hash or _nobody(), password) and hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # not needed by the embedded service

    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("the password of nobody")
