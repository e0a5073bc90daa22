"""The handlers of the pages with a history."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Actor, DataItem, Kind
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.pictured import Pictured, of_asset
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import templating
from gofigr_jupyter.service.surfaces.web.contents import content
from gofigr_jupyter.service.surfaces.web.downloads import as_file
from gofigr_jupyter.service.surfaces.web.histories import (
    asset_page,
    asset_revision_page,
    figure_page,
)
from gofigr_jupyter.service.surfaces.web.lists import Lister
from gofigr_jupyter.service.surfaces.web.pages import WITH_PLOTLY
from gofigr_jupyter.service.surfaces.web.static_files import plotly_name
from gofigr_jupyter.service.surfaces.web.talk.discussion import discussion, said_about
from gofigr_jupyter.service.surfaces.web.thumbnail import LARGE, thumbnail_response
from gofigr_jupyter.service.surfaces.web.visitors import seen

_MOST_DIGITS = 9


class Histories:
    """The handlers, over one service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def figure(self, request: Request) -> Response:
        """A figure: its newest picture, and its revisions."""
        root, now = templating.root(request), datetime.now(UTC).astimezone()
        id, before = request.path_params["id"], _before(request)
        someone, (kept, said) = seen(
            self._service,
            request,
            lambda tx, actor: (
                figure_page.load(
                    tx, actor, id, before=before, place=Lister(tx, actor, root=root, now=now)
                ),
                said_about(tx, actor, Kind.FIGURE, id),
            ),
        )
        shown = figure_page.figure_page(kept, read=self._bytes, now=now, root=root)
        return templating.page(
            request,
            "figure.html",
            policy=WITH_PLOTLY if shown.picture and shown.picture.spec else None,
            page=shown,
            discussion=discussion(said, now=now),
            plotly=plotly_name(),
            account=someone,
        )

    def asset(self, request: Request) -> Response:
        """An asset: what it looks like, its revisions, and the figures that used it."""
        root, now = templating.root(request), datetime.now(UTC).astimezone()
        id, before = request.path_params["id"], _before(request)
        someone, (kept, said) = seen(
            self._service,
            request,
            lambda tx, actor: (
                asset_page.load(
                    tx, actor, id, before=before, place=Lister(tx, actor, root=root, now=now)
                ),
                said_about(tx, actor, Kind.ASSET, id),
            ),
        )
        shown = asset_page.asset_page(kept, now=now, root=root)
        return templating.page(
            request, "asset.html", page=shown, discussion=discussion(said, now=now), account=someone
        )

    def asset_revision(self, request: Request) -> Response:
        """A revision of an asset: what it looks like, its bytes, the figures that used it."""
        id = request.path_params["id"]
        root, now = templating.root(request), datetime.now(UTC).astimezone()
        someone, (kept, said) = seen(
            self._service,
            request,
            lambda tx, actor: (
                asset_revision_page.load(
                    tx, actor, id, place=Lister(tx, actor, root=root, now=now)
                ),
                said_about(tx, actor, Kind.ASSET_REVISION, id),
            ),
        )
        shown = asset_revision_page.asset_revision_page(kept, now=now, root=root)
        return templating.page(
            request,
            "asset_revision.html",
            page=shown,
            discussion=discussion(said, now=now),
            account=someone,
        )

    def asset_thumbnail(self, request: Request) -> Response:
        """A small picture of a revision of an asset, or a drawing in its place."""
        return thumbnail_response(self._service, self._pictured(request))

    def asset_preview(self, request: Request) -> Response:
        """A revision of an asset as its page shows it."""
        return thumbnail_response(self._service, self._pictured(request), size=LARGE)

    def asset_file(self, request: Request) -> Response:
        """A data object of a revision of an asset, to keep."""
        id, data = request.path_params["id"], request.path_params["data"]

        def find(tx: Transaction, actor: Actor | None) -> DataItem:
            item = access.data(tx, actor, data)
            if item.revision_id != access.asset_revision(tx, actor, id).id:
                raise NotFound("There is no such data object in this revision.")
            return item

        _, item = seen(self._service, request, find)
        return as_file(content(item), self._service.blobs)

    def _pictured(self, request: Request) -> Pictured | None:
        def find(tx: Transaction, actor: Actor | None) -> Pictured | None:
            revision = access.asset_revision(tx, actor, request.path_params["id"])
            return of_asset(tx.asset_data.of_revision(revision.id))

        return seen(self._service, request, find)[1]

    def _bytes(self, item: DataItem) -> bytes:
        return self._service.blobs.get(item.hash)


def _before(request: Request) -> int | None:
    told = request.query_params.get("before")
    if told is None:
        return None
    if not (told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS):
        raise NotFound("There is no such page.", hint="See whether the link is whole.")
    return int(told)
