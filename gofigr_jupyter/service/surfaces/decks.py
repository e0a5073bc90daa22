"""A kept story as a deck: its slides, and the stored pictures that stand on them.

Who may read a story sees the pictures of its workspace that are in it, not what lies behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from gofigr_jupyter.errors import TooLarge
from gofigr_jupyter.ids import RevisionId
from gofigr_jupyter.presentations.deck import Deck, Page, Picture, Rendering
from gofigr_jupyter.presentations.formats import Format
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import SECOND, Actor, DataItem, Moment, Revision, Right
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories import stories
from gofigr_jupyter.service.domain.stories.model import Slide, SlideType, Story
from gofigr_jupyter.service.domain.stories.outline import outline
from gofigr_jupyter.service.surfaces.pictured import Pictured, alt_text, of_figure
from gofigr_jupyter.service.surfaces.service import Service

RASTERS, VECTORS = frozenset({"png", "jpeg", "jpg"}), frozenset({"svg"})
DRAWN_SIZE = 1024
"""Pixels of the longer side of a picture that is drawn from a format with no dots."""
MOST_NAME = 80
MOST_BYTES = 256 * 1024 * 1024
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A revision that a story shows."""

    revision: Revision
    figure_name: str
    items: Sequence[DataItem]


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A story with everything that is shown of it, but for the bytes."""

    story: Story
    author: str
    slides: Sequence[Slide]
    shown: Mapping[RevisionId, Shown]


def gather(tx: Transaction, actor: Actor | None, id: str) -> Gathered:
    """The story with this id, for those who may read it."""
    story = access.story(tx, actor, id)
    slides = outline(stories.told(tx, [story])[0])
    ids = {slide.revision_id for slide in slides if slide.revision_id is not None}
    found = {id: _shown(tx, actor, story, id) for id in ids}
    user = tx.users.by_name(story.created_by)
    named = f"{user.first_name} {user.last_name}".strip() if user else ""
    return Gathered(
        story=story,
        author=named or story.created_by,
        slides=slides,
        shown={id: each for id, each in found.items() if each is not None},
    )


def deck(gathered: Gathered, *, base: str, service: Service | None = None) -> Deck:
    """The story to be written or shown; `base` is the address of the service.

    With a service the pictures have their bytes. Raises TooLarge when those are too many.
    """
    if service is not None:
        _check_size(gathered)
    story = gathered.story
    pictures = {id: _picture(each, base, service) for id, each in gathered.shown.items()}
    return Deck(
        title=story.heading,
        author=gathered.author,
        made=_day(story.touched_on),
        link=f"{base}/story/{story.id}",
        description=story.description or "",
        audience=" ".join((story.audience or "").split()),
        pages=[_page(slide, pictures) for slide in gathered.slides],
    )


def file_name(deck: Deck, format: Format) -> str:
    """What the file of a story is called."""
    plain = "".join(c if c.isalnum() or c in " -_" else " " for c in deck.title)
    return f"{' '.join(plain.split())[:MOST_NAME] or 'story'}.{format.suffix}"


def _shown(tx: Transaction, actor: Actor | None, story: Story, id: RevisionId) -> Shown | None:
    """A revision, unless it went where the reader of the story may not follow it."""
    revision = tx.revisions.get(id)
    if revision is None:
        return None
    here = revision.workspace_id == story.workspace_id
    if not here and not (actor and access.may(tx, actor, revision.workspace_id, Right.READ)):
        return None
    figure = tx.figures.get(revision.figure_id)
    items = tx.data.of_revision(revision.id)
    return Shown(revision=revision, figure_name=figure.name if figure else "", items=items)


def _page(slide: Slide, pictures: Mapping[RevisionId, Picture]) -> Page:
    picture = pictures.get(slide.revision_id) if slide.revision_id else None
    is_figure = slide.slide_type is SlideType.FIGURE
    return Page(
        kind=slide.slide_type.value,
        title=slide.title or "",
        content=slide.content,
        notes=slide.notes,
        picture=picture,
        is_lost=picture is None and (is_figure or slide.revision_id is not None),
    )


def _picture(shown: Shown, base: str, service: Service | None) -> Picture:
    revision = shown.revision
    return Picture(
        name=shown.figure_name,
        label=f"revision {revision.revision_index + 1} · {_day(revision.created_on)}",
        revision=revision.id,
        link=f"{base}/r/{revision.short_id or revision.id}",
        alt=alt_text(revision),
        raster=_raster(shown, service) if service else None,
        vector=_stored(of_figure(shown.items, among=VECTORS), service) if service else None,
    )


def _raster(shown: Shown, service: Service) -> Rendering | None:
    """The picture made of dots, as stored; drawn where only other formats were stored."""
    found = _stored(of_figure(shown.items, among=RASTERS), service)
    best = of_figure(shown.items)
    if found is not None or best is None:
        return found
    hash = best.item.hash
    drawn = service.thumbnail(hash, format=best.format, size=DRAWN_SIZE)
    return Rendering(format="png", data=drawn, digest=hash) if drawn else None


def _stored(found: Pictured | None, service: Service) -> Rendering | None:
    if found is None:
        return None
    hash = found.item.hash
    return Rendering(format=found.format, data=service.blobs.get(hash), digest=hash)


def _check_size(gathered: Gathered) -> None:
    sizes = [
        found.item.size_bytes
        for each in gathered.shown.values()
        for among in (RASTERS, VECTORS)
        if (found := of_figure(each.items, among=among)) is not None
    ]
    if sum(sizes) > MOST_BYTES:
        raise TooLarge(
            f"The pictures of this story have more than {MOST_BYTES // 2**20} MiB.",
            hint="Export parts of it: a story with fewer slides.",
        )


def _day(moment: Moment) -> str:
    at = datetime.fromtimestamp(moment / SECOND, UTC)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"
