"""News over the wire: Server-Sent Events of what was committed.

Each event has the name `change`, the shape `wire.events.Change` and a cursor as its id. Whoever
comes back with the last one in `Last-Event-ID` is told what was missed; the event `reset` says
that this is too much to tell, so everything shown may be old.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.people.news import News
from gofigr_jupyter.service.surfaces.authentication import actor_with_header
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, Stream
from gofigr_jupyter.service.surfaces.newsroom import Batch
from gofigr_jupyter.wire.events import Change

SIGN_OF_LIFE = b":\n\n"
RESET = b"event: reset\ndata: {}\n\n"


def follow_events(call: Call) -> Stream:
    """What changes, as Server-Sent Events, while the connection is open."""
    batches = call.service.news.follow(
        call.actor,
        identify=lambda: actor_with_header(call.service, call.authorization),
        after=_cursor(call.last_event_id),
    )
    return Stream(_written(batches))


async def _written(batches: AsyncIterator[Batch | None]) -> AsyncIterator[bytes]:
    async for batch in batches:
        if batch is None:
            yield RESET
        else:
            yield b"".join(map(_write, batch)) or SIGN_OF_LIFE


def _write(news: News) -> bytes:
    return b"id: %d\nevent: change\ndata: %b\n\n" % (news.cursor, msgspec.json.encode(_told(news)))


def _told(news: News) -> Change:
    event = news.event
    kind, target = event.target_type, event.target_id
    return Change(
        id=event.id,
        action=event.action.value,
        kind=kind.value,
        target=target,
        workspace=event.workspace_id,
        analysis=event.analysis_id,
        figure=target if kind is Kind.FIGURE else news.figure,
        revision=target if kind is Kind.REVISION else None,
        asset=target if kind is Kind.ASSET else None,
        at=responses.time(event.at) or "",
    )


def _cursor(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise InvalidInput(f"Last-Event-ID is {text[:30]!r}, which is not a cursor.")
    return int(text)


OPERATIONS = (
    Operation(method="GET", path="/events", handler=follow_events, answer=Change, stream=True),
)
"""Served below `/api/<version>`, in every version."""
