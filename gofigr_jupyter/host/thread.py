"""A host in a thread of another process: where no process can be started, and in tests."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import Future
from types import TracebackType

from gofigr_jupyter.errors import Conflict, GoFigrError
from gofigr_jupyter.host.host import Host, HostConfig
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.running import THREAD, Running

log = logging.getLogger(__name__)


class HostThread:
    """A host that lives in a daemon thread, with an event loop of its own."""

    def __init__(self, config: HostConfig) -> None:
        self._config = config
        self._ready: Future[Running] = Future()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._host: Host | None = None
        self._thread = threading.Thread(target=self._live, name="gofigr-service", daemon=True)

    def start(self) -> None:
        """Begin, and return at once."""
        self._thread.start()

    def running(self, timeout: float = 30.0) -> Running:
        """The running service, once it answers. Raises what kept it from starting."""
        return self._ready.result(timeout)

    def stop(self) -> None:
        """Stop after what is in work, and wait for the end."""
        if self._loop is not None and self._host is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._host.stop)
        self._thread.join()

    def __enter__(self) -> HostThread:
        self.start()
        self.running()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def _live(self) -> None:
        try:
            asyncio.run(self._serve())
        except GoFigrError as error:
            if not isinstance(error, Conflict):
                log.warning("service not started", extra={"reason": str(error)})
            if not self._ready.done():
                self._ready.set_exception(error)

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._host = Host(self._config)
        await self._host.live(self._ready.set_result)


def serve_in_thread(place: Place) -> HostThread:
    """Serve `place` from this process as long as it lives: for where no process can be started."""
    thread = HostThread(HostConfig(place=place, kind=THREAD))
    thread.start()
    return thread
