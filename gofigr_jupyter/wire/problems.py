"""Errors and error bodies, in both directions.

An error travels as `{"detail", "code", "hint", "field"}`. Only this module maps error classes to
status numbers.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from gofigr_jupyter.errors import (
    Conflict,
    Forbidden,
    Frozen,
    GoFigrError,
    InvalidInput,
    MethodNotAllowed,
    NotAuthenticated,
    NotFound,
    RateLimited,
    ServiceUnavailable,
    StorageUnavailable,
    TokenNotValid,
    TooLarge,
)

STATUS: Mapping[type[GoFigrError], int] = {
    InvalidInput: 400,
    TooLarge: 413,
    NotAuthenticated: 401,
    TokenNotValid: 401,
    Forbidden: 403,
    NotFound: 404,
    MethodNotAllowed: 405,
    Frozen: 409,  # before the usual reason, which stands for a status without a known code
    Conflict: 409,
    RateLimited: 429,
    ServiceUnavailable: 503,
    StorageUnavailable: 507,
}
_BY_CODE = {cls.code: cls for cls in STATUS}
_BY_STATUS = {status: cls for cls, status in STATUS.items() if cls is not TokenNotValid}


class Problem(msgspec.Struct, kw_only=True):
    """The body of every answer that is not a success."""

    detail: str
    code: str = ""
    hint: str = ""
    field: str | None = None


def status_of(error: GoFigrError) -> int:
    """The HTTP status for `error`."""
    return next((STATUS[cls] for cls in type(error).__mro__ if cls in STATUS), 500)


def problem(error: GoFigrError) -> Problem:
    """What is told about `error`."""
    return Problem(detail=error.message, code=error.code, hint=error.hint, field=error.field)


def error_of(status: int, body: bytes) -> GoFigrError:
    """The error that an answer of another service stands for; `body` need not be ours."""
    try:
        told = msgspec.json.decode(body, type=Problem)
    except (msgspec.DecodeError, UnicodeDecodeError):
        told = Problem(detail=f"The service answered with status {status}.")
    cls = _BY_CODE.get(told.code) or _BY_STATUS.get(status)
    if cls is None:
        cls = ServiceUnavailable if status >= 500 else InvalidInput
    return cls(told.detail, hint=told.hint, field=told.field)
