"""Tasks over the wire: what the service does on its own time."""

from __future__ import annotations

from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import get, post
from gofigr_jupyter.wire.tasks import Task


def list_tasks(call: Call) -> list[Task]:
    """The caller's tasks, newest first; staff see all."""
    found = call.service.database.read(lambda tx: tasks.own_tasks(tx, call.actor))
    return [told(task) for task in found]


def show_task(call: Call) -> Task:
    """How far a task is."""
    return told(call.service.database.read(lambda tx: tasks.own_task(tx, call.actor, call.id)))


def cancel_task(call: Call) -> Task:
    """End a task that waits or runs."""
    return told(call.service.database.write(lambda tx: tasks.cancel(tx, call.actor, call.id)))


def told(task: tasks.Task) -> Task:
    """A task, as it travels."""
    return Task(
        api_id=task.id,
        kind=task.kind.value,
        state=task.state.value,
        progress=task.progress,
        message=task.message,
        target_type=task.target_type,
        target_id=task.target_id,
        attempts=task.attempts,
        created_on=responses.time(task.created) or "",
        started_on=responses.time(task.started),
        finished_on=responses.time(task.finished),
    )


OPERATIONS = (
    get("/tasks", list_tasks, list[Task]),
    get("/tasks/{id}", show_task, Task),
    post("/tasks/{id}/cancel", cancel_task, None, Task, status=200),
)
"""Served below `/api/<version>`, in every version."""
