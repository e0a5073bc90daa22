"""Documents and how far they are, stored."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Insert,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from gofigr_jupyter.ids import AnalysisId, ContentHash, WorkspaceId
from gofigr_jupyter.service.domain.model import Figure, Kind, Moment, Revision
from gofigr_jupyter.service.domain.search.model import (
    Document,
    Filters,
    Match,
    Progress,
    Question,
    Scope,
    Told,
    Weighing,
    Where,
)
from gofigr_jupyter.service.storage.assets.tables import asset_revisions, assets
from gofigr_jupyter.service.storage.search.conditions import condition
from gofigr_jupyter.service.storage.search.engines import ENGINES, Engine
from gofigr_jupyter.service.storage.search.meanings import MeaningRows
from gofigr_jupyter.service.storage.search.statements import MATCHED, NOTHING, Rows, Within, newest
from gofigr_jupyter.service.storage.search.tables import (
    COLUMNS,
    search_documents,
    search_progress,
    search_texts,
)
from gofigr_jupyter.service.storage.stories.story_tables import stories
from gofigr_jupyter.service.storage.tables import (
    analyses,
    data_items,
    figures,
    revisions,
    workspaces,
)

EVENTS = "events"
_DOCUMENT = search_documents.c
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_FACTS = ("author", "made_on", "library")
_SHOWN = tuple(name for name in COLUMNS if name != "also")
_TABLES: dict[Kind, Table] = {
    Kind.WORKSPACE: workspaces,
    Kind.ANALYSIS: analyses,
    Kind.FIGURE: figures,
    Kind.REVISION: revisions,
    Kind.ASSET: assets,
    Kind.ASSET_REVISION: asset_revisions,
    Kind.STORY: stories,
}
_TOLD: Select[*tuple[Any, ...]] = (
    select(
        _DOCUMENT.id,
        *(_DOCUMENT[name] for name in _FACTS),
        *(search_texts.c[name] for name in _SHOWN),
        func.coalesce(
            assets.c.name, stories.c.name, figures.c.name, analyses.c.name, workspaces.c.name
        ),
        workspaces.c.name,
        analyses.c.name,
        revisions.c.short_id,
        revisions.c.revision_index,
    )
    .join_from(search_documents, search_texts, search_texts.c.id == _DOCUMENT.id)
    .join(workspaces, workspaces.c.id == _DOCUMENT.workspace_id)
    .join(
        analyses,
        and_(
            analyses.c.id == _DOCUMENT.analysis_id,
            analyses.c.workspace_id == _DOCUMENT.workspace_id,
        ),
        isouter=True,
    )
    .join(figures, figures.c.id == _DOCUMENT.figure_id, isouter=True)
    .join(revisions, revisions.c.id == _DOCUMENT.revision_id, isouter=True)
    .join(assets, assets.c.id == _DOCUMENT.asset_id, isouter=True)
    .join(stories, stories.c.id == _DOCUMENT.story_id, isouter=True)
    .where(_DOCUMENT.id.in_(_IDS))
)
_WORKSPACES = select(workspaces.c.id, workspaces.c.name).where(workspaces.c.id.in_(_IDS))
_ANALYSES = select(analyses.c.id, analyses.c.name).where(analyses.c.id.in_(_IDS))


class SearchRows(MeaningRows):
    """Implements `domain.search.ports.SearchIndex`."""

    def put(self, document: Document) -> None:
        """Keep what is known about a thing, instead of what was known before."""
        facts = {name: getattr(document, name) for name in _FACTS}
        placed = {**vars(document.source), **facts, "is_unseen": True}
        id = self._upsert(search_documents, placed, ("source_id", "kind"))
        texts = {name: getattr(document, name) for name in COLUMNS}
        title = "" if document.source.kind is Kind.REVISION else document.names
        self._upsert(search_texts, {"id": id, "title": title, **texts}, ("id",))
        self.forget_meaning(id)

    def forget(self, kind: Kind, id: str) -> None:
        """Delete what is known about a thing."""
        self.connection.execute(
            delete(search_documents).where(_DOCUMENT.source_id == id, _DOCUMENT.kind == kind)
        )

    def relocate(self, revision: Revision) -> None:
        """Note that a revision, with what is about it, is somewhere else now."""
        self.connection.execute(
            update(search_documents)
            .where(_DOCUMENT.revision_id == revision.id)
            .values(
                figure_id=revision.figure_id,
                analysis_id=revision.analysis_id,
                workspace_id=revision.workspace_id,
            )
        )

    def progress(self) -> Progress:
        """How far events were taken in."""
        kept = select(search_progress.c.cursor, search_progress.c.missing)
        row = self.connection.execute(kept.where(search_progress.c.name == EVENTS)).first()
        if row is None:
            return Progress()
        missing = [(number, Moment(at)) for number, at in json.loads(row.missing)]
        return Progress(cursor=row.cursor, missing=tuple(missing))

    def note(self, progress: Progress) -> None:
        """Keep how far events were taken in."""
        values = {"cursor": progress.cursor, "missing": json.dumps(progress.missing)}
        given = self._dialect().insert(search_progress).values(name=EVENTS, **values)
        self.connection.execute(given.on_conflict_do_update(index_elements=["name"], set_=values))

    def lacking(self, kind: Kind, limit: int) -> Sequence[str]:
        """Ids of things of a kind that have no document, oldest first."""
        things = _TABLES[kind]
        known = exists().where(_DOCUMENT.source_id == things.c.id, _DOCUMENT.kind == kind)
        query = select(things.c.id).where(~known).order_by(things.c.created_on).limit(limit)
        return self.connection.execute(query).scalars()

    def elsewhere(self, analysis: AnalysisId, name: str, limit: int) -> Sequence[tuple[Kind, str]]:
        """Those in an analysis whose documents call it by another name."""
        below = _DOCUMENT.kind.in_((Kind.FIGURE, Kind.REVISION))
        own = (_DOCUMENT.analysis_id == analysis) & below
        return self._sources(own & (search_texts.c.place != name), limit)

    def otherwise(self, figure: Figure, place: str, limit: int) -> Sequence[tuple[Kind, str]]:
        """Revisions of a figure whose documents call it, or its analysis, by another name."""
        own = (_DOCUMENT.figure_id == figure.id) & (_DOCUMENT.kind == Kind.REVISION)
        differs = or_(search_texts.c.names != figure.name, search_texts.c.place != place)
        return self._sources(own & differs, limit)

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
        engine, within = self._prepared(), Within(scope, filters)
        if question is None:
            return _matches(self.connection.execute(newest(within), {"most": most}).tuples())
        return _matches(
            engine.words(self.connection, question, within, most=most, weighing=weighing)
        )

    def of_revisions(
        self, revisions: Collection[str], scope: Scope, filters: Filters
    ) -> Sequence[Match]:
        """The documents in `scope` of revisions with these ids."""
        own = (_DOCUMENT.kind == Kind.REVISION) & _DOCUMENT.source_id.in_(list(revisions))
        found = select(*MATCHED, NOTHING.label("score")).where(own, condition(scope, filters))
        return _matches(self.connection.execute(found.order_by(_DOCUMENT.id.desc())).tuples())

    def revisions_with(self, file: ContentHash, limit: int) -> Sequence[str]:
        """Ids of the newest revisions of figures that have a file with these bytes."""
        query = (
            select(revisions.c.id)
            .join_from(data_items, revisions, revisions.c.id == data_items.c.revision_id)
            .where(data_items.c.hash == file)
            .order_by(revisions.c.created_on.desc())
            .limit(limit)
        )
        return list(dict.fromkeys(self.connection.execute(query).scalars()))

    def similar(self, text: str, scope: Scope, filters: Filters, *, most: int) -> Sequence[Match]:
        """The newest things in `scope` whose names have `text` anywhere in them."""
        within = Within(scope, filters)
        return _matches(self._prepared().parts(self.connection, text, within, most=most))

    def told(self, matches: Sequence[Match]) -> Sequence[Told]:
        """The matches, in their order, with what a list shows of them."""
        self._prepared()
        ids = {"ids": [match.id for match in matches]}
        found = {row[0]: row[1:] for row in self.connection.execute(_TOLD, ids).tuples()}
        return [_told(match, found[match.id]) for match in matches if match.id in found]

    def names(
        self, workspaces_: Collection[WorkspaceId], analyses_: Collection[AnalysisId]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """What workspaces and analyses are called, by their ids."""
        return self._named(_WORKSPACES, workspaces_), self._named(_ANALYSES, analyses_)

    def _named(self, query: Select[str, str], ids: Collection[str]) -> dict[str, str]:
        rows = self.connection.execute(query, {"ids": list(ids)}).tuples()
        return dict(map(tuple, rows))

    def _sources(self, wanted: Any, limit: int) -> Sequence[tuple[Kind, str]]:  # noqa: ANN401
        query = (
            select(_DOCUMENT.kind, _DOCUMENT.source_id)
            .join_from(search_documents, search_texts, search_texts.c.id == _DOCUMENT.id)
            .where(wanted)
            .limit(limit)
        )
        return [(row.kind, row.source_id) for row in self.connection.execute(query)]

    def _upsert(self, table: Table, values: Mapping[str, object], same: tuple[str, ...]) -> int:
        """Store a row instead of the one that has the `same`; its id."""
        kept = _upserting(self._dialect(), table, tuple(values), same)
        id: int = self.connection.execute(kept, values).scalar_one()
        return id

    def _prepared(self) -> Engine:
        """Who finds words, prepared for it."""
        engine = ENGINES[self.connection.dialect.name]
        engine.begin(self.connection)
        return engine

    def _dialect(self) -> Any:  # noqa: ANN401  # both have the same insert
        return postgresql if self.connection.dialect.name == "postgresql" else sqlite


@cache
def _upserting(dialect: Any, table: Table, names: tuple[str, ...], same: tuple[str, ...]) -> Insert:  # noqa: ANN401
    """Stores a row instead of the one that has the `same`; made once, since that takes 2 ms."""
    given = dialect.insert(table)
    changed = {name: given.excluded[name] for name in names if name not in same}
    kept: Insert = given.on_conflict_do_update(index_elements=same, set_=changed)
    return kept.returning(table.c.id)


def _matches(rows: Rows) -> Sequence[Match]:
    return list(map(Match._make, rows))


def _told(match: Match, row: Sequence[Any]) -> Told:
    author, made_on, library, names, words, place, talk, shown, code, *rest = row
    name, workspace, analysis, short_id, index = rest
    texts = {
        Where.NAME: names,
        Where.DESCRIPTION: words,
        Where.PLACE: place,
        Where.COMMENT: talk,
        Where.PICTURE: shown,
        Where.CODE: code,
    }
    return Told(
        match=match,
        author=author,
        made_on=made_on,
        library=library,
        texts=texts,
        name=name,
        workspace_name=workspace,
        analysis_name=analysis,
        short_id=short_id,
        revision_index=index,
    )
