"""Takes the data behind each figure: at once what is small, the rest when no cell runs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from gofigr_jupyter.capture.capture import Cell
from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.capture.plotted import Bounds, Plotted
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.data.modules import LocalModules
from gofigr_jupyter.kernel.data.plotting import Plotting, Shown, packed
from gofigr_jupyter.kernel.data.scribe import Scribe
from gofigr_jupyter.kernel.data.tables import Taken, tables_in, written
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
    tables: tuple[Taken, ...]
    bounds: Bounds
    cells: int
    figure: object

    @property
    def plotted(self) -> Plotted | None:
        """The plotted data, where they are small enough to go with the figure."""
        return self.shown.plotted


class Taking:
    """Takes what is behind the figures of one kernel.

    `namespace` holds the user's variables.
    """

    def __init__(self, namespace: Callable[[], Mapping[str, object]]) -> None:
        self._namespace = namespace
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
        cell: Cell | None,
        bounds: Bounds,
        *,
        leave_out: Collection[str] = (),
    ) -> Behind:
        """Take what `display` shows, and the tables that its cell names.

        Not what is in `leave_out`, which may name `plotted` and `tables`.
        """
        tables: list[Taken] = []
        if cell is not None and "tables" not in leave_out:
            source = cell.source
            self._quietly.run(lambda: tables.extend(tables_in(source, self._namespace(), bounds)))
        shown = Shown() if "plotted" in leave_out else self._plotting.of(display, bounds)
        return Behind(shown, tuple(tables), bounds, self._cells, display.shown)

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
        for taken in behind.tables:
            self._scribe.add(partial(self._write_table, taken, behind, tables), taken.size)
        self._modules_quietly.run(self._modules.look)

        def write_all() -> None:
            additions = msgspec.structs.replace(
                about,
                plotted=None if drawing is None else packed(drawing, behind.bounds),
                tables=tuple(tables),
                modules=self._modules.loaded(),
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

    def _write_table(self, taken: Taken, behind: Behind, tables: list[Table]) -> None:
        def is_current() -> bool:
            return behind.cells == self._cells and self._there(taken)

        tables.append(written(taken, is_current=is_current, bounds=behind.bounds))

    def _there(self, taken: Taken) -> bool:
        return self._namespace().get(taken.name) is taken.alive()
