"""A figure: its newest picture, and its revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Actor, DataItem, Figure, Revision
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.web.contents import content
from gofigr_jupyter.service.surfaces.web.histories.timeline import MOST, Entry, Timeline
from gofigr_jupyter.service.surfaces.web.lists import Lister
from gofigr_jupyter.service.surfaces.web.recorded import Recorded
from gofigr_jupyter.service.surfaces.web.revision_page import Read, author, picture
from gofigr_jupyter.service.surfaces.web.shown import Crumb, Picture
from gofigr_jupyter.service.surfaces.web.spoken import stamped


@dataclass(frozen=True, kw_only=True)
class KeptFigure:
    """A figure with everything around it that its page tells; `data` is of the first revision."""

    figure: Figure
    place: tuple[Crumb, ...]
    revisions: tuple[Revision, ...]
    authors: dict[str, str]
    data: tuple[DataItem, ...]


@dataclass(frozen=True, kw_only=True)
class FigurePage:
    """Everything on the page. `picture` is None where there is no revision to show."""

    name: str
    about: str
    place: tuple[Crumb, ...]
    total: int
    picture: Picture | None
    timeline: Timeline


def load(
    tx: Transaction, actor: Actor | None, id: str, *, before: int | None, place: Lister
) -> KeptFigure:
    """Everything that the page of a figure tells; with `before`, of revisions below that index."""
    figure = access.figure(tx, actor, id)
    revisions = tuple(tx.revisions.last_in_figure(figure.id, MOST + 1, before=before))
    analysis = tx.analyses.get(figure.analysis_id)
    return KeptFigure(
        figure=figure,
        place=place.place(figure.workspace_id, analysis),
        revisions=revisions,
        authors={name: author(tx, name, actor) for name in {r.created_by for r in revisions}},
        data=tuple(tx.data.of_revision(revisions[0].id)) if revisions else (),
    )


def figure_page(kept: KeptFigure, *, read: Read, now: datetime, root: str) -> FigurePage:
    """What the page shows. `read` gives the bytes of a data object; links start with `root`."""
    figure, revisions = kept.figure, kept.revisions[:MOST]
    home = f"{root}/figure/{figure.id}"
    older = len(kept.revisions) > MOST
    entries = tuple(_entry(kept, revision, now=now, root=root) for revision in revisions)
    return FigurePage(
        name=figure.name,
        about=figure.description or "",
        place=kept.place,
        total=figure.revisions_made,
        picture=picture(
            [content(item) for item in kept.data],
            home=f"{root}/r/{revisions[0].id}",
            read=read,
            name=figure.name,
        )
        if revisions
        else None,
        timeline=Timeline(
            entries=entries,
            older=f"{home}?before={revisions[-1].revision_index}" if older else None,
        ),
    )


def _entry(kept: KeptFigure, revision: Revision, *, now: datetime, root: str) -> Entry:
    return Entry(
        number=revision.revision_index + 1,
        link=f"{root}/r/{revision.short_id or revision.id}",
        author=kept.authors[revision.created_by],
        kept=stamped(revision.created_on, now=now),
        short_id=revision.short_id,
        picture=f"{root}/r/{revision.id}/thumbnail",
        seen_again=Recorded(revision.metadata).seen_again(now),
    )
