"""Which figures the pictures of a document show, and whether they are what is kept now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from gofigr_jupyter.service.domain.model import Actor, Revision
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.search import pictures
from gofigr_jupyter.service.domain.search.model import Filters, Hit, How
from gofigr_jupyter.service.domain.search.pictures import Said

SURE = 0.75
"""Pictures that look less alike than that are taken for others: a deck has logos as well."""


class State(StrEnum):
    """What is to be said about a picture of a document."""

    CURRENT = "current"
    STALE = "stale"
    NOT_APPROVED = "not approved"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A picture of a document: `anchor` tells people where it stands, `read` gives its bytes."""

    anchor: str
    title: str
    read: Callable[[], bytes]


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The pictures of a document, and how many were left out, by the reason."""

    pictures: Sequence[Placed]
    left_out: Mapping[str, int]


class Documents(Protocol):
    """Reads documents."""

    def opened(self, name: str, data: bytes) -> AbstractContextManager[Opened]:
        """A document called `name`. Raises InvalidInput for what cannot be read.

        Raises RateLimited when too many are being read at once.
        """


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What is known about a picture; `newest` is the newest revision of the figure it shows.

    `is_approved` is None where nobody asked for a review.
    """

    state: State
    hit: Hit | None = None
    newest: Revision | None = None
    is_approved: bool | None = None


UNKNOWN = Verdict(state=State.UNKNOWN)


def verdict(tx: Transaction, actor: Actor, said: Said) -> Verdict:
    """What is known about the figure that a picture shows surest."""
    hits = pictures.find(tx, actor, said, Filters()).hits
    hit = next((hit for hit in hits if hit.how is not How.ALIKE), None) or (
        hits[0] if hits and hits[0].told.match.score >= SURE else None
    )
    figure = tx.figures.get(hit.told.match.figure_id or "") if hit else None
    newest = tx.revisions.newest_in_figure(figure.id) if figure else None
    if hit is None or figure is None or newest is None:
        return UNKNOWN
    shown = hit.told.match.revision_id
    review = tx.reviews.get(figure.id)
    is_asked = review is not None and bool(
        review.approved_revision or tx.reviews.reviewers(figure.id)
    )
    is_approved = review.approved_revision == shown if review and is_asked else None
    if shown != newest.id:
        state = State.STALE
    else:
        state = State.NOT_APPROVED if is_approved is False else State.CURRENT
    return Verdict(state=state, hit=hit, newest=newest, is_approved=is_approved)
