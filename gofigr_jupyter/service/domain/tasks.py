"""Tasks: what the service does on its own time, kept so that a crash loses none.

A worker takes a task for a while (a lease), which it renews while it works. When it dies, the lease
ends and another one takes the task again; a service that has the database for itself need not wait
for that. A task that fails is tried again later, and given up after MOST_ATTEMPTS.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gofigr_jupyter.errors import Conflict, Forbidden, NotFound
from gofigr_jupyter.ids import UserId, is_id, new_id
from gofigr_jupyter.service.domain.model import SECOND, Actor, Moment
from gofigr_jupyter.service.domain.ports import Rows, Transaction

LEASE = 60 * SECOND
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
    DESCRIBE = "describe"
    IMPORT = "import"
    GIT = "git"


ASKED_FOR = (TaskKind.ANSWER, TaskKind.IMPORT, TaskKind.GIT)
"""What somebody sits and waits for."""


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

    def next_due(self, now: Moment, kinds: Collection[TaskKind]) -> Task | None:
        """The one that has waited longest: due, or left behind by a worker that died."""

    def is_due(self, now: Moment, kinds: Collection[TaskKind]) -> bool:
        """Whether there is one of these kinds to take."""

    def running(self) -> Sequence[Task]:
        """Those that a worker has, or had when it died."""

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


def take(tx: Transaction, kinds: Collection[TaskKind] = tuple(TaskKind)) -> Task | None:
    """The next task of these kinds, leased to the caller; None when nothing is due."""
    while (task := tx.tasks.next_due(tx.now, kinds)) is not None:
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


def renew(tx: Transaction, id: str) -> None:
    """Keep the lease of a task that is still being done."""
    task = tx.tasks.get(id)
    if task is not None and task.state is TaskState.RUNNING:
        tx.tasks.change(id, lease_until=tx.now + LEASE)


def take_over(tx: Transaction) -> None:
    """Let tasks be taken at once whose worker was killed.

    For a service that starts, and knows that no other one uses the database.
    """
    for task in tx.tasks.running():
        tx.tasks.change(task.id, state=TaskState.WAITING)
        tx.task_is_due = True


def report(tx: Transaction, id: str, *, progress: int, message: str) -> bool:
    """Say how far a task is; False when it was canceled and should stop."""
    task = tx.tasks.get(id)
    if task is None or task.state is not TaskState.RUNNING:
        return False
    tx.tasks.change(id, progress=progress, message=message)
    return True


def finish(tx: Transaction, id: str, *, message: str) -> None:
    """A task is done; one that was canceled meanwhile stays so."""
    task = tx.tasks.get(id)
    if task is not None and task.state is TaskState.RUNNING:
        tx.tasks.change(id, state=TaskState.DONE, progress=100, message=message, finished=tx.now)


def fail(tx: Transaction, id: str, *, message: str, again: bool = True) -> None:
    """An attempt failed: wait and try `again`, or give the task up."""
    task = tx.tasks.get(id)
    if task is None or task.state is not TaskState.RUNNING:
        return
    if not again or task.attempts >= MOST_ATTEMPTS:
        tx.tasks.change(id, state=TaskState.FAILED, message=message, finished=tx.now)
        return
    pause = FIRST_PAUSE * 4 ** (task.attempts - 1)
    tx.tasks.change(id, state=TaskState.WAITING, message=message, due=tx.now + pause)


def hand_back(tx: Transaction, id: str) -> None:
    """A worker ends in the middle of a task: the next one takes it at once."""
    task = tx.tasks.get(id)
    if task is not None and task.state is TaskState.RUNNING:
        tx.tasks.change(
            id, state=TaskState.WAITING, attempts=task.attempts - 1, due=tx.now, lease_until=None
        )


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
