"""The page of a story, its pictures, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.ids import RevisionId
from gofigr_jupyter.presentations.deck import Deck, Picture
from gofigr_jupyter.presentations.formats import FORMATS, format_named
from gofigr_jupyter.presentations.web_page import sections
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces import decks
from gofigr_jupyter.service.surfaces.attachment import disposition
from gofigr_jupyter.service.surfaces.pictured import Pictured, of_figure
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import downloads, templating
from gofigr_jupyter.service.surfaces.web.contents import PICTURES, content
from gofigr_jupyter.service.surfaces.web.lists import Lister
from gofigr_jupyter.service.surfaces.web.shown import Crumb
from gofigr_jupyter.service.surfaces.web.thumbnail import LARGE, thumbnail_response
from gofigr_jupyter.service.surfaces.web.visitors import seen


@dataclass(frozen=True, kw_only=True)
class StoryPage:
    """Everything on the page; `image` is the address of its first picture, where it has one."""

    title: str
    description: str
    place: tuple[Crumb, ...]
    sections: Markup
    link: str
    image: str | None
    downloads: tuple[Crumb, ...]


class Stories:
    """The handlers, over one service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def page(self, request: Request) -> Response:
        """A story: every slide, to be read or presented."""
        id, root = request.path_params["id"], templating.root(request)

        def look(tx: Transaction, actor: Actor | None) -> tuple[decks.Gathered, tuple[Crumb, ...]]:
            gathered = decks.gather(tx, actor, id)
            lister = Lister(tx, actor, root=root, now=datetime.now(UTC))
            return gathered, lister.place(gathered.story.workspace_id)

        someone, (gathered, place) = seen(self._service, request, look)
        base = templating.base(request, self._service.app_url)
        deck = decks.deck(gathered, base=root)
        shown = _page(gathered, deck, place=place, root=root, base=base)
        return templating.page(request, "story.html", page=shown, account=someone)

    def picture(self, request: Request) -> Response:
        """A picture of a story, for those who may read the story."""
        shown = self._gathered(request).shown.get(RevisionId(request.path_params["revision"]))
        best = _best(shown) if shown else None
        if best is None:
            raise NotFound("There is no such picture in this story.")
        if best.format in PICTURES:
            return downloads.as_picture(content(best.item), self._service.blobs)
        return thumbnail_response(self._service, best, size=LARGE)

    def file(self, request: Request) -> Response:
        """A story as a file to keep."""
        format = format_named(request.path_params["format"])
        base = templating.base(request, self._service.app_url)
        deck = decks.deck(self._gathered(request), base=base, service=self._service)
        name = disposition(decks.file_name(deck, format))
        headers = {**templating.HEADERS, "Content-Disposition": name}
        return Response(format.write(deck), media_type=format.media_type, headers=headers)

    def _gathered(self, request: Request) -> decks.Gathered:
        id = request.path_params["id"]
        return seen(self._service, request, lambda tx, actor: decks.gather(tx, actor, id))[1]


def _page(
    gathered: decks.Gathered, deck: Deck, *, place: tuple[Crumb, ...], root: str, base: str
) -> StoryPage:
    story = gathered.story
    home = f"{root}/story/{story.id}"
    pictured = [id for id, each in gathered.shown.items() if _best(each)]

    def source(picture: Picture) -> str | None:
        return f"{home}/picture/{picture.revision}" if picture.revision in pictured else None

    first = next((p.picture for p in deck.pages if p.picture and source(p.picture)), None)
    return StoryPage(
        title=deck.title,
        description=deck.description or deck.byline,
        place=place,
        sections=Markup(sections(deck, source)),  # noqa: S704  # which escapes all that it is given
        link=f"{base}/story/{story.id}",
        image=f"{base}/story/{story.id}/picture/{first.revision}" if first else None,
        downloads=tuple(
            Crumb(each.called, f"{home}/export/{each.name}") for each in FORMATS.values()
        ),
    )


def _best(shown: decks.Shown) -> Pictured | None:
    return of_figure(shown.items)
