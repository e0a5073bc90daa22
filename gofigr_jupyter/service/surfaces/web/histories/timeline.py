"""The revisions of a thing, newest first."""

from __future__ import annotations

from dataclasses import dataclass

from gofigr_jupyter.service.surfaces.web.shown import Sightings
from gofigr_jupyter.service.surfaces.web.spoken import Moment

MOST = 50
"""How many revisions stand on one page."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A revision: its number, counted from 1, and who kept it when.

    `picture` is the address of its small picture, where there is one; `size` is told of assets.
    """

    number: int
    link: str
    author: str
    kept: Moment
    short_id: str | None = None
    size: str = ""
    picture: str | None = None
    seen_again: Sightings | None = None


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Some of the revisions; `older` is the address of the next page, where there is one."""

    entries: tuple[Entry, ...] = ()
    older: str | None = None
