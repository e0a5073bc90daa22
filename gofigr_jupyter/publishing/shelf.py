"""The shelf: the newest revision of each figure of a notebook.

Delivery writes one shelf file per notebook and destination; kernels read it to say at once which
figure a display belongs to, and to show the right revision without asking the service. The shelf
is a copy of what the service knows: losing it loses nothing, and delivery decides anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from gofigr_jupyter.ids import ContentHash


@dataclass(frozen=True, kw_only=True)
class ShelfEntry:
    """A figure and its newest revision.

    `number` counts its revisions from 1. `cell_id`, `slot`, `source` and `session` are those of
    the newest sighting; `explicit` marks a figure that the user named.
    """

    figure: str
    name: str
    explicit: bool
    cell_id: str | None
    slot: int
    source: str
    session: str
    content: ContentHash
    code: ContentHash
    revision: str
    short_id: str | None
    number: int
    seen: int
    link: str


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """The figures of one notebook at one destination, oldest first."""

    analysis: str
    entries: tuple[ShelfEntry, ...] = ()
