"""What the service knows of an analysis: its figures and the newest revision of each.

Asked for once and kept current: what we store is added, and after a minute the list of figures is
read again, with those figures whose time of change differs. Whoever finds the index wrong drops it.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from gofigr_jupyter.client.client import Client
from gofigr_jupyter.delivery.metadata import entry_of, publication_of
from gofigr_jupyter.publishing.shelf import ShelfEntry
from gofigr_jupyter.wire.entities import Figure
from gofigr_jupyter.wire.revisions import Revision

FRESH_SECONDS = 60.0
AT_ONCE = 8
"""Figures that are asked for at the same time."""


@dataclass(frozen=True, kw_only=True)
class Known:
    """A figure that has revisions: its newest one, and the publications that became revisions."""

    entry: ShelfEntry
    metadata: Any  # of the newest revision: any JSON
    made: dict[str, Revision]
    """Revisions by their id, and by the id of the publication they were made from."""


@dataclass
class AnalysisIndex:
    """The figures of one analysis. `url` is the address of the service, for links."""

    analysis: str
    url: str
    _known: dict[str, Known] = field(default_factory=dict)
    _stamps: dict[str, object] = field(default_factory=dict)
    _empty: dict[str, str] = field(default_factory=dict)
    _read_at: float | None = None

    def entries(self) -> tuple[ShelfEntry, ...]:
        """The newest revision of each figure, oldest figure first."""
        return tuple(known.entry for known in self._known.values())

    def known(self, figure: str) -> Known:
        """What is known of a figure. Raises KeyError for one without revisions."""
        return self._known[figure]

    def made_from(self, publication: str) -> tuple[Known, Revision] | None:
        """The figure and the revision that a publication became, if it did."""
        for known in self._known.values():
            if publication in known.made:
                return known, known.made[publication]
        return None

    def empty_figure(self, name: str) -> str | None:
        """A figure of that name without revisions: a dead service left it half made."""
        return self._empty.get(name)

    def add(self, figure: str, *, name: str, revision: Revision) -> Known:
        """Take note of a revision that we have just made or changed; returns what is known now."""
        before = self._known.get(figure)
        shown = Figure(api_id=figure, name=name)
        made = dict(before.made) if before else {}
        known = _known(shown, revision, made, self.url)
        self._known[figure] = known
        self._empty = {name: empty for name, empty in self._empty.items() if empty != figure}
        self._stamps.pop(figure, None)  # its time of change is no longer the one we read
        return known

    def replace(self, revision: Revision) -> None:
        """Take note of a change of a revision, if it is the newest one of a figure here."""
        for figure, known in self._known.items():
            if known.entry.revision == revision.api_id:
                self.add(figure, name=known.entry.name, revision=revision)
                return

    async def refresh(self, client: Client) -> None:
        """Read what changed on the service, unless it was read a minute ago."""
        now = time.monotonic()
        if self._read_at is not None and now - self._read_at < FRESH_SECONDS:
            return
        analysis = await client.analysis(self.analysis)
        listed = [f for f in analysis.figures or () if isinstance(f, Figure)]
        changed = [f for f in listed if self._stamps.get(f.api_id) != _stamp(f)]
        limit = asyncio.Semaphore(AT_ONCE)

        async def read(figure: Figure) -> Figure:
            async with limit:
                return await client.figure(figure.api_id)

        read_again = await asyncio.gather(*(read(figure) for figure in changed))
        self._take(listed, {figure.api_id: figure for figure in read_again})
        self._read_at = now

    def _take(self, listed: list[Figure], read: dict[str, Figure]) -> None:
        known: dict[str, Known] = {}
        empty: dict[str, str] = {}
        for figure in listed:
            full = read.get(figure.api_id)
            if full is None:
                if figure.api_id in self._known:
                    known[figure.api_id] = self._known[figure.api_id]
                else:
                    empty.setdefault(figure.name, figure.api_id)
                continue
            revisions = [r for r in full.revisions or () if isinstance(r, Revision)]
            if not revisions:
                empty.setdefault(figure.name, figure.api_id)
                continue
            made: dict[str, Revision] = {}
            for revision in revisions:
                _remember(made, revision)
            known[figure.api_id] = _known(full, revisions[-1], made, self.url)
        self._known, self._empty = known, empty
        self._stamps = {figure.api_id: _stamp(figure) for figure in listed}


def _known(figure: Figure, revision: Revision, made: dict[str, Revision], url: str) -> Known:
    _remember(made, revision)
    entry = entry_of(figure, revision, url=url)
    return Known(entry=entry, metadata=revision.metadata, made=made)


def _remember(made: dict[str, Revision], revision: Revision) -> None:
    made[revision.api_id] = revision
    publication = publication_of(revision.metadata)
    if publication is not None:
        made[publication] = revision


def _stamp(figure: Figure) -> object:
    return (figure.name, figure.updated_on, figure.child_updated_on)
