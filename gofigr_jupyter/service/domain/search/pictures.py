"""The figures that a picture says it shows, of all that somebody may see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gofigr_jupyter.ids import ContentHash, is_id
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.search import highlights, words
from gofigr_jupyter.service.domain.search.model import (
    Filters,
    Findings,
    Hit,
    How,
    Match,
    Question,
    Scope,
    Weighing,
)
from gofigr_jupyter.service.domain.search.search import MOST_COUNTED, groups_of, ranked, scope_of

MOST_SAME = 100
MOST_ALIKE = 0.999
"""A picture that looks the same is less sure than one that says which one it is."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is known of a picture: its hash, and ids and short ids that it names, and how.

    `alike` are looks that are like its own, and how much.
    """

    file: ContentHash
    written: Sequence[str] = ()
    seen: Sequence[str] = ()
    alike: Mapping[int, float] = field(default_factory=dict)


def find(
    tx: Transaction, actor: Actor, said: Said, filters: Filters, *, text: str = ""
) -> Findings:
    """The figures that a picture shows, the surest ones first; with `text`, if that fits too."""
    scope = scope_of(tx, actor)
    found: list[Match] = []
    ways: dict[int, How] = {}
    for score, (how, revisions) in enumerate(reversed(ways_to(tx, said))):
        for match in tx.search.of_revisions(revisions, scope, filters) if revisions else ():
            found.append(match._replace(score=float(score + 1)))
            ways[match.id] = how
    for look, match in tx.looks.matches(said.alike, scope, filters) if said.alike else ():
        found.append(match._replace(score=min(said.alike[look], MOST_ALIKE)))
        ways.setdefault(match.id, How.ALIKE)
    terms = words.terms_of(text)
    best = ranked(found)
    if terms and best:
        best = _fitting(tx, best, Question(terms=terms), scope, filters=filters)
    return Findings(
        hits=[
            Hit(
                told=told,
                how=ways[told.match.id],
                highlights=highlights.of(told.texts, terms),
            )
            for told in tx.search.told(best)
        ],
        groups=groups_of(tx, best),
        total=len(best),
        counted_all=True,
        loosely=False,
    )


def _fitting(
    tx: Transaction, best: Sequence[Match], asked: Question, scope: Scope, *, filters: Filters
) -> Sequence[Match]:
    """Those of some figures that have all words."""
    among = replace(filters, figures=tuple({match.figure_id or "" for match in best}))
    found = tx.search.matches(asked, scope, among, most=MOST_COUNTED, weighing=Weighing.NONE)
    fitting = {match.figure_id for match in found}
    return [match for match in best if match.figure_id in fitting]


def visible(tx: Transaction, actor: Actor, looks: Collection[int], filters: Filters) -> set[int]:
    """Those of some looks that the actor may find."""
    return {look for look, _ in tx.looks.matches(looks, scope_of(tx, actor), filters)}


def ways_to(tx: Transaction, said: Said) -> Sequence[tuple[How, Sequence[str]]]:
    """The ids of revisions that a picture leads to, the surest way first."""
    return (
        (How.SAME_FILE, tx.search.revisions_with(said.file, MOST_SAME)),
        (How.WRITTEN, _revisions(tx, said.written)),
        (How.CODE, _revisions(tx, said.seen)),
    )


def _revisions(tx: Transaction, names: Sequence[str]) -> Sequence[str]:
    found = (name.lower() if is_id(name) else _by_short_id(tx, name) for name in names)
    return [id for id in found if id]


def _by_short_id(tx: Transaction, name: str) -> str | None:
    revision = tx.revisions.by_short_id(name)
    return revision.id if revision else None
