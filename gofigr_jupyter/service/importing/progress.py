"""Progress: tells how far a task is, and hears that it should end."""

from __future__ import annotations

import time

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Database, Transaction
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.domain.tokens import actor_of
from gofigr_jupyter.service.surfaces.closing import Closing

TELL_SECONDS = 1.0


class Stop(Exception):
    """The task was canceled."""


def counted(count: int, what: str) -> str:
    """So many of them, for people."""
    return f"{count:,} {what if count == 1 else f'{what}s'}"


def who_asked(tx: Transaction, task: Task) -> Actor:
    """For whom a task is done. Raises NotFound for somebody who is gone."""
    user = tx.users.get(task.user_id or "")
    if user is None:
        raise NotFound("Whoever asked for the import is gone.")
    return actor_of(user)


class Progress:
    """How far a task is. When the service ends, the next one goes on."""

    def __init__(self, database: Database, task: Task, closing: Closing) -> None:
        self._database = database
        self._task = task
        self._closing = closing
        self._percent, self._message = task.progress, task.message
        self._told = 0.0

    def tell(self, percent: int, message: str) -> None:
        """Say how far it is."""
        self._percent, self._message = percent, message
        self.look()

    def look(self) -> None:
        """Go on; raises Stop when the task was canceled, Closed when the service ends."""
        self._closing.look()
        if time.monotonic() - self._told < TELL_SECONDS:
            return
        self._told = time.monotonic()
        percent, message = self._percent, self._message
        if not self._database.write(
            lambda tx: tasks.report(tx, self._task.id, progress=percent, message=message)
        ):
            raise Stop
