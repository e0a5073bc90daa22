"""Where figures go: the data folder, the service they are meant for, and who delivers them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.kernel.words import sentence
from gofigr_jupyter.provenance.provenance import Notebook
from gofigr_jupyter.publishing.additions import Additions
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.pending import PendingFolder
from gofigr_jupyter.publishing.publication import Destination
from gofigr_jupyter.publishing.services import Services, service_at
from gofigr_jupyter.runtime import running
from gofigr_jupyter.runtime.doorbell import Button
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.settings import Settings

if TYPE_CHECKING:  # few have further pictures made
    from gofigr_jupyter.publishing.pictures import Pictures

Start = Callable[[Place, float], None]
"""Starts the service of a place that leaves after so many idle minutes; returns at once."""


class Route:
    """The way that figures take under some settings."""

    def __init__(self, settings: Settings, start: Start) -> None:
        self.place = Place(settings.data_dir)
        self.outbox = Outbox(self.place.outbox)
        self._settings = settings
        self._start = start
        self._service = service_at(
            settings.url,
            api_key=settings.api_key,
            username=settings.username,
            password=settings.password,
        )
        self._runtime_file = str(self.place.runtime_file)
        self._address_file = str(self.place.address_file)
        self._doorbell = Button(self.place)
        self._ready = False
        self._address: str | None = None
        self._address_read_at: tuple[int, int] | None = None

    def prepare(self) -> str | None:
        """Make the data folder and note the service in it; the problem where that fails."""
        if self._ready:
            return None
        try:
            self.place.prepare()
            Services(self.place.outbox).add(self._service)
        except GoFigrError as error:
            return sentence(error)
        self._ready = True
        return None

    def destination(self, notebook: Notebook) -> Destination:
        """Where the figures of `notebook` are kept."""
        return Destination(
            service=self._service.name,
            workspace=self._settings.workspace,
            analysis=self._settings.analysis or notebook.name.removesuffix(".ipynb"),
        )

    @property
    def address(self) -> str | None:
        """The address in a browser of the service that keeps the figures, where it is known."""
        if not self._settings.embedded:
            return self._settings.url
        written = _written(self._runtime_file), _written(self._address_file)
        if written != self._address_read_at:
            self._address_read_at = written
            self._address = running.last_url(self.place)
        return self._address

    def add(self, later: Additions | Pictures) -> None:
        """Have something added to a figure that went this way. Raises OSError."""
        if isinstance(later, Additions):
            PendingFolder(self.place.additions, Additions).put(later)
        else:
            PendingFolder(self.place.pictures, type(later)).put(later)
        self.wake()

    def adding(self) -> set[str]:
        """The publications to whose revisions data are still to be added, of all kernels."""
        return PendingFolder(self.place.additions, Additions).publications()

    def wake(self) -> None:
        """Have the outbox delivered: ring, and start the service where nobody answers."""
        if not self._doorbell.ring():
            self.start()

    def wake_again(self) -> None:
        """As `wake`, where nothing has come for long: the service may have another doorbell now."""
        self._doorbell.release()
        self.wake()

    def close(self) -> None:
        """Let go of what is open; harmless when it is used again."""
        self._doorbell.release()

    def start(self) -> None:
        """See to it that somebody delivers; nobody can where there is no data folder."""
        if self.prepare() is None:
            self._start(self.place, self._settings.idle_minutes)


def _written(path: str) -> int:
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return 0
