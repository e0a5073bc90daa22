"""Host: one service of one data folder, from its lock to its last answer."""

from __future__ import annotations

import asyncio
import getpass
import logging
import os
import secrets
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from starlette.applications import Starlette

from gofigr_jupyter._version import __version__
from gofigr_jupyter.errors import Conflict
from gofigr_jupyter.host.listening import listen, url_of
from gofigr_jupyter.host.quiet import once_quiet
from gofigr_jupyter.host.server import Activity, Server
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.lock import ServiceLock, holder
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.running import Running
from gofigr_jupyter.service import first_use
from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.domain.people.registration import Registration

if TYPE_CHECKING:
    from gofigr_jupyter.delivery.worker import Worker

log = logging.getLogger(__name__)
LOCK_SECONDS = 15.0
"""How long to wait for a service that was asked to leave."""
WAITING_SECONDS = 3600.0
"""How long nobody need be there while figures wait for a service that does not take them."""


@dataclass(frozen=True, kw_only=True)
class HostConfig:
    """What a host serves, and where. `idle_minutes` None stands for: until it is stopped.

    `app_url`, `mail_url`, `registration` and the endpoints mean what they mean in
    `ServiceConfig`.
    """

    place: Place
    kind: str = runtime.EMBEDDED
    host: str = "127.0.0.1"
    port: int = 0
    idle_minutes: float | None = None
    database_url: str | None = None
    blobs_url: str | None = None
    app_url: str | None = None
    mail_url: str | None = None
    registration: Registration = Registration.CLOSED
    bucket_endpoints: tuple[str, ...] | None = None
    ai_endpoints: tuple[str, ...] | None = None
    git_hosts: tuple[str, ...] | None = None


class Host:
    """Serves and delivers until it is stopped or nobody needs it."""

    def __init__(self, config: HostConfig) -> None:
        self._config = config
        self._place = config.place
        self._stopped = asyncio.Event()
        self._left_behind: set[str] | None = None

    def stop(self) -> None:
        """End `live` after what is in work. Call it in the event loop."""
        self._stopped.set()

    async def live(self, on_ready: Callable[[Running], None] = lambda running: None) -> None:
        """Take the lock, serve and deliver; `on_ready` is told once requests are answered.

        Raises Conflict when the folder has a service that stays, InvalidInput when the port is
        taken, and StorageUnavailable when the data folder or the database cannot be used.
        """
        self._place.prepare()
        with ServiceLock(self._place.lock_file) as lock:
            await self._lock(lock)
            runtime.withdraw(self._place)  # what a killed service left
            with listen(
                self._config.host,
                self._config.port,
                remembered=runtime.remembered_url(self._place),
            ) as listening:
                await self._serve(listening, lock, on_ready)

    @property
    def needed_again(self) -> bool:
        """Whether somebody published while this host was leaving because nobody did."""
        if self._left_behind is None:
            return False
        return any(i.name not in self._left_behind for i in Outbox(self._place.outbox).waiting())

    async def _lock(self, lock: ServiceLock) -> None:
        deadline = time.monotonic() + LOCK_SECONDS
        while not lock.acquire():
            if time.monotonic() > deadline:
                pid = holder(self._place.lock_file)
                raise Conflict(
                    f"The data folder {self._place.root} has a service already (process {pid}).",
                    hint="Stop it first, or choose another folder with --data.",
                )
            await asyncio.sleep(0.02)

    async def _serve(
        self, listening: socket.socket, lock: ServiceLock, on_ready: Callable[[Running], None]
    ) -> None:
        running = self._running(url_of(listening))
        app = create_app(self._service_config(running))
        activity = Activity(app)
        server = Server(activity)
        try:
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            await server.ready(serving)
            runtime.announce(self._place, running)
            if self._config.port == 0:
                runtime.remember_url(self._place, running.url)
            log.info("serving", extra={"url": running.url, "kind": running.kind})
            on_ready(running)
            worker = await asyncio.to_thread(_worker, self._place, app, running, lock)
            delivering = asyncio.create_task(worker.live())
            loading = asyncio.create_task(once_quiet(lambda: activity.idle_seconds, first_use.load))
            await self._until_stopped(
                activity, worker, delivering, serving, is_busy=app.state.service.is_busy
            )
            app.state.service.closing.begin()
            loading.cancel()
            worker.stop()
            await delivering
            await asyncio.to_thread(app.state.service.news.close)
            server.stop()
            await serving
        finally:
            if lock.held:  # else the folder was removed, and a file there is another service's
                runtime.withdraw(self._place)
            app.state.service.close()
            log.info("stopped", extra={"url": running.url})

    async def _until_stopped(
        self,
        activity: Activity,
        worker: Worker,
        *tasks: asyncio.Task[None],
        is_busy: Callable[[], bool],
    ) -> None:
        limit = self._config.idle_minutes
        look = None if limit is None else min(10.0, limit * 60 / 4)
        stopped = asyncio.create_task(self._stopped.wait())
        try:
            while not self._stopped.is_set():
                await asyncio.wait(
                    {stopped, *tasks}, timeout=look, return_when=asyncio.FIRST_COMPLETED
                )
                if any(task.done() for task in tasks):
                    return  # a failed task raises where it is awaited
                if limit is None or is_busy():
                    continue
                if self._is_idle(activity, worker, limit * 60):
                    waiting = Outbox(self._place.outbox).waiting()
                    self._left_behind = {item.name for item in waiting}
                    return
        finally:
            stopped.cancel()

    def _is_idle(self, activity: Activity, worker: Worker, limit: float) -> bool:
        idle = min(activity.idle_seconds, worker.idle_seconds)
        return idle >= limit and (idle >= WAITING_SECONDS or not worker.waiting)

    def _running(self, url: str) -> Running:
        return Running(
            url=url,
            key=secrets.token_urlsafe(32),
            pid=os.getpid(),
            version=__version__,
            started=datetime.now(UTC).isoformat(),
            kind=self._config.kind,
        )

    def _service_config(self, running: Running) -> ServiceConfig:
        return ServiceConfig(
            database_url=self._config.database_url or f"sqlite:///{self._place.database}",
            blobs_url=self._config.blobs_url or self._place.blobs.as_uri(),
            folder=self._place.root,
            local_user=getpass.getuser(),
            local_key=running.key,
            alone=self._config.database_url is None,  # it is the folder's, whose lock we hold
            open_to_owner=self._config.kind != runtime.SERVE,
            app_url=self._config.app_url or _own_url(self._config, running),
            mail_url=self._config.mail_url,
            registration=self._config.registration,
            bucket_endpoints=self._config.bucket_endpoints,
            ai_endpoints=self._config.ai_endpoints,
            git_hosts=self._config.git_hosts,
        )


def _own_url(config: HostConfig, running: Running) -> str | None:
    everywhere = config.host in ("0.0.0.0", "::")  # noqa: S104 - compared, not bound
    return None if everywhere else running.url


def _worker(place: Place, app: Starlette, running: Running, lock: ServiceLock) -> Worker:
    # Not at the top: answers need no HTTP client, and its import costs a fifth of the start.
    from gofigr_jupyter.host.delivering import worker_of

    return worker_of(place, app, running, is_ours=lambda: lock.held)
