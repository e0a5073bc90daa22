"""What somebody has, newest first: figures, analyses or assets of all her workspaces."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import AnalysisId, RevisionId, WorkspaceId
from gofigr_jupyter.service.domain import access, workspaces
from gofigr_jupyter.service.domain.model import Actor, Kind, Moment, Workspace

if TYPE_CHECKING:  # it builds on what stands here
    from gofigr_jupyter.service.domain.ports import Transaction

KINDS = (Kind.FIGURE, Kind.ANALYSIS, Kind.ASSET)
MOST_COUNTED = 20_000
MOST_WORDS = 8
MOST_IDS = 500
MOST_NAMED = 1000


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What is looked for; None and nothing narrow nothing.

    Each of `words` must be part of the thing's name or of its analysis's. `author` made the thing
    or changed it last, `since` is the earliest time of a change. Of `ids` one must be, `without`
    leaves some out.
    """

    kind: Kind
    words: tuple[str, ...] = ()
    workspace: str | None = None
    analysis: str | None = None
    author: str | None = None
    since: Moment | None = None
    ids: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class NewestRevision:
    """The newest revision of a figure."""

    id: RevisionId
    short_id: str | None
    revision_index: int


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A thing in the catalog. `changed_by` changed it, or something in it, at `touched_on`."""

    kind: Kind
    id: str
    name: str
    workspace_id: WorkspaceId
    analysis_id: AnalysisId | None = None
    analysis_name: str | None = None
    changed_by: str
    touched_on: Moment
    newest: NewestRevision | None = None


@dataclass(frozen=True, kw_only=True)
class Page:
    """Some entries, and how many there are in all; counting ends at MOST_COUNTED."""

    entries: Sequence[Entry]
    total: int


@dataclass(frozen=True, kw_only=True)
class NamedAnalysis:
    """An analysis to choose."""

    id: AnalysisId
    name: str
    workspace_id: WorkspaceId


@dataclass(frozen=True, kw_only=True)
class Places:
    """What the catalog can be narrowed to: workspaces, analyses touched last, people."""

    workspaces: Sequence[Workspace]
    analyses: Sequence[NamedAnalysis]
    authors: Sequence[str]


class Catalog(Protocol):
    """The catalog's rows. Everything lies in the given workspaces."""

    def page(
        self, wanted: Wanted, inside: Collection[WorkspaceId], *, offset: int, limit: int
    ) -> Sequence[Entry]:
        """Those of what is wanted that come after the first `offset`, newest first."""

    def count(self, wanted: Wanted, inside: Collection[WorkspaceId], *, most: int) -> int:
        """How many are wanted; counting ends at `most`."""

    def analyses(self, inside: Collection[WorkspaceId], *, most: int) -> Sequence[NamedAnalysis]:
        """The analyses that were touched last."""

    def authors(self, inside: Collection[WorkspaceId]) -> Sequence[str]:
        """Names of those who made analyses, figures or assets, in their order."""


def search(
    tx: Transaction,
    actor: Actor,
    wanted: Wanted,
    *,
    first: tuple[str, ...] = (),
    offset: int,
    limit: int,
) -> Page:
    """A page of what is wanted among all that the actor has. Shared things are not among it.

    Those of the ids `first` come before the others.
    """
    _check(wanted, first)
    inside = _inside(tx, actor, wanted.workspace)
    entries: list[Entry] = []
    total = 0
    for part in _parts(wanted, first):
        start = max(0, offset - total)
        left = limit - len(entries)
        total += (count := tx.catalog.count(part, inside, most=MOST_COUNTED))
        if left and start < count:
            entries += tx.catalog.page(part, inside, offset=start, limit=left)
    return Page(entries=entries, total=min(total, MOST_COUNTED))


def _parts(wanted: Wanted, first: tuple[str, ...]) -> Sequence[Wanted]:
    """What is wanted, in the order in which it is listed."""
    chosen = first if wanted.ids is None else tuple(set(first) & set(wanted.ids))
    if not chosen:
        return (wanted,)
    others = replace(wanted, without=(*wanted.without, *chosen))
    return (replace(wanted, ids=chosen), others)


def places(tx: Transaction, actor: Actor) -> Places:
    """What the actor can narrow her catalog to."""
    mine = workspaces.own_workspaces(tx, actor)
    inside = [workspace.id for workspace in mine]
    return Places(
        workspaces=mine,
        analyses=tx.catalog.analyses(inside, most=MOST_NAMED),
        authors=tx.catalog.authors(inside),
    )


def _inside(tx: Transaction, actor: Actor, workspace: str | None) -> Collection[WorkspaceId]:
    if workspace is not None:
        return [access.workspace(tx, actor, workspace).id]
    return [each.id for each in workspaces.own_workspaces(tx, actor)]


def _check(wanted: Wanted, first: tuple[str, ...]) -> None:
    """Raise InvalidInput for what cannot be looked for."""
    if wanted.kind not in KINDS:
        names = ", ".join(kind.value for kind in KINDS)
        raise InvalidInput(
            f"The catalog does not list {wanted.kind.value!r}.",
            hint=f"It lists: {names}.",
            field="kind",
        )
    counts: Mapping[str, tuple[int, int]] = {
        "search": (len(wanted.words), MOST_WORDS),
        "ids": (len(wanted.ids or ()), MOST_IDS),
        "without": (len(wanted.without), MOST_IDS),
        "first": (len(first), MOST_IDS),
    }
    for field, (count, most) in counts.items():
        if count > most:
            raise InvalidInput(
                f"{field} has {count} parts.", hint=f"It can have at most {most}.", field=field
            )
