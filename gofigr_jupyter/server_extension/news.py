"""What the panel follows: one stream for each browser, and the receipts that it tells of.

The stream carries the service's news (`change`, `reset`), how the service is (`service`, with
`{state}`), and whose receipts changed in the data folder (`receipts`, with `{notebooks, waiting}`;
paths below the server's root).
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import msgspec
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web
from tornado.iostream import StreamClosedError

from gofigr_jupyter.server_extension.forward import Forwarder
from gofigr_jupyter.server_extension.receipts import NotebookReceipts
from gofigr_jupyter.server_extension.upstream import Upstream
from gofigr_jupyter.server_extension.watch import FolderWatch

HEARTBEAT_SECONDS = 15.0
SIGN_OF_LIFE = b":\n\n"


class NewsHandler(APIHandler):
    """GET: the stream."""

    auth_resource = "gofigr"

    def initialize(self, forwarder: Forwarder, watch: FolderWatch, root: Path) -> None:
        """Receive what there are news of."""
        self._forwarder = forwarder
        self._watch = watch
        self._root = root
        self._pieces: asyncio.Queue[bytes | None] = asyncio.Queue()

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Tell until the browser goes away."""
        self.set_header("Content-Type", "text/event-stream; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Accel-Buffering", "no")
        upstream = Upstream(self._forwarder, self._pieces.put_nowait)
        last_event_id = self.request.headers.get("Last-Event-ID")
        following = asyncio.create_task(upstream.follow(last_event_id))
        self._watch.add(self._tell_receipts)
        try:
            await self._send(SIGN_OF_LIFE)
            while (piece := await self._next()) is not None:
                await self._send(piece)
        except StreamClosedError:
            return
        finally:
            self._watch.remove(self._tell_receipts)
            following.cancel()

    def on_connection_close(self) -> None:
        """The browser went away."""
        self._pieces.put_nowait(None)
        super().on_connection_close()

    async def _next(self) -> bytes | None:
        try:
            return await asyncio.wait_for(self._pieces.get(), HEARTBEAT_SECONDS)
        except TimeoutError:
            return SIGN_OF_LIFE

    async def _send(self, piece: bytes) -> None:
        self.write(piece)
        await self.flush()

    def _tell_receipts(self, notebooks: frozenset[str], waiting: int) -> None:
        below = sorted(below_root(notebook, self._root) for notebook in notebooks)
        data = json.dumps({"notebooks": below, "waiting": waiting})
        self._pieces.put_nowait(f"event: receipts\ndata: {data}\n\n".encode())


class ReceiptsHandler(APIHandler):
    """GET: what became of the figures of a notebook, whether or not the service runs."""

    auth_resource = "gofigr"

    def initialize(self, receipts: NotebookReceipts, root: Path) -> None:
        """Receive what the answer is made of."""
        self._receipts = receipts
        self._root = root

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with `{receipts, waiting}` for `?notebook=<path below the root>`."""
        path = self._root / self.get_query_argument("notebook")
        found = await asyncio.to_thread(self._receipts.of, path)
        answer = {"receipts": found, "waiting": self._receipts.waiting}
        self.finish(msgspec.json.encode(answer))


def below_root(notebook: str, root: Path) -> str:
    """The path of a notebook below the server's root, else as it is."""
    path = Path(notebook)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else notebook
