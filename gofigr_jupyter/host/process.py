"""Runs a host in a process of its own: event loop, signals, log, exit status."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable

from gofigr_jupyter.errors import Conflict, GoFigrError
from gofigr_jupyter.host.host import Host, HostConfig
from gofigr_jupyter.host.logs import log_to
from gofigr_jupyter.runtime import start
from gofigr_jupyter.runtime.running import EMBEDDED, Running

log = logging.getLogger(__name__)
LAST_SECONDS = 8.0
"""How long what is in work may take to end, once the service was told to stop."""


def run(config: HostConfig, on_ready: Callable[[Running], None] = lambda running: None) -> int:
    """Serve until SIGTERM, SIGINT or idleness. Returns the exit status.

    A host that was started on demand tells its troubles to its log; for others this raises them.
    """
    # NumPy's threads wait for each other by turning in circles: on a busy machine a question to the
    # model of meanings takes five times as long with them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    try:
        config.place.prepare()
        handler = log_to(config.place.log_file)
        try:
            with asyncio.Runner(loop_factory=_loop_factory()) as runner:
                host = runner.run(_live(config, on_ready))
        finally:
            logging.getLogger().removeHandler(handler)
            handler.close()
    except Conflict:
        if config.kind == EMBEDDED:
            return 0  # another service is there, which is all that was wanted
        raise
    except GoFigrError as error:
        if config.kind == EMBEDDED:
            print(error, file=sys.stderr)  # noqa: T201 - standard error is the log
            return 1
        raise
    if host.needed_again:
        start.ensure_running(config.place, idle_minutes=config.idle_minutes or 10)
    return 0


async def _live(config: HostConfig, on_ready: Callable[[Running], None]) -> Host:
    host = Host(config)

    def leave() -> None:
        host.stop()
        last = threading.Timer(LAST_SECONDS, _break_off)
        last.daemon = True
        last.start()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, leave)
        except NotImplementedError:  # Windows: Ctrl-C raises KeyboardInterrupt instead
            break
    await host.live(on_ready)
    return host


def _break_off() -> None:
    """End this process: a service can be killed at any moment, and the next one goes on."""
    log.warning("stopped in the middle of what did not end")
    logging.shutdown()
    os._exit(0)


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # there is none for Windows
        return None
    return uvloop.new_event_loop
