"""What the pictures of revisions look like: a port, for what recognizes a screenshot."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from gofigr_jupyter.ids import ContentHash, RevisionId
from gofigr_jupyter.service.domain.search.model import Filters, Match, Scope


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a picture looks like; empty for one that cannot be read."""

    picture: ContentHash
    features: bytes = b""
    copy: bytes = b""


class Unseen(NamedTuple):
    """A revision whose document was written, and the picture whose look is kept, if any is."""

    document: int
    revision_id: RevisionId
    picture: ContentHash | None


class Unread(NamedTuple):
    """A look at a picture in which nobody has read."""

    id: int
    revision_id: RevisionId
    picture: ContentHash


class Looks(Protocol):
    """Looks, which have growing ids and go with the documents of their revisions."""

    def unseen(self, limit: int) -> Sequence[Unseen]:
        """Revisions whose documents were written since somebody looked at their pictures."""

    def seen(self, document: int, look: Look | None) -> None:
        """Note that somebody looked; keep `look` instead of what was kept before."""

    def unread(self, limit: int) -> Sequence[Unread]:
        """Looks at pictures in which nobody has read, oldest first."""

    def read(self, look: int, text: str) -> None:
        """Note what is written in a picture, empty for nothing."""

    def text(self, revision: RevisionId) -> str:
        """What is written in the picture of a revision, as far as somebody read it."""

    def newest(self, limit: int, *, after: int) -> Sequence[tuple[int, bytes]]:
        """Ids and features of the newest looks with features after that id, oldest first."""

    def count(self, *, after: int, most: int) -> int:
        """How many looks with features came after that id, counted up to `most`."""

    def copies(self, looks: Collection[int]) -> Mapping[int, bytes]:
        """Small copies of the pictures, by the ids of looks."""

    def matches(
        self, looks: Collection[int], scope: Scope, filters: Filters
    ) -> Sequence[tuple[int, Match]]:
        """The documents in `scope` with these looks, each with its look's id."""
