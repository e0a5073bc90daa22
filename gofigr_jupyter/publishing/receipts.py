"""Receipts: what became of each figure, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What became of a figure."""

    CAPTURED = "captured"
    """A new revision is durable and visible on the service."""
    SEEN_AGAIN = "seen again"
    """Nothing changed: the last revision's sightings went up."""
    QUEUED = "queued"
    """It is safe in the outbox and waits for the service; `reason` says why it still waits."""
    SKIPPED = "skipped"
    """It was left out on purpose; `reason` says why."""
    FAILED = "failed"
    """It is not on the service and will not get there by itself; `reason` says why."""


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of one figure (or of one cell that showed none).

    `publication` is None when nothing reached the outbox. `number` counts the figure's revisions
    from 1. `link` opens the revision in a browser.
    """

    state: State
    publication: str | None = None
    session: str = ""
    execution_count: int | None = None
    cell_id: str | None = None
    slot: int = 0
    name: str | None = None
    reason: str = ""
    revision: str | None = None
    short_id: str | None = None
    number: int | None = None
    link: str | None = None
    size_bytes: int | None = None
    at: str = ""
