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
    """The state of the repository around the notebook. `dirty` is None when not known yet.

    `work_tree` is its folder, for the service to ask git for the changes.
    """

    commit: str | None
    branch: str | None
    remote: str | None
    dirty: bool | None
    work_tree: str | None = None


class Machine(msgspec.Struct, frozen=True, kw_only=True):
    """What of a machine and its settings a result can depend on.

    `variables` are those that tell libraries how many threads to use, which devices and seed.
    """

    locale: str
    time_zone: str
    processors: int | None
    variables: Mapping[str, str]
    gpus: tuple[str, ...]


class Environment(msgspec.Struct, frozen=True, kw_only=True):
    """Interpreter, platform and installed distributions, one a line, sorted.

    A line is `name==version`, or `name @ address` where it was installed from there: pip installs
    the same again from them. Where a lock file tells its hashes, these follow (` --hash=sha256:`).
    """

    python: str
    executable: str
    platform: str
    packages: str
    machine: Machine | None = None


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
