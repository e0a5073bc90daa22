"""Search by words over the wire."""

from __future__ import annotations

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.model import Kind, Moment
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.search import search
from gofigr_jupyter.service.domain.search.documents import DRAFTS
from gofigr_jupyter.service.domain.search.model import Filters, Findings, Group, Hit
from gofigr_jupyter.service.domain.talk.review import ReviewState
from gofigr_jupyter.service.surfaces.gofigr import responses, times
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import post
from gofigr_jupyter.wire import search as wire

MOST_PAGE = 100
MOST_OFFSET = 10_000
PATIENCE = 0.2
"""Seconds that a search spends on what happened since the last one."""


def find(call: Call) -> wire.SearchResults:
    """What has these words, of all that the caller may see, best first."""
    body = call.decode(wire.SearchBody)
    filters = _filters(body)
    offset = _number(body.offset, "offset", least=0, most=MOST_OFFSET)
    limit = _number(body.limit, "limit", least=1, most=MOST_PAGE)
    waiting = call.service.index.catch_up(seconds=PATIENCE)
    near = call.service.meanings.near(body.query) if call.service.meanings else {}

    def page(tx: Transaction) -> Findings:
        return search.search(
            tx, call.actor, body.query, filters, near=near, offset=offset, limit=limit
        )

    return results_of(call.service.database.read(page), waiting)


def _filters(body: wire.SearchBody) -> Filters:
    return Filters(
        kinds=tuple(_kind(word) for word in body.kinds),
        workspace=id_of(body.workspace, "workspace"),
        analysis=id_of(body.analysis, "analysis"),
        author=_name(body.author, "author"),
        library=_name(body.library, "library"),
        since=_moment(body.since, "since"),
        until=_moment(body.until, "until"),
        uses=_name(body.uses, "uses"),
        has_comments=body.has_comments,
        review=_review(body.review),
    )


def _kind(word: str) -> Kind:
    try:
        return Kind(word)
    except ValueError:
        raise InvalidInput(
            f"There is no kind {word[:60]!r}.",
            hint=f"Search knows {', '.join(DRAFTS)}.",
            field="kinds",
        ) from None


def _review(word: str | None) -> ReviewState | None:
    try:
        return None if word is None else ReviewState(word)
    except ValueError:
        raise InvalidInput(
            f"There is no state of a review called {word!r}.",
            hint=f"They are {', '.join(ReviewState)}.",
            field="review",
        ) from None


def id_of(given: str | None, field: str) -> str | None:
    """An id that a body gives. Raises InvalidInput when it is none."""
    return None if given is None else texts.identifier(given, field=field)


def _name(given: str | None, field: str) -> str | None:
    return None if given is None else texts.name(given, field=field)


def _moment(given: str | None, field: str) -> Moment | None:
    return None if given is None else times.moment(given, field=field)


def _number(given: int, field: str, *, least: int, most: int) -> int:
    if not least <= given <= most:
        raise InvalidInput(
            f"{field} is {given}.", hint=f"It is between {least} and {most}.", field=field
        )
    return given


def results_of(findings: Findings, waiting: int) -> wire.SearchResults:
    """What was found, as it travels."""
    return wire.SearchResults(
        results=[found(hit) for hit in findings.hits],
        groups=[_place(group) for group in findings.groups],
        total=findings.total,
        counted_all=findings.counted_all,
        loosely=findings.loosely,
        waiting=waiting,
    )


def found(hit: Hit) -> wire.Found:
    """A thing that was found, as it travels."""
    told, match = hit.told, hit.told.match
    revision = None
    if match.revision_id is not None and told.revision_index is not None:
        revision = wire.FoundRevision(
            api_id=match.revision_id,
            short_id=told.short_id,
            revision_index=told.revision_index,
        )
    kind = Kind.FIGURE if match.figure_id else Kind.ASSET if match.asset_id else match.kind
    return wire.Found(
        kind=kind.value,
        api_id=match.figure_id or match.asset_id or match.source_id,
        name=told.name,
        workspace=match.workspace_id,
        workspace_name=told.workspace_name,
        analysis=match.analysis_id,
        analysis_name=told.analysis_name,
        revision=revision,
        author=told.author,
        made_on=responses.time(told.made_on) or "",
        library=told.library or None,
        how=hit.how.value if hit.how else None,
        score=round(match.score, 4),
        highlights=[
            wire.Highlight(
                where=each.where.value,
                parts=[wire.Part(text=part.text, match=part.is_match) for part in each.parts],
            )
            for each in hit.highlights
        ],
    )


def _place(group: Group) -> wire.FoundPlace:
    return wire.FoundPlace(
        workspace=group.workspace_id,
        workspace_name=group.workspace_name,
        analysis=group.analysis_id,
        analysis_name=group.name,
        count=group.count,
        score=round(group.score, 4),
    )


OPERATIONS = (post("/search", find, wire.SearchBody, wire.SearchResults, status=200),)
