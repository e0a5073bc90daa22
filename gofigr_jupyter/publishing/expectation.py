"""What the kernel expects of a publication before the service has spoken.

The same pure functions that delivery decides by, applied to the shelf and to what this session has
published since. A wrong guess harms nothing: the receipt corrects it.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

import msgspec
from msgspec.structs import replace

from gofigr_jupyter.publishing.matching import match, may_do_same, same, source_of
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.shelf import (
    ShelfEntry,
    read_shelf,
    shelf_file,
    shelf_key,
)

WITH_CHANCE = frozenset({"image/svg+xml", "application/pdf"})
"""Formats into which libraries write random ids and the time."""


class Expectation(msgspec.Struct, frozen=True, kw_only=True):
    """The revision that a publication will become, or that it shows again.

    `link` is None where no address is known yet. Without `sure` it may turn out to show what the
    last revision shows, though its bytes or comments in its code differ.
    """

    name: str
    revision: str
    short_id: str | None
    number: int
    link: str | None
    again: bool
    sure: bool


class Expectations:
    """Expects, from the shelves in `folder` and from what was expected before."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._files: dict[str, str] = {}
        self._read: dict[str, tuple[int, tuple[ShelfEntry, ...]]] = {}
        self._ours: dict[tuple[str, str], tuple[str, ShelfEntry]] = {}

    def expect(self, publication: Publication, link: str | None) -> Expectation:
        """What becomes of `publication`; `link` is its address should it be a new revision."""
        key = shelf_key(publication.destination, publication.provenance.notebook)
        with self._lock:
            entries = self._entries(key)
            known = match(publication, entries, in_a_hurry=True)
            again = known is not None and same(publication, known)
            entry = _entry(publication, known, link=link, again=again)
            self._ours[key, entry.figure] = (publication.id, entry)
        return Expectation(
            name=entry.name,
            revision=entry.revision,
            short_id=entry.short_id,
            number=entry.number,
            link=entry.link or None,
            again=again,
            sure=again or known is None or _is_other(publication, known),
        )

    def settled(self, publication: str) -> None:
        """The service has spoken on `publication`: from now on its shelf tells.

        Reads what the shelves tell now, so that no figure has to wait for that.
        """
        with self._lock:
            self._ours = {
                figure: ours for figure, ours in self._ours.items() if ours[0] != publication
            }
            for key in self._read:
                self._shelf(key)

    def _entries(self, key: str) -> list[ShelfEntry]:
        ours = {figure: entry for (shelf, figure), (_, entry) in self._ours.items() if shelf == key}
        return [*ours.values(), *(e for e in self._shelf(key) if e.figure not in ours)]

    def _file(self, key: str) -> str:
        if key not in self._files:
            self._files[key] = str(shelf_file(self._folder, key))
        return self._files[key]

    def _shelf(self, key: str) -> tuple[ShelfEntry, ...]:
        try:
            written = os.stat(self._file(key)).st_mtime_ns
        except OSError:
            return ()
        if key not in self._read or self._read[key][0] != written:
            shelf = read_shelf(self._folder, key)
            self._read[key] = (written, shelf.entries if shelf else ())
        return self._read[key][1]


def _is_other(publication: Publication, known: ShelfEntry) -> bool:
    """Whether `publication` surely differs from the revision of `known`."""
    if not may_do_same(source_of(publication), known.source):
        return True
    mimes = {rendering.mime for rendering in publication.capture.renderings}
    return publication.content != known.content and not mimes & WITH_CHANCE


def _entry(
    publication: Publication, known: ShelfEntry | None, *, link: str | None, again: bool
) -> ShelfEntry:
    cell = publication.capture.cell
    entry = ShelfEntry(
        figure=known.figure if known else f"expected {publication.id}",
        name=_name(publication, known),
        target=publication.figure or (known.target if known else None),
        title=publication.capture.title,
        cell_id=cell.id if cell else None,
        slot=publication.capture.slot,
        source=source_of(publication),
        session=publication.session,
        content=publication.content,
        code=publication.code,
        revision=publication.id,
        short_id=publication.short_id,
        number=known.number + 1 if known else 1,
        seen=1,
        link=link or "",
    )
    if known is None or not again:
        return entry
    return replace(
        entry,
        name=known.name,
        revision=known.revision,
        short_id=known.short_id,
        number=known.number,
        seen=known.seen + 1,
        link=known.link,
    )


def _name(publication: Publication, known: ShelfEntry | None) -> str:
    """A figure is called after its title, unless somebody gave it another name."""
    if known is None or publication.figure:
        return publication.name
    renamed = known.name != (known.target or known.title)
    untitled = publication.capture.title is None
    return known.name if renamed or untitled else publication.name
