"""Endpoint: runs the operations of one path for requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from functools import cache, partial
from typing import Any, Protocol
from urllib.parse import parse_qsl

import msgspec
from anyio import to_thread
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from gofigr_jupyter.errors import (
    GoFigrError,
    MethodNotAllowed,
    NotFound,
    RateLimited,
    TooLarge,
)
from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.domain.ports import Arrival
from gofigr_jupyter.service.surfaces.attachment import disposition
from gofigr_jupyter.service.surfaces.authentication import actor_with_header
from gofigr_jupyter.service.surfaces.gofigr.call import Body, Call
from gofigr_jupyter.service.surfaces.gofigr.operation import (
    EVENTS,
    LINES,
    Download,
    Lines,
    Operation,
    Stream,
)
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.wire.problems import problem, status_of
from gofigr_jupyter.wire.versions import NEWEST, VERSIONS, ApiVersion

MOST_BODY = 256 * 1024 * 1024
FORM = b"application/x-www-form-urlencoded"
PIECE = 1024 * 1024
UNBUFFERED = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Tells proxies to pass a stream on as it comes."""
WITH_BODY = frozenset({"POST", "PUT", "PATCH"})

Request = tuple[Scope, Mapping[bytes, bytes], Body]
"""What came: scope, headers, body."""


class Refuse(Protocol):
    """Makes the answer that tells about an error."""

    def __call__(self, error: GoFigrError, *, allow: str) -> Response:
        """The answer; `allow` names the methods that there are."""


class Endpoint:
    """The operations of one path, as an ASGI app. `version` comes with the path, if at all.

    `refuse` makes the answer that tells about an error; `headers` come with every answer.
    """

    def __init__(
        self,
        service: Service,
        operations: Mapping[str, Operation],
        *,
        refuse: Refuse | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self._service = service
        self._operations = operations
        self._allow = ", ".join(sorted({*operations, "OPTIONS"}))
        foreign = sorted(o.method for o in operations.values() if o.cross_origin)
        self._refuse = refuse or problem_response
        self._headers = {**(_cors_headers(foreign) if foreign else {}), **(headers or {})}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        try:
            response = await self._answer(scope, receive)
        except GoFigrError as error:
            response = self._refuse(error, allow=self._allow)
        response.headers.update(self._headers)
        await response(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive) -> Response:
        version = _version(scope["path_params"].get("version"))
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        if method == "OPTIONS":
            return Response(status_code=204, headers={"Allow": self._allow})
        operation = self._operations.get(method)
        if operation is None:
            raise MethodNotAllowed(f"{method} is not possible here.", hint=f"Use {self._allow}.")
        if not operation.served(version):
            raise NotFound(
                f"Version {version.name} of the API has no such route.",
                hint=f"Use {NEWEST.name}.",
            )
        headers = dict(scope["headers"])
        if operation.admit is not None:
            return await self._receive(operation, version, (scope, headers, b""), receive)
        body = await read_body(receive, headers) if method in WITH_BODY else b""
        return await asyncio.get_running_loop().run_in_executor(
            self._service.threads,
            partial(_run, self._service, operation, version, (scope, headers, body)),
        )

    async def _receive(
        self, operation: Operation, version: ApiVersion, request: Request, receive: Receive
    ) -> Response:
        """Answer a request whose body is too large for memory.

        By anyio's threads, which a canceled request waits for: no piece may be written any more
        when the arrival is discarded.
        """
        call, arrival = await to_thread.run_sync(_admit, self._service, operation, version, request)
        try:
            await _take(receive, arrival)
            return await to_thread.run_sync(_answer, operation, call)
        finally:
            arrival.discard()


def _run(service: Service, operation: Operation, version: ApiVersion, request: Request) -> Response:
    """Answer in a thread of its own: everything below waits for the disk."""
    return _answer(operation, _call(service, operation, version, request))


def _admit(
    service: Service, operation: Operation, version: ApiVersion, request: Request
) -> tuple[Call, Arrival]:
    call = _call(service, operation, version, request)
    intake = operation.admit(call) if operation.admit else Intake(blobs=service.blobs)
    arrival = intake.blobs.receive()
    return replace(call, arrival=arrival, store=intake.store), arrival


def _call(service: Service, operation: Operation, version: ApiVersion, request: Request) -> Call:
    scope, headers, body = request
    authorization = headers.get(b"authorization")
    header = None if authorization is None else authorization.decode("latin-1")
    last_event_id = headers.get(b"last-event-id")
    call = Call(
        service=service,
        version=version,
        caller=None if operation.open else actor_with_header(service, header),
        path=scope["path_params"],
        query=dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)),
        body=body,
        base=_base(service, scope, headers),
        peer=(scope.get("client") or ("",))[0],
        is_form=headers.get(b"content-type", b"").startswith(FORM),
        authorization=header,
        last_event_id=None if last_event_id is None else last_event_id.decode("latin-1"),
    )
    if not (operation.open or operation.anonymous):
        _ = call.actor  # nobody gets further without being somebody
    return call


def _base(service: Service, scope: Scope, headers: Mapping[bytes, bytes]) -> str:
    host = headers.get(b"host", b"localhost").decode("latin-1")
    came_to = f"{scope.get('scheme', 'http')}://{host}"
    return (service.app_url or came_to).rstrip("/")


def _answer(operation: Operation, call: Call) -> Response:
    answer = operation.handler(call)
    if operation.status == 204:
        return Response(status_code=204)
    if isinstance(answer, Lines):
        return StreamingResponse(answer.chunks, media_type=LINES)
    if isinstance(answer, Stream):
        return StreamingResponse(answer.chunks, media_type=EVENTS, headers=UNBUFFERED)
    if isinstance(answer, Download):
        return _file(answer)
    return json_response(answer, status=operation.status)


def _file(answer: Download) -> Response:
    headers = {
        "Content-Disposition": disposition(answer.file_name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    return Response(answer.data, media_type=answer.media_type, headers=headers)


async def _take(receive: Receive, arrival: Arrival) -> None:
    """Write a body as it comes, a megabyte at a time: one is written while the next one comes."""
    writing: asyncio.Task[None] | None = None
    try:
        async for piece in _pieces(receive):
            if writing is not None:
                await writing
            writing = asyncio.create_task(to_thread.run_sync(arrival.write, piece))
    finally:
        if writing is not None:
            await writing


async def _pieces(receive: Receive) -> AsyncIterator[bytes]:
    pieces: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotFound("The sender went away.")
        pieces.append(message.get("body", b""))
        size += len(pieces[-1])
        more = message.get("more_body", False)
        if size >= PIECE or not more:
            yield b"".join(pieces)
            pieces, size = [], 0


async def read_body(receive: Receive, headers: Mapping[bytes, bytes]) -> Body:
    """The whole body of a request. Raises TooLarge when it is over the limit."""
    announced = headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced) > MOST_BODY:
        raise _too_large()
    body = bytearray()  # grows in place: pieces and their sum are never there at once
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise NotFound("The sender went away.")
        more = message.get("more_body", False)
        if not more and not body:
            body = message.get("body", b"")
        else:
            body += message.get("body", b"")
        if len(body) > MOST_BODY:
            raise _too_large()
    return body


def json_response(answer: Any, *, status: int = 200) -> Response:  # noqa: ANN401  # any shape
    """`answer` as JSON."""
    return Response(_encoder().encode(answer), status_code=status, media_type="application/json")


def problem_response(error: GoFigrError, *, allow: str = "") -> Response:
    """The answer that tells about `error`."""
    response = json_response(problem(error), status=status_of(error))
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, RateLimited):
        response.headers["Retry-After"] = str(error.retry_after)
    if response.status_code == 405 and allow:
        response.headers["Allow"] = allow
    return response


def _cors_headers(methods: list[str]) -> dict[str, str]:
    """Lets pages of every origin call these methods; browsers send them no credentials."""
    return {
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": "content-type",
        "Access-Control-Max-Age": "600",
    }


@cache
def _encoder() -> msgspec.json.Encoder:
    return msgspec.json.Encoder()


def _version(name: str | None) -> ApiVersion:
    if name is None:
        return NEWEST
    version = VERSIONS.get(name)
    if version is None:
        raise NotFound(
            f"There is no API version {name[:30]!r}.", hint=f"There are {', '.join(VERSIONS)}."
        )
    return version


def _too_large() -> TooLarge:
    return TooLarge(f"The body is larger than {MOST_BODY // 2**20} MiB.", hint="Send less at once.")
