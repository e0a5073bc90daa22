"""Pages that list: what a visitor has, and what is in a workspace or an analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from gofigr_jupyter.service.domain import access, workspaces
from gofigr_jupyter.service.domain.assets.model import Asset
from gofigr_jupyter.service.domain.model import (
    SECOND,
    Actor,
    Analysis,
    Figure,
    Holder,
    Right,
    Workspace,
)
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories.model import Story
from gofigr_jupyter.service.surfaces.web.shown import Crumb
from gofigr_jupyter.service.surfaces.web.spoken import Moment, moment

T = TypeVar("T", bound=Holder)

RECENT = 24
MOST = 500


@dataclass(frozen=True, kw_only=True)
class Row:
    """A workspace or an analysis in a list."""

    name: str
    link: str
    about: str
    changed: Moment


@dataclass(frozen=True, kw_only=True)
class Card:
    """A figure with its picture."""

    name: str
    link: str
    picture: str
    revisions: int
    changed: Moment


@dataclass(frozen=True, kw_only=True)
class ListPage:
    """Everything on the page; `empty` is said where there is nothing to list."""

    name: str
    about: str
    place: tuple[Crumb, ...]
    cards_title: str = ""
    cards: tuple[Card, ...] = ()
    rows_title: str = ""
    rows: tuple[Row, ...] = ()
    stories: tuple[Row, ...] = ()
    assets: tuple[Row, ...] = ()
    empty: str
    left_out: int = 0


class Lister:
    """Makes list pages as seen `now`, with links that start with `root`."""

    def __init__(self, tx: Transaction, actor: Actor | None, *, root: str, now: datetime) -> None:
        self._tx = tx
        self._actor = actor
        self._root = root
        self._now = now

    def home(self) -> ListPage:
        """The visitor's workspaces, and the figures that changed last in all of them."""
        mine = workspaces.own_workspaces(self._tx, access.signed_in(self._actor))
        recent = [f for each in mine for f in self._tx.figures.recent(each.id, RECENT)]
        recent.sort(key=lambda figure: figure.touched_on, reverse=True)
        return ListPage(
            name="Figures",
            about="",
            place=(),
            cards_title="Changed last",
            cards=self._cards(recent[:RECENT]),
            rows_title="Workspaces",
            rows=tuple(self._row(each, "workspace") for each in mine),
            empty="No figure was kept yet. In a notebook, run %load_ext gofigr_jupyter and draw.",
        )

    def workspace(self, id: str) -> ListPage:
        """A workspace: its analyses, and the figures that changed last."""
        found = access.workspace(self._tx, self._actor, id)
        inside = _newest(self._tx.analyses.in_workspaces([found.id]))
        self._tx.assets.recent(found.id, RECENT)
        return ListPage(
            name=found.name,
            about=found.description or "",
            place=(self._home(),),
            cards_title="Changed last",
            cards=self._cards(self._tx.figures.recent(found.id, RECENT)),
            rows_title="Analyses",
            rows=tuple(self._row(each, "analysis") for each in inside[:MOST]),
            stories=tuple(
                self._row(each, "story") for each in self._tx.stories.recent(found.id, RECENT)
            ),
            assets=tuple(
                self._row(each, "asset") for each in self._tx.assets.recent(found.id, RECENT)
            ),
            empty="This workspace has no analysis yet.",
            left_out=max(len(inside) - MOST, 0),
        )

    def analysis(self, id: str) -> ListPage:
        """An analysis: its figures."""
        found = access.analysis(self._tx, self._actor, id)
        figures = _newest(self._tx.figures.in_analysis(found.id))
        return ListPage(
            name=found.name,
            about=found.description or "",
            place=self.place(found.workspace_id),
            cards_title="Figures",
            cards=self._cards(figures[:MOST]),
            empty="This analysis has no figure yet.",
            left_out=max(len(figures) - MOST, 0),
        )

    def place(self, workspace_id: str, analysis: Analysis | None = None) -> tuple[Crumb, ...]:
        """The way from home to a thing; empty for those to whom only the thing was shown."""
        workspace = self._tx.workspaces.get(workspace_id)
        if self._actor is None or workspace is None:
            return ()
        if not access.may(self._tx, self._actor, workspace.id, Right.READ):
            return ()
        way = (self._home(), Crumb(workspace.name, f"{self._root}/workspace/{workspace.id}"))
        if analysis is None:
            return way
        return (*way, Crumb(analysis.name, f"{self._root}/analysis/{analysis.id}"))

    def _home(self) -> Crumb:
        return Crumb("Figures", f"{self._root}/")

    def _cards(self, figures: Sequence[Figure]) -> tuple[Card, ...]:
        return tuple(
            Card(
                name=each.name,
                link=f"{self._root}/figure/{each.id}",
                picture=f"{self._root}/figure/{each.id}/thumbnail",
                revisions=each.revisions_made,
                changed=self._changed(each),
            )
            for each in figures
        )

    def _row(self, thing: Workspace | Analysis | Asset | Story, kind: str) -> Row:
        return Row(
            name=thing.name,
            link=f"{self._root}/{kind}/{thing.id}",
            about=thing.description or "",
            changed=self._changed(thing),
        )

    def _changed(self, thing: Holder | Story) -> Moment:
        return moment(datetime.fromtimestamp(thing.touched_on / SECOND, UTC), now=self._now)


def _newest(things: Sequence[T]) -> list[T]:
    return sorted(things, key=lambda thing: thing.touched_on, reverse=True)
