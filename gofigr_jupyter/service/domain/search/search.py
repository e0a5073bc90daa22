"""Search: what somebody may see that fits what she looks for, best first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import workspaces
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.search import highlights, words
from gofigr_jupyter.service.domain.search.documents import DRAFTS
from gofigr_jupyter.service.domain.search.model import (
    Filters,
    Findings,
    Group,
    Hit,
    How,
    Match,
    Question,
    Scope,
    Weighing,
)

MOST_COUNTED = 1000
"""Of those that fit, so many of the newest are looked at."""
MOST_NAMED = 300
"""And so many with the words in their names, where there are more."""
MOST_QUESTION = 1000
ENOUGH = 10
"""With fewer, names are also searched for parts of words."""
SHORTEST_PART = 3
WEAK = -1000.0
"""Whatever has the words stands before what has them in parts of a name only."""
FAR = -2000.0
"""And both before what only means something like it."""
MOST_MEANT = 10
Best = dict[str, Match]
Near = Mapping[int, float]
"""Documents that mean something like what is looked for, and how much."""


def search(
    tx: Transaction,
    actor: Actor,
    text: str,
    filters: Filters,
    *,
    near: Near,
    offset: int,
    limit: int,
) -> Findings:
    """A page of what fits `text`, of all that the actor may see; without words, the newest.

    After what has the words comes what is `near` by its meaning.
    """
    _check(text, filters)
    scope = scope_of(tx, actor)
    terms = words.terms_of(text)
    if text.strip() and not terms:
        return Findings(hits=(), groups=(), total=0, counted_all=True, loosely=False)
    found, loosely = _found(tx, scope, filters, terms)
    if len(found) < ENOUGH and terms:
        found = [*found, *_with_parts(tx, text, scope, filters)]
    best = ranked([*found, *_with_meaning(tx, near, scope, filters)])
    told = tx.search.told(best[offset : offset + limit])
    return Findings(
        hits=[
            Hit(told=each, highlights=highlights.of(each.texts, terms), how=_how(each.match))
            for each in told
        ],
        groups=groups_of(tx, best),
        total=len(best),
        counted_all=len(found) < MOST_COUNTED,
        loosely=loosely,
    )


def scope_of(tx: Transaction, actor: Actor) -> Scope:
    """What the actor may see."""
    inside = tuple(each.id for each in workspaces.own_workspaces(tx, actor))
    # A key for one workspace does not open what is shared with its owner.
    return Scope(workspaces=inside, reader=None if actor.only_workspace else actor.user_id)


def _found(
    tx: Transaction, scope: Scope, filters: Filters, terms: Sequence[words.Term]
) -> tuple[Sequence[Match], bool]:
    """What has all words; if nothing has, what has some of those that tell something."""
    if not terms:
        newest = tx.search.matches(None, scope, filters, most=MOST_COUNTED)
        return newest, False
    found = _all_of(tx, Question(terms=tuple(terms)), scope, filters)
    telling = words.telling(terms)
    if found or not telling or len(terms) == 1:
        return found, False
    some = Question(terms=telling, any_of=len(telling) > 1)
    return tx.search.matches(some, scope, filters, most=MOST_COUNTED), True


def _all_of(tx: Transaction, question: Question, scope: Scope, filters: Filters) -> Sequence[Match]:
    """What fits a question. Of very much, the newest, and before them what has it in its names.

    Weighing costs most of a search, and says little of a word that everything has.
    """
    newest = tx.search.matches(question, scope, filters, most=MOST_COUNTED, weighing=Weighing.FEW)
    are_named = sum(match.score != 0 for match in newest) >= MOST_NAMED
    if len(newest) < MOST_COUNTED or are_named:
        return newest
    named = replace(question, names_only=True)
    return [*newest, *tx.search.matches(named, scope, filters, most=MOST_NAMED)]


def _with_parts(tx: Transaction, text: str, scope: Scope, filters: Filters) -> Iterable[Match]:
    part = " ".join(text.split()).strip('"').lower()
    if len(part) < SHORTEST_PART:
        return
    for match in tx.search.similar(part, scope, filters, most=MOST_COUNTED):
        yield match._replace(score=WEAK)


def _with_meaning(tx: Transaction, near: Near, scope: Scope, filters: Filters) -> Sequence[Match]:
    if not near:
        return ()
    found = tx.search.of_documents(near, scope, filters)
    meant = [match._replace(score=FAR + near[match.id]) for match in found]
    return ranked(meant)[:MOST_MEANT]


def _how(match: Match) -> How | None:
    return How.MEANING if match.score < WEAK else None


def ranked(found: Iterable[Match]) -> Sequence[Match]:
    """Each thing once, a figure by what fits best of it, best first and then newest first."""
    best: Best = {}
    for match in found:
        thing = match.figure_id or match.asset_id or match.source_id
        known = best.get(thing)
        if known is None or (match.score, match.id) > (known.score, known.id):
            best[thing] = match
    return sorted(best.values(), key=lambda match: (-match.score, -match.id))


def groups_of(tx: Transaction, ranked: Sequence[Match]) -> Sequence[Group]:
    """The places of what was found, best first."""
    places: dict[tuple[str, str | None], list[Match]] = {}
    for match in ranked:
        places.setdefault((match.workspace_id, match.analysis_id), []).append(match)
    named, analyses = tx.search.names(
        {match.workspace_id for match in ranked},
        {match.analysis_id for match in ranked if match.analysis_id},
    )
    return [
        Group(
            workspace_id=matches[0].workspace_id,
            analysis_id=matches[0].analysis_id,
            name=analyses.get(analysis or ""),
            workspace_name=named.get(workspace, ""),
            count=len(matches),
            score=matches[0].score,
        )
        for (workspace, analysis), matches in places.items()
    ]


def check_length(text: str) -> None:
    """Raises InvalidInput for a question that is too long."""
    if len(text) > MOST_QUESTION:
        raise InvalidInput(
            f"The question has {len(text):,} characters.",
            hint=f"It can have at most {MOST_QUESTION:,}.",
            field="query",
        )


def _check(text: str, filters: Filters) -> None:
    check_length(text)
    strange = [kind.value for kind in filters.kinds if kind not in DRAFTS]
    if strange:
        raise InvalidInput(
            f"Search does not know {strange[0]!r}.",
            hint=f"It knows: {', '.join(kind.value for kind in DRAFTS)}.",
            field="kinds",
        )
