"""Where a figure came from: frozen values, complete when made."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec


class Notebook(msgspec.Struct, frozen=True, kw_only=True):
    """A notebook's file name, and its path where that is known."""

    name: str
    path: str | None

    @property
    def place(self) -> str:
        """The path, or the name where that is not known."""
        return self.path or self.name


class Git(msgspec.Struct, frozen=True, kw_only=True):
    """The state of the repository around the notebook. `dirty` is None when not known yet."""

    commit: str | None
    branch: str | None
    remote: str | None
    dirty: bool | None


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """Interpreter, platform and installed distributions (`name==version`, one a line, sorted)."""

    python: str
    executable: str
    platform: str
    packages: str


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be recorded, and why."""

    about: str
    text: str


class Provenance(msgspec.Struct, frozen=True, kw_only=True):
    """Everything recorded about a figure's origin; what is missing has a note."""

    notebook: Notebook
    environment: Environment | None
    git: Git | None
    notes: tuple[Note, ...] = ()
    redactions: Mapping[str, int] = msgspec.field(default_factory=dict)
    """How many secrets were taken out of the cell's source, by kind."""
