"""Where a figure came from: frozen values, complete when made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Notebook:
    """A notebook's file name, and its path where that is known."""

    name: str
    path: str | None


@dataclass(frozen=True, kw_only=True)
class Git:
    """The state of the repository around the notebook. `dirty` is None when not known yet."""

    commit: str | None
    branch: str | None
    remote: str | None
    dirty: bool | None


@dataclass(frozen=True, kw_only=True)
class Environment:
    """Interpreter, platform and installed distributions (`name==version`, one a line, sorted)."""

    python: str
    executable: str
    platform: str
    packages: str


@dataclass(frozen=True, kw_only=True)
class Note:
    """What could not be recorded, and why."""

    about: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Everything recorded about a figure's origin; what is missing has a note."""

    notebook: Notebook
    environment: Environment | None
    git: Git | None
    notes: tuple[Note, ...] = ()
