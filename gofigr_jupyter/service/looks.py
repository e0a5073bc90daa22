"""Remembers what the pictures of figures look like, so that a screenshot leads to its figure.

Looks are taken by a child process while the service has nothing else to do, and kept beside the
documents of search, with which they go. `shelves` holds what is needed to find one.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.errors import Conflict, StorageUnavailable
from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.domain.ports import Blobs, Database, Transaction
from gofigr_jupyter.service.domain.search.looks import Look, Unseen
from gofigr_jupyter.service.shelves import Shelves
from gofigr_jupyter.service.surfaces.pictured import Pictured, of_figure
from gofigr_jupyter.service.thumbnails.child import Children
from gofigr_jupyter.service.thumbnails.kinds import LIMITS, Kind, kind_of
from gofigr_jupyter.service.thumbnails.looker import looks

if TYPE_CHECKING:
    from PIL.Image import Image

    from gofigr_jupyter.pictures.looks.finding import Visible

BATCH = 8
"""Pictures that one child looks at."""
MOST_BYTES = 16 * 1024 * 1024
"""Of one picture; larger ones are not looked at."""


class KnownLooks:
    """Implements `surfaces.service.Recognizer`."""

    def __init__(self, database: Database, blobs: Blobs, folder: Path) -> None:
        self._database = database
        self._blobs = blobs
        self._shelves = Shelves(database, folder)
        self._children = Children()
        self._closing = threading.Event()
        self._looking = threading.Lock()

    def alike(self, image: Image, visible: Visible) -> Mapping[int, float]:
        """How much the looks that may be found are like a picture, those that are."""
        from gofigr_jupyter.pictures.looks import finding  # brings numpy

        def copies(looks: Collection[int]) -> Mapping[int, bytes]:
            return self._database.read(lambda tx: tx.looks.copies(looks))

        return finding.alike(image, self._shelves.galleries(), visible=visible, copies=copies)

    def catch_up(self, *, seconds: float) -> bool:
        """As `look`, and have what is known ready in files; for when nobody waits."""
        if not self.look(seconds=seconds):
            return False
        self._shelves.prepare()
        return True

    def look(self, *, seconds: float) -> bool:
        """Look at pictures that came since the last time, for a while; whether all are done."""
        end = time.monotonic() + seconds
        if not self._looking.acquire(timeout=seconds):
            return False  # somebody else is at it
        try:
            while not self._closing.is_set():
                found = self._database.read(_unseen)
                if not found:
                    return True
                self._look_at(found)
                if time.monotonic() > end:
                    break
            return False
        finally:
            self._looking.release()

    def close(self) -> None:
        """Stop; pictures that are being looked at are looked at again another time."""
        self._closing.set()
        self._children.close()

    def _look_at(self, found: Sequence[tuple[Unseen, Pictured | None]]) -> None:
        """Look at some pictures and note that somebody did."""
        done: list[tuple[int, Look | None]] = []
        waiting: list[tuple[int, ContentHash, tuple[Kind, bytes]]] = []
        for unseen, chosen in found:
            kind = kind_of(chosen.format) if chosen else None
            if chosen is None or kind is None or chosen.item.hash == unseen.picture:
                done.append((unseen.document, None))
            elif (data := picture_bytes(self._blobs, chosen.item.hash, kind)) is None:
                done.append((unseen.document, Look(picture=chosen.item.hash)))
            else:
                waiting.append((unseen.document, chosen.item.hash, (kind, data)))
        told = looks(self._children, [picture for _, _, picture in waiting])
        if self._closing.is_set():
            return
        if len(told) < len(waiting):  # the next one ended the child
            told = [*told, (b"", b"")]
        for (document, hash, _), (features, copy) in zip(waiting, told, strict=False):
            done.append((document, Look(picture=hash, features=features, copy=copy)))
        for document, look in done:
            with suppress(Conflict):  # it was deleted meanwhile
                self._database.write(partial(_note, document=document, look=look))


def picture_bytes(blobs: Blobs, hash: ContentHash, kind: Kind) -> bytes | None:
    """The bytes of a picture; None where they are too many or cannot be read now."""
    try:
        with closing(blobs.open(hash)) as file:
            data = file.read(MOST_BYTES + 1)
    except StorageUnavailable:  # a bucket of somebody who took the key away
        return None
    return data if len(data) <= min(MOST_BYTES, LIMITS[kind]) else None


def _unseen(tx: Transaction) -> Sequence[tuple[Unseen, Pictured | None]]:
    return [
        (unseen, of_figure(tx.data.of_revision(unseen.revision_id)))
        for unseen in tx.looks.unseen(BATCH)
    ]


def _note(tx: Transaction, *, document: int, look: Look | None) -> None:
    tx.looks.seen(document, look)
