"""Reads what is written in the pictures of revisions whose numbers are not kept.

It is done while the service has nothing else to do, of pictures that were looked at (`looks`), and
kept beside what was seen of them. Search finds the words, and answers quote them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from functools import partial

from gofigr_jupyter.service.domain.insight.knowledge import PLOTTED
from gofigr_jupyter.service.domain.model import Kind as Thing
from gofigr_jupyter.service.domain.ports import Blobs, Database, Transaction
from gofigr_jupyter.service.domain.search.indexing import Indexer
from gofigr_jupyter.service.domain.search.looks import Unread
from gofigr_jupyter.service.looks import picture_bytes
from gofigr_jupyter.service.surfaces.pictured import Pictured, of_figure
from gofigr_jupyter.service.thumbnails.child import Children
from gofigr_jupyter.service.thumbnails.kinds import Kind, kind_of

AT_ONCE = 200
"""Looks of which it is found out at once whether there is something to read."""
BATCH = 4
"""Pictures that one child reads."""
Picture = tuple[Kind, bytes]
Read = Callable[[Children, Sequence[Picture]], Sequence[str]]
"""What is written in pictures; ends with the one over which the child died."""


class PictureTexts:
    """Reads in pictures with `read`, and tells `index` what it found."""

    def __init__(self, database: Database, blobs: Blobs, index: Indexer, *, read: Read) -> None:
        self._database = database
        self._blobs = blobs
        self._index = index
        self._read = read
        self._children = Children()
        self._closing = threading.Event()

    def catch_up(self, *, seconds: float) -> bool:
        """Read in pictures that came since the last time, for a while; whether all are done."""
        end = time.monotonic() + seconds
        while not self._closing.is_set():
            found = self._database.read(_unread)
            if not found:
                return True
            self._note([(unread, "") for unread, chosen in found if chosen is None])
            wanted = [(unread, chosen) for unread, chosen in found if chosen is not None]
            for start in range(0, len(wanted), BATCH):
                self._read_in(wanted[start : start + BATCH])
                if self._closing.is_set() or time.monotonic() > end:
                    return False
        return False

    def close(self) -> None:
        """Stop; pictures that are being read are read again another time."""
        self._closing.set()
        self._children.close()

    def _read_in(self, wanted: Sequence[tuple[Unread, Pictured]]) -> None:
        known: list[tuple[Unread, str]] = []
        waiting: list[tuple[Unread, Picture]] = []
        for unread, chosen in wanted:
            kind = kind_of(chosen.format)
            data = picture_bytes(self._blobs, chosen.item.hash, kind) if kind else None
            if kind is None or data is None:
                known.append((unread, ""))
            else:
                waiting.append((unread, (kind, data)))
        told = self._read(self._children, [picture for _, picture in waiting]) if waiting else ()
        if self._closing.is_set():
            return
        if len(told) < len(waiting):  # the next one ended the child
            told = [*told, ""]
        known += [(unread, text) for (unread, _), text in zip(waiting, told, strict=False)]
        self._note(known)

    def _note(self, known: Sequence[tuple[Unread, str]]) -> None:
        """Keep what was read, then write the documents of search anew where there was something."""
        if known:
            self._database.write(partial(_keep, known=known))
        told = [(Thing.REVISION, str(unread.revision_id)) for unread, text in known if text]
        if told:
            self._index.renew(told)


def _unread(tx: Transaction) -> Sequence[tuple[Unread, Pictured | None]]:
    return [(unread, _chosen(tx, unread)) for unread in tx.looks.unread(AT_ONCE)]


def _chosen(tx: Transaction, unread: Unread) -> Pictured | None:
    """The picture to read in; None where the numbers are kept, or it is another one by now."""
    items = tx.data.of_revision(unread.revision_id)
    chosen = of_figure(items)
    if chosen is None or any(item.name == PLOTTED for item in items):
        return None
    return chosen if chosen.item.hash == unread.picture else None


def _keep(tx: Transaction, *, known: Sequence[tuple[Unread, str]]) -> None:
    for unread, text in known:
        tx.looks.read(unread.id, text)
