"""Leases: tell, while a task is being done, that its worker is alive."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.ports import Database
from gofigr_jupyter.service.domain.tasks import Task

log = logging.getLogger(__name__)

RENEW_SECONDS = 15.0


@contextmanager
def leased(database: Database, task: Task, *, seconds: float = RENEW_SECONDS) -> Iterator[None]:
    """Renews the lease of a task again and again until its doing ends."""
    done = threading.Event()

    def renew() -> None:
        while not done.wait(seconds):
            try:
                database.write(lambda tx: tasks.renew(tx, task.id))
            except GoFigrError as error:  # the disk may be full: try again before the lease ends
                log.warning("lease not renewed", extra={"task": task.id, "reason": str(error)})

    thread = threading.Thread(target=renew, name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
