"""Operation: a method of a path, and short ways to write the usual ones."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from starlette.types import ASGIApp

from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire.problems import Problem
from gofigr_jupyter.wire.versions import ApiVersion

Handler = Callable[[Call], Any]  # answers with one of many shapes
LINES = "application/x-ndjson"
EVENTS = "text/event-stream"
Shape = Any  # a msgspec type: a Struct, a list of them


def _always(version: ApiVersion) -> bool:
    return True


@dataclass(frozen=True)
class Lines:
    """An answer of JSON lines that need not fit into memory."""

    chunks: Iterator[bytes]


@dataclass(frozen=True)
class Stream:
    """An answer of Server-Sent Events that ends when somebody goes away."""

    chunks: AsyncIterator[bytes]


@dataclass(frozen=True, kw_only=True)
class Download:
    """An answer that is a file."""

    data: bytes
    media_type: str
    file_name: str


@dataclass(frozen=True, kw_only=True)
class Operation:
    """A method of a path. `body` and `answer` are the shapes that travel (for the reference).

    An open operation may be called by anybody, whose credentials are not looked at. An anonymous
    one looks at them but also serves those who send none; its handler decides by `Call.caller`.
    Every other one wants a caller who is signed in. `cross_origin` lets pages of other origins
    call it. With `admit`, which raises for those who may not, the body is not read into memory
    but, once admitted, to where `admit` says, by `Call.arrival`; `unwrap` puts before it what takes
    such a body out of a form or of JSON, whose shape is `body`. `lines` tells that the answer is
    `Lines`, each of the shape `answer`; `stream` that it is a `Stream` of them, `may_stream` that
    it is one where the body asks for it, `download` that it is a `Download`. `refusal` is the
    shape of an answer that is no success. `query` names what stands in the query. `served` says
    which versions know the operation.
    """

    method: str
    path: str
    handler: Handler
    body: Shape = None
    answer: Shape = None
    status: int = 200
    open: bool = False
    anonymous: bool = False
    cross_origin: bool = False
    admit: Callable[[Call], Intake] | None = None
    unwrap: Callable[[ASGIApp], ASGIApp] | None = None
    lines: bool = False
    stream: bool = False
    may_stream: bool = False
    download: bool = False
    refusal: Shape = Problem
    query: tuple[str, ...] = ()
    served: Callable[[ApiVersion], bool] = _always


def get(
    path: str, handler: Handler, answer: Shape, *, open: bool = False, anonymous: bool = False
) -> Operation:
    """Something to read."""
    return Operation(
        method="GET", path=path, handler=handler, answer=answer, open=open, anonymous=anonymous
    )


def post(
    path: str, handler: Handler, body: Shape, answer: Shape, *, status: int = 201
) -> Operation:
    """Something to make, or with status 200 to do."""
    return Operation(
        method="POST", path=path, handler=handler, body=body, answer=answer, status=status
    )


def put(path: str, handler: Handler, body: Shape, answer: Shape) -> Iterable[Operation]:
    """Something to change: PUT and PATCH both keep what is left out."""
    for method in ("PUT", "PATCH"):
        yield Operation(method=method, path=path, handler=handler, body=body, answer=answer)


def delete(path: str, handler: Handler) -> Operation:
    """Something to delete."""
    return Operation(method="DELETE", path=path, handler=handler, status=204)
