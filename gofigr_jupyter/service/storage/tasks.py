"""Tasks, stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    and_,
    bindparam,
    or_,
)

from gofigr_jupyter.ids import UserId
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.tasks import Task, TaskKind, TaskState
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.tables import Word, id_column, metadata

tasks = Table(
    "tasks",
    metadata,
    id_column(),
    Column("kind", Word(TaskKind), nullable=False),
    Column("state", Word(TaskState), nullable=False),
    Column("user_id", String(36), ForeignKey("users.id", ondelete="CASCADE")),
    Column("target_type", Text),
    Column("target_id", String(36)),
    Column("progress", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created", BigInteger, nullable=False),
    Column("due", BigInteger, nullable=False),
    Column("lease_until", BigInteger),
    Column("started", BigInteger),
    Column("finished", BigInteger),
    Index(None, "state", "due"),
    Index(None, "user_id", "created"),
    Index(None, "kind", "state"),
    Index(None, "target_id", "kind", "state"),
)

TASKS = Mapped(tasks, Task)
_NEWEST = TASKS.select().order_by(tasks.c.created.desc()).limit(bindparam("at_most"))
_OF_USER = _NEWEST.where(tasks.c.user_id == bindparam("user"))
_DUE = (
    TASKS.select()
    .where(
        tasks.c.kind.in_(bindparam("kinds", expanding=True)),
        or_(
            and_(tasks.c.state == TaskState.WAITING, tasks.c.due <= bindparam("now")),
            and_(tasks.c.state == TaskState.RUNNING, tasks.c.lease_until < bindparam("now")),
        ),
    )
    .order_by(tasks.c.due)
    .limit(1)
)
_NEXT_DUE = _DUE.with_for_update(skip_locked=True)  # two workers never take the same one
_RUNNING = TASKS.select().where(tasks.c.state == TaskState.RUNNING)
_OPEN = (
    TASKS.select()
    .where(
        tasks.c.kind == bindparam("kind"),
        tasks.c.state.in_([TaskState.WAITING, TaskState.RUNNING]),
    )
    .limit(1)
)
_WAITS_FOR = (
    TASKS.select()
    .where(
        tasks.c.target_id == bindparam("target"),
        tasks.c.kind == bindparam("kind"),
        tasks.c.state == TaskState.WAITING,
    )
    .limit(1)
)
_LAST_DONE = (
    TASKS.select()
    .where(tasks.c.kind == bindparam("kind"), tasks.c.state == TaskState.DONE)
    .order_by(tasks.c.finished.desc())
    .limit(1)
)


class TaskRows(TableRows[Task]):
    """Implements `domain.tasks.Tasks`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, TASKS)

    def of_user(self, user: UserId | None, *, limit: int) -> Sequence[Task]:
        """Those of a user, or for None all of them, newest first."""
        if user is None:
            return self.every(_NEWEST, at_most=limit)
        return self.every(_OF_USER, at_most=limit, user=user)

    def next_due(self, now: Moment, kinds: Collection[TaskKind]) -> Task | None:
        """The one that has waited longest: due, or left behind by a worker that died."""
        return self.first(_NEXT_DUE, now=now, kinds=list(kinds))

    def is_due(self, now: Moment, kinds: Collection[TaskKind]) -> bool:
        """Whether there is one of these kinds to take."""
        return self.first(_DUE, now=now, kinds=list(kinds)) is not None

    def running(self) -> Sequence[Task]:
        """Those that a worker has, or had when it died."""
        return self.every(_RUNNING)

    def has_open(self, kind: TaskKind) -> bool:
        """Whether one of this kind waits or runs."""
        return self.first(_OPEN, kind=kind) is not None

    def waits_for(self, kind: TaskKind, target_id: str) -> bool:
        """Whether one of this kind waits that is about a thing."""
        return self.first(_WAITS_FOR, kind=kind, target=target_id) is not None

    def last_done(self, kind: TaskKind) -> Task | None:
        """The one of this kind that was done last."""
        return self.first(_LAST_DONE, kind=kind)
