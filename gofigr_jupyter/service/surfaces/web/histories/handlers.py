"""The handlers of the pages with a history."""

from __future__ import annotations

from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.service.domain.model import DataItem
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import templating
from gofigr_jupyter.service.surfaces.web.histories import figure_page
from gofigr_jupyter.service.surfaces.web.lists import Lister
from gofigr_jupyter.service.surfaces.web.pages import WITH_PLOTLY
from gofigr_jupyter.service.surfaces.web.static_files import plotly_name
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
        someone, kept = seen(
            self._service,
            request,
            lambda tx, actor: figure_page.load(
                tx, actor, id, before=before, place=Lister(tx, actor, root=root, now=now)
            ),
        )
        shown = figure_page.figure_page(kept, read=self._bytes, now=now, root=root)
        return templating.page(
            request,
            "figure.html",
            policy=WITH_PLOTLY if shown.picture and shown.picture.spec else None,
            page=shown,
            plotly=plotly_name(),
            account=someone,
        )

    def _bytes(self, item: DataItem) -> bytes:
        return self._service.blobs.get(item.hash)


def _before(request: Request) -> int | None:
    told = request.query_params.get("before")
    if told is None:
        return None
    if not (told.isascii() and told.isdigit() and len(told) <= _MOST_DIGITS):
        raise NotFound("There is no such page.", hint="See whether the link is whole.")
    return int(told)
