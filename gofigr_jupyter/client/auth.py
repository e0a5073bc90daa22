"""Signing in: what a request must carry, and what to do when that has expired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar

from gofigr_jupyter.errors import GoFigrError, NotAuthenticated
from gofigr_jupyter.wire.entities import AccessToken, Tokens

T = TypeVar("T")


class Post(Protocol):
    """Posts a JSON body to a path below the service's address."""

    async def __call__(self, path: str, body: Mapping[str, object], shape: type[T], /) -> T:
        """What is answered. Raises what the service answers, and ServiceUnavailable."""
        ...


class Auth(Protocol):
    """Makes requests those of one account."""

    async def header(self, post: Post) -> str | None:
        """The `Authorization` header, None for an anonymous caller."""
        ...

    async def renew(self, post: Post) -> bool:
        """Get a new credential after the service found ours expired. False when there is none."""
        ...


class Anonymous:
    """Nobody in particular."""

    async def header(self, post: Post) -> str | None:
        """No header."""
        return None

    async def renew(self, post: Post) -> bool:
        """Nothing can expire."""
        return False


class ApiKeyAuth:
    """The account to which an API key belongs."""

    def __init__(self, key: str) -> None:
        self._header = f"Token {key}"

    async def header(self, post: Post) -> str | None:
        """The key."""
        return self._header

    async def renew(self, post: Post) -> bool:
        """A key that does not work any more cannot be renewed."""
        return False


class HeaderAuth:
    """The account that a header signs in, whoever made that."""

    def __init__(self, header: str) -> None:
        self._header = header

    async def header(self, post: Post) -> str | None:
        """The header."""
        return self._header

    async def renew(self, post: Post) -> bool:
        """Whoever made the header makes the next one."""
        return False


class PasswordAuth:
    """A user with a password: signs in at the first request and again whenever it must."""

    def __init__(self, username: str, password: str) -> None:
        self._username = username
        self._password = password
        self._tokens: Tokens | None = None

    async def header(self, post: Post) -> str | None:
        """The access token, after signing in if need be. Raises NotAuthenticated when refused."""
        if self._tokens is None:
            self._tokens = await self._sign_in(post)
        return f"Bearer {self._tokens.access}"

    async def renew(self, post: Post) -> bool:
        """Refresh the access token; sign in anew when that is refused."""
        if self._tokens is None:
            return False
        try:
            body = {"refresh": self._tokens.refresh}
            answer = await post("/api/token/refresh/", body, AccessToken)
            self._tokens.access = answer.access
        except GoFigrError as error:
            if error.retryable:
                raise
            self._tokens = await self._sign_in(post)
        return True

    async def _sign_in(self, post: Post) -> Tokens:
        body = {"username": self._username, "password": self._password}
        try:
            return await post("/api/token/", body, Tokens)
        except GoFigrError as error:
            if error.retryable:
                raise
            raise NotAuthenticated(
                f"The user name {self._username!r} and its password were refused.",
                hint="Mend them with 'gofigr-jupyter config'.",
            ) from error


def auth_for(
    *, api_key: str | None = None, username: str | None = None, password: str | None = None
) -> Auth:
    """How to sign in with these credentials: the key goes first, none at all is anonymous."""
    if api_key:
        return ApiKeyAuth(api_key)
    if username and password:
        return PasswordAuth(username, password)
    return Anonymous()
