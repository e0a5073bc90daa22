"""News: what was committed, for those who may see it. Ids travel, never names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gofigr_jupyter.ids import FigureId
from gofigr_jupyter.service.domain.model import Action, Event, Kind

_KINDS = frozenset(
    {
        Kind.WORKSPACE,
        Kind.ANALYSIS,
        Kind.FIGURE,
        Kind.REVISION,
        Kind.ASSET,
        Kind.ASSET_REVISION,
        Kind.STORY,
    }
)
_ACTIONS = frozenset(
    {
        Action.CREATE,
        Action.UPDATE,
        Action.MOVE,
        Action.DELETE,
        Action.SHARE,
        Action.UNSHARE,
        Action.COMMENT,
        Action.EDIT_COMMENT,
        Action.DELETE_COMMENT,
        Action.RESOLVE,
        Action.REOPEN,
        Action.REACT,
        Action.UNREACT,
        Action.REQUEST_REVIEW,
        Action.WITHDRAW_REVIEW,
        Action.APPROVE,
        Action.FREEZE,
        Action.UNFREEZE,
    }
)


@dataclass(frozen=True)
class News:
    """An event and its place in the order of events.

    `figure` is that of a revision which is still there.
    """

    cursor: int
    event: Event
    figure: FigureId | None

    @property
    def is_about_contents(self) -> bool:
        """Whether it is about what workspaces hold; the rest is about who may see what."""
        return self.event.target_type in _KINDS and self.event.action in _ACTIONS

    @property
    def is_for_one(self) -> bool:
        """Whether it tells one user, its target, that there is something for her to read."""
        return self.event.action is Action.NOTIFY


class Reading:
    """How far the events were read.

    On PostgreSQL an event can become visible after later ones: numbers that are missing are asked
    for again, until the next `forget`.
    """

    def __init__(self, cursor: int) -> None:
        self.cursor = cursor
        self.missing: tuple[int, ...] = ()
        self._missing_before: frozenset[int] = frozenset()

    def note(self, found: Sequence[News]) -> None:
        """These were read."""
        came = {news.cursor for news in found}
        newest = max(came, default=self.cursor)
        gap = _missing(range(self.cursor + 1, newest + 1), came)
        self.missing = (*_missing(self.missing, came), *gap)[-_MOST_MISSING:]
        self.cursor = max(self.cursor, newest)

    def forget(self) -> None:
        """Ask no more for numbers that were missing at the last `forget` already."""
        self.missing = tuple(n for n in self.missing if n not in self._missing_before)
        self._missing_before = frozenset(self.missing)


_MOST_MISSING = 200


def _missing(numbers: Iterable[int], came: set[int]) -> Iterable[int]:
    return (number for number in numbers if number not in came)
