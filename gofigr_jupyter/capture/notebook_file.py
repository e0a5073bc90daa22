"""A notebook's file: the ids and tags of its cells, for front ends that do not tell them.

nbclient, nbconvert and papermill send a cell's source and nothing else. Where the notebook's path
is known, its file says the rest for every cell whose source is in it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec


class _Metadata(msgspec.Struct):
    tags: list[str] = []


class _Cell(msgspec.Struct):
    cell_type: str = ""
    id: str | None = None
    metadata: _Metadata = msgspec.field(default_factory=_Metadata)
    source: str | list[str] = ""


class _File(msgspec.Struct):
    cells: list[_Cell] = []


_decoder = msgspec.json.Decoder(_File)


class Label(msgspec.Struct, frozen=True, kw_only=True):
    """The id and tags that a notebook's file gives a cell."""

    id: str | None
    tags: tuple[str, ...]


class NotebookFile:
    """Labels of a notebook's cells by their source; reads the file anew only when it must."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_at: tuple[int, int] | None = None
        self._labels: dict[str, list[tuple[int, Label]]] = {}
        self._at = -1

    def label(self, source: str) -> Label | None:
        """The label of the code cell with this `source` that runs now; None when there is none.

        Where several cells have it, as copies do, it is the next one below the cell that was asked
        for last, and the first when there is none below: ask once for each run of a cell. A file
        that cannot be read has no labels.
        """
        if source not in self._labels:
            self._read()
        cells = self._labels.get(source)
        if not cells:
            return None
        self._at, label = next((cell for cell in cells if cell[0] > self._at), cells[0])
        return label

    def _read(self) -> None:
        try:
            status = self.path.stat()
            if self._read_at == (status.st_mtime_ns, status.st_size):
                return
            self._read_at = (status.st_mtime_ns, status.st_size)
            cells = _decoder.decode(self.path.read_bytes()).cells
        except (OSError, ValueError):  # msgspec's errors are ValueErrors
            return
        labels: dict[str, list[tuple[int, Label]]] = {}
        for place, cell in enumerate(cells):
            source = cell.source if isinstance(cell.source, str) else "".join(cell.source)
            if cell.cell_type == "code":
                label = Label(id=cell.id, tags=tuple(cell.metadata.tags))
                labels.setdefault(source, []).append((place, label))
        self._labels = labels
