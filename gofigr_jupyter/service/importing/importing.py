"""Importing: what brings things in from elsewhere, put together."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from gofigr_jupyter.service.domain.people.storage import Storage
from gofigr_jupyter.service.domain.ports import Blobs, Database
from gofigr_jupyter.service.domain.tasks import Task, TaskKind
from gofigr_jupyter.service.importing.decks import Decks
from gofigr_jupyter.service.importing.documents import DocumentImport
from gofigr_jupyter.service.importing.remotes import GitRemotes
from gofigr_jupyter.service.importing.repositories import RepositoryImport
from gofigr_jupyter.service.importing.scratch import Scratch
from gofigr_jupyter.service.surfaces.closing import Closing
from gofigr_jupyter.service.worker import Doing


class Places(Blobs, Storage, Protocol):
    """Where bytes are, and where new ones go."""


class Importing:
    """Does what tasks ask to be imported. In `folder` is what is needed meanwhile.

    `hosts` are those inside the own network that may be reached; None stands for all.
    """

    def __init__(
        self,
        database: Database,
        places: Places,
        folder: Path,
        *,
        hosts: Collection[str] | None,
        closing: Closing,
    ) -> None:
        own = folder / "imports"
        scratch = Scratch(own / "scratch")
        self.decks = Decks(scratch, closing)
        self.remotes = GitRemotes(
            database, scratch, known=own / "known_hosts", hosts=hosts, closing=closing
        )
        self._running, self._lock = 0, threading.Lock()
        doings: Mapping[TaskKind, Doing] = {
            TaskKind.IMPORT: DocumentImport(
                database=database,
                blobs=places,
                storage=places,
                scratch=scratch,
                closing=closing,
            ),
            TaskKind.GIT: RepositoryImport(
                database=database,
                storage=places,
                remotes=self.remotes,
                scratch=scratch,
                closing=closing,
            ),
        }

        self.doings = {kind: partial(self._counted, doing) for kind, doing in doings.items()}

    def is_busy(self) -> bool:
        """Whether something is being imported now."""
        return self._running > 0

    def _counted(self, doing: Doing, task: Task) -> str:
        with self._lock:
            self._running += 1
        try:
            return doing(task)
        finally:
            with self._lock:
                self._running -= 1
