"""Wrapped documents: a form or JSON with a document in it, passed on as if it had come plainly.

The operation behind knows one shape: the body is the document, and the query tells about it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import aclosing
from urllib.parse import parse_qsl, urlencode

from anyio import to_thread
from msgspec import UNSET
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gofigr_jupyter.errors import GoFigrError, NotFound, TooLarge
from gofigr_jupyter.service.surfaces.gofigr.call import decoded
from gofigr_jupyter.service.surfaces.gofigr.endpoint import problem_response, read_body
from gofigr_jupyter.service.surfaces.gofigr.imports import multipart
from gofigr_jupyter.wire.imports import DocumentBody

MOST_BYTES = 256 * 1024 * 1024
_FORM, _JSON = b"multipart/form-data", b"application/json"
_FIELDS = ("workspace", "analysis", "name", "blake3")


class Unwrapped:
    """Takes documents out of forms and JSON before `inner` sees them, and bounds their size."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        headers = dict(scope["headers"])
        kind = headers.get(b"content-type", b"")
        try:
            if scope["method"] != "POST" or not kind.lower().startswith((_FORM, _JSON)):
                await self._inner(scope, _bounded(receive), send)
            elif kind.lower().startswith(_JSON):
                fields, document = await _of_json(receive, headers)
                await self._inner(_told(scope, fields), _passed(_once(document)), send)
            else:
                form = await multipart.opened(kind.decode("latin-1"), _pieces(receive))
                fields = {"name": form.file_name, **form.fields}
                async with aclosing(form.file) as file:
                    await self._inner(_told(scope, fields), _bounded(_passed(file)), send)
        except GoFigrError as error:  # those of the operation are answered by itself
            await problem_response(error)(scope, receive, send)


async def _of_json(
    receive: Receive, headers: Mapping[bytes, bytes]
) -> tuple[Mapping[str, str], bytes]:
    """What a body of JSON tells and holds; without `data` it is the document: a notebook."""
    body = await read_body(receive, headers)
    found = await to_thread.run_sync(decoded, body, DocumentBody)
    if found.data is UNSET:
        return {}, bytes(body)
    told = {name: getattr(found, name) for name in _FIELDS}
    return {name: value for name, value in told.items() if value}, found.data


def _told(scope: Scope, fields: Mapping[str, str]) -> Scope:
    """The request with these fields in its query, where that does not have them."""
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    known = {name: fields[name] for name in _FIELDS if name in fields}
    return {**scope, "query_string": urlencode(known | query).encode()}


def _pieces(receive: Receive) -> multipart.Pieces:
    """The pieces of a body, none of them empty before its end."""

    async def following() -> bytes:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise NotFound("The sender went away.")
            if message.get("body") or not message.get("more_body"):
                return bytes(message.get("body", b""))

    return following


def _passed(pieces: AsyncIterator[bytes]) -> Receive:
    """Pieces as the messages that an app receives."""

    async def receive() -> Message:
        piece = await anext(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    return receive


def _bounded(receive: Receive) -> Receive:
    """The same messages, until they are too many. Then it raises TooLarge."""
    left = MOST_BYTES

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge(
                f"The document is larger than {MOST_BYTES // 2**20} MiB.",
                hint="Split it into smaller ones.",
            )
        return message

    return counted


async def _once(document: bytes) -> AsyncIterator[bytes]:
    yield document
