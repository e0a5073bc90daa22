"""The figures that a picture says it shows, of all that somebody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gofigr_jupyter.ids import ContentHash, is_id
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.search.model import Filters, Findings, Hit, How, Match
from gofigr_jupyter.service.domain.search.search import groups_of, ranked, scope_of

MOST_SAME = 100


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is known of a picture: its hash, and ids and short ids that it names, and how."""

    file: ContentHash
    written: Sequence[str] = ()
    seen: Sequence[str] = ()


def find(tx: Transaction, actor: Actor, said: Said, filters: Filters) -> Findings:
    """The figures that a picture shows, the surest ones first."""
    scope = scope_of(tx, actor)
    found: list[Match] = []
    ways: dict[int, How] = {}
    for score, (how, revisions) in enumerate(reversed(_ways(tx, said))):
        for match in tx.search.of_revisions(revisions, scope, filters) if revisions else ():
            found.append(match._replace(score=float(score + 1)))
            ways[match.id] = how
    best = ranked(found)
    return Findings(
        hits=[Hit(told=told, how=ways[told.match.id]) for told in tx.search.told(best)],
        groups=groups_of(tx, best),
        total=len(best),
        counted_all=True,
        loosely=False,
    )


def _ways(tx: Transaction, said: Said) -> Sequence[tuple[How, Sequence[str]]]:
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
