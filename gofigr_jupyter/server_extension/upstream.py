"""Upstream: the service's own stream of news, for as long as somebody listens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from enum import StrEnum

import httpx

from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.server_extension.forward import Forwarder
from gofigr_jupyter.wire.versions import NEWEST

FIRST_PAUSE = 0.25
LONGEST_PAUSE = 30.0
ASLEEP_PAUSE = 0.25
GOOD_SECONDS = 5.0
"""A stream that lasted so long was a good one: the next attempt comes soon."""
MOST = 1024 * 1024


class ServiceState(StrEnum):
    """How the service is, as far as its stream tells."""

    HERE = "here"
    ASLEEP = "asleep"
    """The service of this machine does not run: nobody needs it now."""
    AWAY = "away"
    """It should be there and does not answer, or does not let us in."""
    SILENT = "silent"
    """It answers and has no stream of news."""


class Upstream:
    """Follows the service for one listener, which `tell` hands whole events to."""

    def __init__(self, forwarder: Forwarder, tell: Callable[[bytes], None]) -> None:
        self._forwarder = forwarder
        self._tell = tell
        self._state: ServiceState | None = None

    async def follow(self, last_event_id: str | None) -> None:
        """Follow the service until cancelled, behind the event with that id.

        The service is not started for this.
        """
        pause = FIRST_PAUSE
        clock = asyncio.get_running_loop().time
        while True:
            began = clock()
            try:
                async for event in self._events(last_event_id):
                    self._tell(event + b"\n\n")
                    last_event_id = _id_of(event) or last_event_id
            except (GoFigrError, httpx.HTTPError):
                self._say(ServiceState.AWAY)
            if self._state is ServiceState.ASLEEP:
                pause = FIRST_PAUSE
                await asyncio.sleep(ASLEEP_PAUSE)
                continue
            pause = FIRST_PAUSE if clock() - began > GOOD_SECONDS else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def _events(self, last_event_id: str | None) -> AsyncIterator[bytes]:
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        if last_event_id:
            headers["Last-Event-ID"] = last_event_id
        answer = await self._forwarder.listen(f"api/{NEWEST.name}/events", headers)
        if answer is None:
            self._say(ServiceState.ASLEEP)
            return
        try:
            if not answer.headers.get("Content-Type", "").startswith("text/event-stream"):
                refused = answer.status_code in (401, 403) or answer.status_code >= 500
                self._say(ServiceState.AWAY if refused else ServiceState.SILENT)
                return
            self._say(ServiceState.HERE)
            async for event in _whole(answer.aiter_raw()):
                yield event
        finally:
            await answer.aclose()

    def _say(self, state: ServiceState) -> None:
        if state is not self._state:
            self._state = state
            data = json.dumps({"state": state.value})
            self._tell(f"event: service\ndata: {data}\n\n".encode())


async def _whole(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """Events without the empty line behind them; signs of life are left out."""
    rest = b""
    async for chunk in chunks:
        *events, rest = (rest + chunk).split(b"\n\n")
        if len(rest) > MOST:
            return
        for event in events:
            if event.strip(b":\n"):
                yield event


def _id_of(event: bytes) -> str | None:
    lines = (line for line in event.splitlines() if line.startswith(b"id: "))
    return next((line[4:].decode("latin-1") for line in lines), None)
