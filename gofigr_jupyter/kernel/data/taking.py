"""Takes the data behind each figure: at once what is small, the rest when no cell runs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.capture.plotted import Bounds, Plotted
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.data.modules import LocalModules
from gofigr_jupyter.kernel.data.plotting import Plotting, Shown, packed
from gofigr_jupyter.kernel.data.scribe import Scribe
from gofigr_jupyter.kernel.data.tables import MOST_TABLES, Tables, Taken, tables_in, written
from gofigr_jupyter.kernel.screen import Screen
from gofigr_jupyter.provenance.secrets import Guard
from gofigr_jupyter.publishing.additions import Additions, Table
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.settings import Settings

if TYPE_CHECKING:  # few have further pictures made
    from gofigr_jupyter.publishing.pictures import Pictures

MOST_FIGURES = 50
"""Figures that are held to be pickled in the next pause."""

Write: TypeAlias = "Callable[[Additions | Pictures], None]"


class Behind(msgspec.Struct, frozen=True):
    """What was taken of one `figure`, which may change; `plotted` goes with it at once."""

    shown: Shown
    tables: Tables
    bounds: Bounds
    cells: int
    figure: object

    @property
    def plotted(self) -> Plotted | None:
        """The plotted data, where they are small enough to go with the figure."""
        return self.shown.plotted


class Taking:
    """Takes what is behind the figures of one kernel; `screen` knows the user's variables."""

    def __init__(self, screen: Callable[[], Screen]) -> None:
        self._screen = screen
        self._plotting = Plotting()
        self._quietly = Boundary(lambda error: None, what="tables could not be looked at")
        self._scribe = Scribe()
        self._modules = LocalModules()
        self._modules_quietly = Boundary(lambda error: None, what="modules could not be read")
        self._cells = 0
        self._figures = 0

    def cell_started(self) -> None:
        """A cell starts: what is in the user's variables may change."""
        self._cells += 1
        self._scribe.pause()

    def cell_ended(self) -> None:
        """A cell has ended: what it imported is read."""
        self._modules_quietly.run(self._modules.look)
        self._scribe.resume()

    def take(
        self,
        display: Display,
        bounds: Bounds,
        guard: Guard,
        *,
        leave_out: Collection[str] = (),
    ) -> Behind:
        """Take what `display` shows, and the tables that its cell names, or that are held for it.

        Not what is in `leave_out`, which may name `plotted` and `tables`.
        """
        tables = display.held
        if not isinstance(tables, Tables):
            tables = self.hold(bounds, room=MOST_TABLES * bounds.bytes, leave_out=leave_out)
        shown = Shown() if "plotted" in leave_out else self._plotting.of(display, bounds, guard)
        return Behind(shown, tables, bounds, self._cells, display.shown)

    def hold(self, bounds: Bounds, *, room: int, leave_out: Collection[str]) -> Tables:
        """Hold the tables that the code names, as they are now, whole while they fit into `room`.

        None with `tables` in `leave_out`.
        """
        screen, found = self._screen(), [Tables()]

        def look() -> None:
            found.append(tables_in(screen.nearby, screen.variables, bounds, room=room))

        if screen.cell is not None and "tables" not in leave_out:
            self._quietly.run(look)
        return found[-1]

    def later(
        self, behind: Behind, publication: Publication, write: Write, *, settings: Settings
    ) -> None:
        """See to it that what did not go with `publication` is written, when there is time."""
        # Steps that need no figure must not keep it alive: a cell may show hundreds.
        whole, behind = behind, msgspec.structs.replace(behind, figure=None)
        cell, drawing = publication.capture.cell, behind.shown.drawing
        about = Additions(
            publication=publication.id,
            service=publication.destination.service,
            source=cell.source if cell else "",
        )
        tables: list[Table] = []
        guard = Guard(settings.secrets_allowed)
        for taken in behind.tables.taken:
            write_table = partial(self._write_table, taken, behind, tables, guard)
            self._scribe.add(write_table, taken.size)
        self._modules_quietly.run(self._modules.look)

        def write_all() -> None:
            words = Guard(guard.allowed)
            additions = msgspec.structs.replace(
                about,
                plotted=None if drawing is None else packed(drawing, behind.bounds, words),
                redactions=dict(words.kinds),
                tables=tuple(tables),
                modules=self._modules.loaded(guard.allowed),
            )
            if additions.plotted or additions.tables or additions.modules:
                write(additions)

        self._scribe.add(write_all, 0 if drawing is None else drawing.size)
        if settings.watermark or settings.keep_pickle:
            self._take_pictures(whole, publication, write, settings=settings)

    def _take_pictures(
        self, behind: Behind, publication: Publication, write: Write, *, settings: Settings
    ) -> None:
        if self._figures == MOST_FIGURES:
            behind = msgspec.structs.replace(behind, figure=None)
        else:
            self._figures += 1

        def take() -> None:
            from gofigr_jupyter.kernel.data.pictures import Interrupted, taken

            cells = self._cells
            try:
                pictures = taken(
                    behind,
                    publication,
                    settings=settings,
                    interrupted=lambda: self._cells != cells or not self._scribe.has_time,
                )
            except Interrupted:
                self._scribe.add(take, 0)
                return
            if behind.figure is not None:
                self._figures -= 1
            if pictures is not None:
                write(pictures)

        self._scribe.add(take, 0)

    def finish(self, patience: float) -> None:
        """Write what waits, at most for so many seconds."""
        self._scribe.finish(patience)

    def close(self) -> None:
        """Write what waits."""
        self._scribe.close()

    def _write_table(self, taken: Taken, behind: Behind, tables: list[Table], guard: Guard) -> None:
        def is_current() -> bool:
            return behind.cells == self._cells and self._there(taken)

        tables.append(written(taken, is_current=is_current, bounds=behind.bounds, guard=guard))

    def _there(self, taken: Taken) -> bool:
        screen = self._screen()
        return screen.in_cells and screen.variables.get(taken.name) is taken.alive()
