"""Tasks: what the service does on its own time, kept so that a crash loses none.

A worker takes a task for a while (a lease); when it dies, the lease ends and another one takes the
task again. One that fails is tried again later, and given up after MOST_ATTEMPTS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gofigr_jupyter.errors import Conflict, Forbidden, NotFound
from gofigr_jupyter.ids import UserId, is_id, new_id
from gofigr_jupyter.service.domain.model import SECOND, Actor, Moment
from gofigr_jupyter.service.domain.ports import Rows, Transaction

LEASE = 300 * SECOND
MOST_ATTEMPTS = 5
FIRST_PAUSE = 60 * SECOND
"""After the first failure; each further one waits four times as long."""
MOST_LISTED = 1000


class TaskKind(StrEnum):
    """What tasks there are."""

    SWEEP = "sweep"
    MAIL = "mail"
    INDEX = "index"
    ANSWER = "answer"


class TaskState(StrEnum):
    """How far a task is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELED = "canceled"


ENDED = frozenset({TaskState.DONE, TaskState.FAILED, TaskState.CANCELED})


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something to do. Without a user it is the service's own. `progress` is in percent."""

    id: str
    kind: TaskKind
    state: TaskState = TaskState.WAITING
    user_id: UserId | None = None
    target_type: str | None = None
    target_id: str | None = None
    progress: int = 0
    message: str = ""
    attempts: int = 0
    created: Moment
    due: Moment
    lease_until: Moment | None = None
    started: Moment | None = None
    finished: Moment | None = None


class Tasks(Rows[Task], Protocol):
    """Stored tasks."""

    def of_user(self, user: UserId | None, *, limit: int) -> Sequence[Task]:
        """Those of a user, or for None all of them, newest first."""

    def next_due(self, now: Moment) -> Task | None:
        """The one that has waited longest: due, or left behind by a worker that died."""

    def is_due(self, now: Moment) -> bool:
        """Whether there is one to take."""

    def has_open(self, kind: TaskKind) -> bool:
        """Whether one of this kind waits or runs."""

    def waits_for(self, kind: TaskKind, target_id: str) -> bool:
        """Whether one of this kind waits that is about a thing."""

    def last_done(self, kind: TaskKind) -> Task | None:
        """The one of this kind that was done last."""


def request(
    tx: Transaction,
    kind: TaskKind,
    *,
    by: Actor | None = None,
    due: Moment | None = None,
    target: tuple[str, str] | None = None,
) -> Task:
    """A new task, to be done at once or when it is due; it is there if this commits.

    `target` says what it is about: a kind of thing and an id.
    """
    target_type, target_id = target or (None, None)
    task = Task(
        id=new_id(),
        kind=kind,
        user_id=by.user_id if by else None,
        target_type=target_type,
        target_id=target_id,
        created=tx.now,
        due=due or tx.now,
    )
    tx.tasks.add(task)
    tx.task_is_due = tx.task_is_due or task.due <= tx.now
    return task


def take(tx: Transaction) -> Task | None:
    """The next task, leased to the caller; None when nothing is due."""
    while (task := tx.tasks.next_due(tx.now)) is not None:
        if task.attempts >= MOST_ATTEMPTS:
            tx.tasks.change(
                task.id, state=TaskState.FAILED, finished=tx.now, message="Its worker died."
            )
            continue
        tx.tasks.change(
            task.id,
            state=TaskState.RUNNING,
            attempts=task.attempts + 1,
            lease_until=tx.now + LEASE,
            started=tx.now,
        )
        return tx.tasks.get(task.id)
    return None


def report(tx: Transaction, id: str, *, progress: int, message: str) -> bool:
    """Say how far a task is and keep its lease; False when it was canceled and should stop."""
    task = tx.tasks.get(id)
    if task is None or task.state is not TaskState.RUNNING:
        return False
    tx.tasks.change(id, progress=progress, message=message, lease_until=tx.now + LEASE)
    return True


def finish(tx: Transaction, id: str, *, message: str) -> None:
    """A task is done; one that was canceled meanwhile stays so."""
    task = tx.tasks.get(id)
    if task is not None and task.state is TaskState.RUNNING:
        tx.tasks.change(id, state=TaskState.DONE, progress=100, message=message, finished=tx.now)


def fail(tx: Transaction, id: str, *, message: str) -> None:
    """An attempt failed: wait and try again, or give the task up."""
    task = tx.tasks.get(id)
    if task is None or task.state is not TaskState.RUNNING:
        return
    if task.attempts >= MOST_ATTEMPTS:
        tx.tasks.change(id, state=TaskState.FAILED, message=message, finished=tx.now)
        return
    pause = FIRST_PAUSE * 4 ** (task.attempts - 1)
    tx.tasks.change(id, state=TaskState.WAITING, message=message, due=tx.now + pause)


def own_tasks(tx: Transaction, actor: Actor) -> Sequence[Task]:
    """The actor's, newest first; staff see everybody's and the service's own."""
    return tx.tasks.of_user(None if actor.is_staff else actor.user_id, limit=MOST_LISTED)


def own_task(tx: Transaction, actor: Actor, id: str) -> Task:
    """One of the actor's; staff see every one."""
    task = tx.tasks.get(id.lower()) if is_id(id) else None
    if task is None:
        raise NotFound(f"There is no task {id[:60]!r}.", hint="See the list of tasks.")
    if not actor.is_staff and task.user_id != actor.user_id:
        raise Forbidden("That is somebody else's task.")
    return task


def cancel(tx: Transaction, actor: Actor, id: str) -> Task:
    """End a task that waits or runs. Raises Conflict when it has ended already."""
    task = own_task(tx, actor, id)
    if task.state in ENDED:
        raise Conflict(f"The task is {task.state} already.", hint="There is nothing to cancel.")
    tx.tasks.change(task.id, state=TaskState.CANCELED, finished=tx.now)
    return tx.tasks.get(task.id) or task
