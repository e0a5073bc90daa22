"""Every error that a person or a program can meet, as one family.

    GoFigrError
    ├── InvalidInput            what was given cannot be used; `field` names the place
    │   └── TooLarge            it is over a limit
    ├── NotAuthenticated        nobody is signed in, or the credential does not work
    │   └── TokenNotValid       a bearer token expired or is broken: refresh it
    ├── Forbidden               signed in, but may not do this
    ├── NotFound                there is no such thing
    ├── MethodNotAllowed        the thing exists, but this cannot be done to it
    ├── Frozen                  the figure is frozen and takes no changes
    ├── Conflict                an id or a name is taken
    ├── RateLimited             too many attempts; try again later       (retryable)
    ├── ServiceUnavailable      the service does not answer              (retryable)
    └── StorageUnavailable      the disk is full, read-only or broken    (retryable)

Each has a stable `code`, says in its message what happened and in its `hint` what to do next.
`retryable` means that the same request can succeed later without a change.
"""

from __future__ import annotations


class GoFigrError(Exception):
    """What went wrong, in a sentence for people; see the module for the family."""

    code = "error"
    retryable = False

    def __init__(self, message: str, *, hint: str = "", field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.field = field

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class InvalidInput(GoFigrError):
    """What was given cannot be used; `field` names the place, if there is one."""

    code = "invalid"


class TooLarge(InvalidInput):
    """What was given is over a limit."""

    code = "too_large"


class NotAuthenticated(GoFigrError):
    """Nobody is signed in, or the credential does not work."""

    code = "not_authenticated"


class TokenNotValid(NotAuthenticated):
    """A bearer token has expired or is broken.

    The code is part of the GoFigr wire: clients refresh their token when they read it.
    """

    code = "token_not_valid"


class Forbidden(GoFigrError):
    """The caller is known but may not do this."""

    code = "forbidden"


class NotFound(GoFigrError):
    """There is no such thing."""

    code = "not_found"


class MethodNotAllowed(GoFigrError):
    """The thing exists, but this cannot be done to it."""

    code = "method_not_allowed"


class Frozen(GoFigrError):
    """The figure is frozen and takes no changes."""

    code = "frozen"


class Conflict(GoFigrError):
    """An id or a name is taken."""

    code = "conflict"


class RateLimited(GoFigrError):
    """Too many attempts in a short time; `retry_after` seconds from now there may be another."""

    code = "rate_limited"
    retryable = True

    def __init__(
        self, message: str, *, hint: str = "", field: str | None = None, retry_after: int = 1
    ) -> None:
        super().__init__(message, hint=hint, field=field)
        self.retry_after = retry_after


class ServiceUnavailable(GoFigrError):
    """The service does not answer, or answers that it cannot now."""

    code = "service_unavailable"
    retryable = True


class StorageUnavailable(GoFigrError):
    """The disk is full, read-only or broken."""

    code = "storage_unavailable"
    retryable = True
