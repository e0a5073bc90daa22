"""Requests to one service as one account: sign-in, JSON, and failures in our words."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from typing import Any, TypeVar

import httpx
import msgspec

from gofigr_jupyter.client.auth import Auth
from gofigr_jupyter.errors import InvalidInput, ServiceUnavailable, TokenNotValid
from gofigr_jupyter.wire.problems import error_of
from gofigr_jupyter.wire.versions import ApiVersion

T = TypeVar("T")
Body = Mapping[str, Any]  # JSON; bytes become base64
Content = bytes | Callable[[], AsyncIterator[bytes]]


class Transport:
    """Carries requests to the service at `url`, in `version` of its API."""

    def __init__(
        self, http: httpx.AsyncClient, auth: Auth, *, url: str, version: ApiVersion
    ) -> None:
        self._http = http
        self._auth = auth
        self._renewing = asyncio.Lock()
        self.url = url
        self.version = version

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def authorization(self) -> str | None:
        """The header that signs a request in; None for an anonymous caller."""
        return await self._auth.header(self._post_openly)

    async def get(self, path: str, shape: type[T]) -> T:
        """What GET answers. Raises what the service answers, and ServiceUnavailable."""
        return self.decode(await self.call("GET", path), shape)

    async def post(
        self, path: str, body: Body, shape: type[T], *, patience: float | None = None
    ) -> T:
        """What POST answers; `body` goes as JSON. Raises as `get`.

        `patience` is how many seconds the answer may take, where that is not the usual.
        """
        answer = await self.call("POST", path, _encode(body), patience=patience)
        return self.decode(answer, shape)

    async def patch(self, path: str, body: Body, shape: type[T]) -> T:
        """What PATCH answers; `body` goes as JSON. Raises as `get`."""
        return self.decode(await self.call("PATCH", path, _encode(body)), shape)

    async def put(self, path: str, body: Body, shape: type[T]) -> T:
        """What PUT answers; `body` goes as JSON. Raises as `get`."""
        return self.decode(await self.call("PUT", path, _encode(body)), shape)

    def decode(self, answer: bytes, shape: type[T]) -> T:
        """An answer as what it should be. Raises ServiceUnavailable where it is something else."""
        try:
            return msgspec.json.decode(answer, type=shape)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise self.is_strange(str(error)) from error

    def is_strange(self, reason: str) -> ServiceUnavailable:
        """What to raise where an answer cannot come from a GoFigr service."""
        return ServiceUnavailable(
            f"{self.url} does not answer as a GoFigr service does ({reason}).",
            hint="Check the address in .gofigr or GF_URL.",
        )

    async def call(
        self,
        method: str,
        path: str,
        body: Content | None = None,
        *,
        patience: float | None = None,
    ) -> bytes:
        """The bytes that a request answers, whose sign-in is renewed once. Raises as `get`."""
        address = f"/api/{self.version.name}/{path}"
        header = await self.authorization()
        try:
            return await self._send(method, address, body, header, patience=patience)
        except TokenNotValid:
            async with self._renewing:
                current = await self.authorization()
                if current == header and not await self._auth.renew(self._post_openly):
                    raise
            header = await self.authorization()
            return await self._send(method, address, body, header, patience=patience)

    async def _post_openly(self, path: str, body: Body, shape: type[T]) -> T:
        return self.decode(await self._send("POST", path, _encode(body), None), shape)

    async def _send(
        self,
        method: str,
        address: str,
        body: Content | None,
        authorization: str | None,
        *,
        patience: float | None = None,
    ) -> bytes:
        headers = {"Content-Type": "application/json"} if isinstance(body, bytes) else {}
        content = body() if callable(body) else body
        if authorization is not None:
            headers["Authorization"] = authorization
        try:
            response = await self._http.request(
                method, address, content=content, headers=headers, timeout=self._limits(patience)
            )
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise ServiceUnavailable(
                f"{self.url} does not answer ({_reason(error)}).",
                hint="Figures wait in the outbox until it does.",
            ) from error
        except httpx.InvalidURL as error:
            raise InvalidInput(f"{address!r} cannot be asked for ({error}).") from error
        if response.is_redirect:
            raise InvalidInput(
                f"{self.url} sends callers elsewhere: {response.headers.get('location', '')}",
                hint="Use that address in .gofigr or GF_URL.",
            )
        if not response.is_success:
            raise error_of(response.status_code, response.content)
        return response.content

    def _limits(self, patience: float | None) -> httpx.Timeout:
        limits = self._http.timeout
        if patience is None:
            return limits
        return httpx.Timeout(limits.write, connect=limits.connect, read=patience)


def _encode(body: Body) -> bytes:
    return msgspec.json.encode({key: value for key, value in body.items() if value is not None})


def _reason(error: Exception) -> str:
    """What failed, in the user's words where the library has none."""
    if isinstance(error, httpx.TimeoutException):
        return "no answer in time"
    return str(error) or type(error).__name__
