"""Checked documents as they travel."""

from __future__ import annotations

from msgspec import Struct

from gofigr_jupyter.wire.search import Found, FoundRevision


class DeckBody(Struct, kw_only=True):
    """A document whose pictures are looked up, in base64; its name tells of what kind it is.

    PowerPoint, Word, PDF, notebooks, pictures, and zip files of them.
    """

    name: str
    document: bytes


class DeckPicture(Struct, kw_only=True):
    """A picture of a document, and the figure and revision that it shows.

    `state` is "current", "stale" (there is a newer revision), "not approved" (a review was asked
    for, and this revision has no approval) or "unknown". `approved` is null where nobody asked.
    """

    anchor: str
    title: str
    state: str
    found: Found | None = None
    newest: FoundRevision | None = None
    approved: bool | None = None


class CheckedDeck(Struct, kw_only=True):
    """The pictures of a document in their order, and how many were left out, by the reason."""

    pictures: list[DeckPicture]
    left_out: dict[str, int]
