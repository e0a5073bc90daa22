"""What search needs from storage."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from gofigr_jupyter.ids import AnalysisId, ContentHash, WorkspaceId
from gofigr_jupyter.service.domain.model import Figure, Kind, Revision
from gofigr_jupyter.service.domain.search.model import (
    Document,
    Filters,
    Match,
    Progress,
    Question,
    Scope,
    Told,
    Weighing,
)


class SearchIndex(Protocol):
    """Documents, of which each thing has one. They go with what they belong to."""

    def put(self, document: Document) -> None:
        """Keep what is known about a thing, instead of what was known before."""

    def forget(self, kind: Kind, id: str) -> None:
        """Delete what is known about a thing."""

    def relocate(self, revision: Revision) -> None:
        """Note that a revision, with what is about it, is somewhere else now."""

    def progress(self) -> Progress:
        """How far events were taken in."""

    def note(self, progress: Progress) -> None:
        """Keep how far events were taken in."""

    def lacking(self, kind: Kind, limit: int) -> Sequence[str]:
        """Ids of things of a kind that have no document, oldest first."""

    def elsewhere(self, analysis: AnalysisId, name: str, limit: int) -> Sequence[tuple[Kind, str]]:
        """Those in an analysis whose documents call it by another name."""

    def otherwise(self, figure: Figure, place: str, limit: int) -> Sequence[tuple[Kind, str]]:
        """Revisions of a figure whose documents call it, or its analysis, by another name."""

    def matches(
        self,
        question: Question | None,
        scope: Scope,
        filters: Filters,
        *,
        most: int,
        weighing: Weighing = Weighing.ALL,
    ) -> Sequence[Match]:
        """The newest documents in `scope` that fit, at most so many; without a question, all."""

    def of_revisions(
        self, revisions: Collection[str], scope: Scope, filters: Filters
    ) -> Sequence[Match]:
        """The documents in `scope` of revisions with these ids."""

    def revisions_with(self, file: ContentHash, limit: int) -> Sequence[str]:
        """Ids of the newest revisions of figures that have a file with these bytes."""

    def similar(self, text: str, scope: Scope, filters: Filters, *, most: int) -> Sequence[Match]:
        """The newest things in `scope` whose names have `text` anywhere in them."""

    def unmeant(self, limit: int) -> Sequence[tuple[int, str]]:
        """Documents of which it is not known what they mean, with what they say."""

    def mean(self, document: int, vector: bytes) -> None:
        """Keep what a document means, until it is written anew."""

    def meanings(self, limit: int, after: int) -> Sequence[tuple[int, int, bytes]]:
        """Ids, documents and vectors of the next meanings after that id, oldest first."""

    def last_meaning(self) -> int:
        """The id of the newest meaning, 0 if there is none."""

    def of_documents(
        self, documents: Collection[int], scope: Scope, filters: Filters
    ) -> Sequence[Match]:
        """Those of these documents that are in `scope`, with the score 0."""

    def told(self, matches: Sequence[Match]) -> Sequence[Told]:
        """The matches, in their order, with what a list shows of them."""

    def names(
        self, workspaces: Collection[WorkspaceId], analyses: Collection[AnalysisId]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What workspaces and analyses are called, by their ids."""
