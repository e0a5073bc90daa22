"""Keeps what is needed to find pictures by their looks ready, so that no search waits for it.

Most pictures are in one gallery, in files that are mapped into memory: it is made while the service
is idle, and opened by the next service in a millisecond. Those that came since are in a small one.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.service.domain.ports import Database

if TYPE_CHECKING:
    from gofigr_jupyter.pictures.looks.gallery import Gallery

MOST_PICTURES = 30_000
"""So many of the newest pictures are compared: each takes some 12 kB of the disk."""
MOST_NEW = 500
"""Of pictures that are not in files; more are put into them when the service is idle."""
PREFIX = "gallery-"


class Shelves:
    """The galleries of one service, with files in `folder`, which can be made anew."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder
        self._lock = threading.Lock()
        self._was_opened = False
        self._stored: Gallery | None = None
        self._recent: Gallery | None = None

    def galleries(self) -> Sequence[Gallery]:
        """All pictures there are now, in at most two galleries."""
        with self._lock:
            stored = self._opened()
            before = stored.newest if stored else 0
            newest = self._recent.newest if self._recent else before
            if self._database.read(lambda tx: tx.looks.count(after=newest, most=1)):
                self._recent = self._gallery(after=before)
            return [gallery for gallery in (stored, self._recent) if gallery]

    def prepare(self) -> None:
        """Put all pictures into files, where many are not there yet; for when nobody waits."""
        with self._lock:
            stored = self._opened()
        before = stored.newest if stored else 0
        most = max(MOST_NEW, len(stored) // 5 if stored else 0)
        if self._database.read(lambda tx: tx.looks.count(after=before, most=most + 1)) <= most:
            return
        name = self._save(self._gallery(after=0))
        with self._lock:
            self._stored, self._recent = _open(name), None
        for other in self._folder.glob(f"{PREFIX}*"):
            if other != name:
                shutil.rmtree(other, ignore_errors=True)

    def _opened(self) -> Gallery | None:
        """What an earlier service left, if it is of these pictures."""
        if not self._was_opened:
            self._was_opened = True
            found = filter(None, map(_open, self._folder.glob(f"{PREFIX}*")))
            self._stored = next(filter(self._is_known, found), None)
        return self._stored

    def _is_known(self, gallery: Gallery) -> bool:
        """Whether a gallery is of this database."""
        return bool(self._database.read(lambda tx: tx.looks.copies([gallery.newest])))

    def _gallery(self, *, after: int) -> Gallery:
        from gofigr_jupyter.pictures.looks.features import unpacked
        from gofigr_jupyter.pictures.looks.gallery import Gallery  # brings numpy

        kept = self._database.read(lambda tx: tx.looks.newest(MOST_PICTURES, after=after))
        return Gallery.of({look: unpacked(features) for look, features in kept})

    def _save(self, gallery: Gallery) -> Path:
        """A folder with a gallery; it is there whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self._folder, prefix=".") as made:
            whole = Path(made, "whole")
            whole.mkdir()
            gallery.save(whole)
            name = self._folder / f"{PREFIX}{gallery.newest}"
            shutil.rmtree(name, ignore_errors=True)
            return whole.rename(name)


def _open(folder: Path) -> Gallery | None:
    from gofigr_jupyter.pictures.looks.gallery import Gallery  # brings numpy

    try:
        return Gallery.opened(folder)
    except (OSError, ValueError):  # it can be made anew
        return None
