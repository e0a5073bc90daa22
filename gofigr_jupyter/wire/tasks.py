"""Tasks as they travel."""

from __future__ import annotations

from msgspec import Struct

from gofigr_jupyter.wire.revisions import Id, Time


class Task(Struct, kw_only=True):
    """Something the service does on its own time.

    `state` is waiting, running, done, failed or canceled; `progress` is in percent.
    """

    api_id: Id
    kind: str
    state: str
    progress: int = 0
    message: str = ""
    target_type: str | None = None
    target_id: Id | None = None
    attempts: int = 0
    created_on: Time
    started_on: Time | None = None
    finished_on: Time | None = None
