"""uvicorn, started and stopped by us: we own the signals, the socket and the log."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import socket
import time
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

GRACE_SECONDS = 1


class Activity:
    """Passes requests on to an app and remembers when there was one last.

    An open stream of events counts as the one moment it began: somebody who waits for news needs
    no service that has none, and comes back when there is one again.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._last = time.monotonic()
        self._open = 0

    @property
    def idle_seconds(self) -> float:
        """How long there has been no request; 0 while one is being answered."""
        return 0.0 if self._open else time.monotonic() - self._last

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        self._open += 1
        counts = True

        async def watched(message: Message) -> None:
            nonlocal counts
            if counts and message["type"] == "http.response.start" and _is_stream(message):
                counts = False
                self._end()
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            if counts:
                self._end()

    def _end(self) -> None:
        self._open -= 1
        self._last = time.monotonic()


class Server(uvicorn.Server):
    """Serves an app on a socket that listens already, until `stop`."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="off",
                ws="none",
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=GRACE_SECONDS,
            )
        )
        self._ready = asyncio.Event()
        self._stop = asyncio.Event()

    async def ready(self, serving: asyncio.Task[None]) -> None:
        """Return when requests are answered; raise what ended `serving` before that."""
        waiting = asyncio.create_task(self._ready.wait())
        await asyncio.wait({waiting, serving}, return_when=asyncio.FIRST_COMPLETED)
        if not waiting.done():
            waiting.cancel()
            await serving

    def stop(self) -> None:
        """Finish the requests in work, a moment at most, and end `serve`."""
        self.should_exit = True
        self._stop.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the host."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        gc.freeze()  # what is loaded by now stays: no collection needs to look at it
        self._ready.set()

    async def main_loop(self) -> None:
        """Wait for the end; uvicorn's own loop would wake ten times a second."""
        while not self.should_exit:
            await self.on_tick(0)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stop.wait(), 1.0)


def _is_stream(start: Message) -> bool:
    headers = dict(start.get("headers", ()))
    return bytes(headers.get(b"content-type", b"")).startswith(b"text/event-stream")
