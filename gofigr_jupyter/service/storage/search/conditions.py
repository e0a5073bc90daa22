"""What somebody may see and what she looks at, as conditions on documents."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, String, and_, exists, false, func, or_, select, union
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from gofigr_jupyter.ids import UserId
from gofigr_jupyter.service.domain.search.model import Filters, Scope
from gofigr_jupyter.service.domain.talk.review import ReviewState
from gofigr_jupyter.service.storage.assets.tables import asset_revisions, assets, links, shares
from gofigr_jupyter.service.storage.search.tables import search_documents
from gofigr_jupyter.service.storage.tables import figures, revisions
from gofigr_jupyter.service.storage.talk.talk_tables import comments, reviewers, reviews

_DOCUMENT = search_documents.c
_SHARED = (
    (_DOCUMENT.analysis_id, shares.c.analysis_id),
    (_DOCUMENT.figure_id, shares.c.figure_id),
    (_DOCUMENT.revision_id, shares.c.revision_id),
    (_DOCUMENT.asset_id, shares.c.asset_id),
    (_DOCUMENT.story_id, shares.c.story_id),
)
_STANDING = comments.c.is_deleted.is_(False)
_TALKED = union(
    select(comments.c.figure_id).where(_STANDING, comments.c.figure_id.is_not(None)),
    select(revisions.c.figure_id)
    .join_from(comments, revisions, revisions.c.id == comments.c.revision_id)
    .where(_STANDING),
)
_TALKED_FILES = select(comments.c.asset_id).where(_STANDING, comments.c.asset_id.is_not(None))
_FROZEN = select(figures.c.id).where(figures.c.is_frozen.is_(True))
_APPROVED = revisions.alias("approved")
_LATER = revisions.alias("later")
_HAS_LAPSED = exists().where(
    _LATER.c.figure_id == _APPROVED.c.figure_id,
    _LATER.c.revision_index > _APPROVED.c.revision_index,
)
_HOLDING = (
    select(reviews.c.id)
    .join_from(reviews, _APPROVED, _APPROVED.c.id == reviews.c.approved_revision)
    .where(~_HAS_LAPSED, reviews.c.id.not_in(_FROZEN))
)
_ASKED = (
    select(reviewers.c.figure_id)
    .join_from(reviewers, reviews, reviews.c.id == reviewers.c.figure_id)
    .where(reviews.c.approved_revision.is_(None), reviews.c.id.not_in(_FROZEN))
)
_REVIEWED: dict[ReviewState, Select[tuple[str]]] = {
    ReviewState.FROZEN: _FROZEN,
    ReviewState.APPROVED: _HOLDING,
    ReviewState.IN_REVIEW: _ASKED,
    ReviewState.DRAFT: select(figures.c.id).where(
        figures.c.id.not_in(union(_FROZEN, _HOLDING, _ASKED))
    ),
}
"""The figures whose review stands so, as `domain.talk.review` says it."""


class InOrder(FunctionElement[str]):
    """A column that SQLite does not look up in an index.

    It would gather all documents by their indexes and then sort them, which takes 0.3 s of
    100,000, where the newest thousand are there in 4 ms. PostgreSQL knows better by itself.
    """

    type = String()
    inherit_cache = True


@compiles(InOrder)
def _in_order(element: InOrder, compiler: SQLCompiler, **options: object) -> str:
    column = compiler.process(element.clauses, **options)
    return f"coalesce({column}, '')" if compiler.dialect.name == "sqlite" else column


def condition(scope: Scope, filters: Filters) -> ColumnElement[bool]:
    """True for the documents that are looked at; never for those that may not be seen."""
    return and_(_seen(scope), *_wanted(filters))


def _seen(scope: Scope) -> ColumnElement[bool]:
    if scope.reader is None:
        return _DOCUMENT.workspace_id.in_(scope.workspaces)
    inside = InOrder(_DOCUMENT.workspace_id).in_(scope.workspaces)
    return or_(inside, *_shared_with(scope.reader))


def _shared_with(reader: UserId) -> Iterator[ColumnElement[bool]]:
    """Sharing reaches down: whatever is in a shared thing has its id."""
    for mine, shared in _SHARED:
        given = select(shared).where(shares.c.user_id == reader, shared.is_not(None))
        yield mine.in_(given)


def _wanted(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.kinds:
        yield _DOCUMENT.kind.in_(filters.kinds)
    if filters.workspace is not None:
        yield _DOCUMENT.workspace_id == filters.workspace
    if filters.analysis is not None:
        yield _DOCUMENT.analysis_id == filters.analysis
    if filters.figures:
        yield _DOCUMENT.figure_id.in_(filters.figures)
    if filters.author is not None:
        yield _DOCUMENT.author == filters.author
    if filters.library is not None:
        yield _DOCUMENT.library == filters.library.lower()
    if filters.since is not None:
        yield _DOCUMENT.made_on >= filters.since
    if filters.until is not None:
        yield _DOCUMENT.made_on <= filters.until
    if filters.uses is not None:
        yield _DOCUMENT.revision_id.in_(_users_of(filters.uses))
    if filters.review is not None:
        yield _DOCUMENT.figure_id.in_(_REVIEWED[filters.review])
    if filters.has_comments is not None:
        talked = or_(_DOCUMENT.figure_id.in_(_TALKED), _DOCUMENT.asset_id.in_(_TALKED_FILES))
        yield func.coalesce(talked, false()) == filters.has_comments


def _users_of(name: str) -> Select[tuple[str]]:
    """The figure revisions that used a file of this name, in whatever folder it was."""
    return (
        select(links.c.revision_id)
        .join_from(links, asset_revisions, asset_revisions.c.id == links.c.asset_revision_id)
        .join(assets, assets.c.id == asset_revisions.c.asset_id)
        .where(or_(assets.c.name == name, assets.c.name.endswith(f"/{name}", autoescape=True)))
    )
