"""The pages, and what becomes of an error on the way to one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from gofigr_jupyter._version import __version__
from gofigr_jupyter.errors import GoFigrError, NotAuthenticated, NotFound
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Actor, DataItem, Kind, Revision
from gofigr_jupyter.service.domain.ports import Blobs, Transaction
from gofigr_jupyter.service.surfaces.pictured import Pictured, of_figure
from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web import downloads, templating
from gofigr_jupyter.service.surfaces.web.contents import Content, content
from gofigr_jupyter.service.surfaces.web.lists import Lister, ListPage
from gofigr_jupyter.service.surfaces.web.revision_page import Kept, load, revision_page
from gofigr_jupyter.service.surfaces.web.static_files import plotly_name
from gofigr_jupyter.service.surfaces.web.talk.discussion import Said, discussion, said_about
from gofigr_jupyter.service.surfaces.web.thumbnail import LARGE, SIZE, thumbnail_response
from gofigr_jupyter.service.surfaces.web.visitors import Visitor, seen
from gofigr_jupyter.wire.problems import status_of

Handler = Callable[[Request], Response]
Show = Callable[[Content, Blobs], Response]
Result = TypeVar("Result")

WITH_PLOTLY = {
    # plotly writes style elements and makes pictures of its canvases.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "worker-src": "blob:",
}
HEADINGS = {
    403: "This is not open to you",
    404: "There is nothing here",
    503: "Not now",
    507: "The storage does not answer",
}


def guarded(handler: Handler) -> Handler:
    """`handler`, whose errors become pages: a sign-in form, or what happened and what to do."""

    def answer(request: Request) -> Response:
        try:
            return handler(request)
        except NotAuthenticated as error:
            return sign_in_page(request, text=error.message, next=_here(request), status=401)
        except GoFigrError as error:
            return _error_page(request, error)

    return answer


def sign_in_page(
    request: Request,
    *,
    next: str,
    status: int = 200,
    text: str = "",
    problem: str = "",
    username: str = "",
) -> HTMLResponse:
    """The form. `next` is where to go afterwards, as a path from the root of the service."""
    return templating.page(
        request,
        "sign_in.html",
        status=status,
        next=next,
        text=text,
        problem=problem,
        username=username,
    )


def _error_page(request: Request, error: GoFigrError) -> HTMLResponse:
    status = status_of(error)
    return templating.page(
        request,
        "message.html",
        status=status,
        heading=HEADINGS.get(status, "This did not work"),
        text=error.message,
        hint=error.hint,
        code=error.code,
    )


def _here(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path.lstrip("/") + query


class Pages:
    """The handlers, over one service."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def revision(self, request: Request) -> Response:
        """A revision: picture, code, data, environment, metadata."""
        link = request.path_params["link"]
        root, now = templating.root(request), _now()

        def gather(tx: Transaction, actor: Actor | None) -> tuple[Kept, Said]:
            kept = load(tx, actor, link, root=root, now=now)
            return kept, said_about(tx, actor, Kind.REVISION, kept.revision.id)

        someone, (kept, said) = self._seen(request, gather)
        base = templating.base(request, self._service.app_url)
        shown = revision_page(kept, read=self._bytes, now=now, root=root, base=base)
        return templating.page(
            request,
            "revision.html",
            policy=WITH_PLOTLY if shown.picture.spec else None,
            page=shown,
            discussion=discussion(said, now=now),
            plotly=plotly_name(),
            account=someone,
        )

    def home(self, request: Request) -> Response:
        """What the visitor has."""
        return self._list(request, lambda lister: lister.home())

    def workspace(self, request: Request) -> Response:
        """What is in a workspace."""
        return self._list(request, lambda lister: lister.workspace(request.path_params["id"]))

    def analysis(self, request: Request) -> Response:
        """What is in an analysis."""
        return self._list(request, lambda lister: lister.analysis(request.path_params["id"]))

    def thumbnail(self, request: Request) -> Response:
        """A small picture of the newest revision of a figure, or a drawing in its place."""
        newest = self._newest(request)
        items = self._service.database.read(lambda tx: tx.data.of_revision(newest.id))
        return thumbnail_response(self._service, of_figure(items))

    def revision_thumbnail(self, request: Request) -> Response:
        """A small picture of a revision, or a drawing in its place."""
        return self._small(request, SIZE)

    def preview(self, request: Request) -> Response:
        """The picture of a revision as other sites show it beside a link."""
        return self._small(request, LARGE)

    def file(self, request: Request) -> Response:
        """A data object to keep."""
        return self._content(request, downloads.as_file)

    def picture(self, request: Request) -> Response:
        """A data object as a picture."""
        return self._content(request, downloads.as_picture)

    def frame(self, request: Request) -> Response:
        """A data object that is an HTML figure."""
        return self._content(request, downloads.as_frame)

    def reference(self, request: Request) -> Response:
        """The API reference; open to everybody, as the API's shape is no secret."""
        from gofigr_jupyter.service.surfaces.gofigr.openapi import document
        from gofigr_jupyter.service.surfaces.web.reference import reference

        shown = reference(document(__version__))
        return templating.page(request, "reference.html", reference=shown)

    def nothing(self, request: Request) -> Response:
        """What is shown at an address that we do not have."""
        raise NotFound("There is no such page.", hint="See whether the link is whole.")

    def _list(self, request: Request, look: Callable[[Lister], ListPage]) -> Response:
        root, now = templating.root(request), _now()
        someone, found = self._seen(
            request, lambda tx, actor: look(Lister(tx, actor, root=root, now=now))
        )
        return templating.page(request, "list.html", page=found, account=someone)

    def _newest(self, request: Request) -> Revision:
        def find(tx: Transaction, actor: Actor | None) -> Revision:
            figure = access.figure(tx, actor, request.path_params["id"])
            newest = tx.revisions.newest_in_figure(figure.id)
            if newest is None:
                raise NotFound(f"The figure “{figure.name}” has no revision yet.")
            return newest

        return self._seen(request, find)[1]

    def _small(self, request: Request, size: int) -> Response:
        def find(tx: Transaction, actor: Actor | None) -> tuple[Pictured | None, bool]:
            revision = access.revision_by_link(tx, actor, request.path_params["link"])
            is_public = tx.shares.reach(access.reach(revision), user=None)
            return of_figure(tx.data.of_revision(revision.id)), is_public

        _, (best, is_public) = self._seen(request, find)
        response = thumbnail_response(self._service, best, size=size)
        if is_public:  # pages elsewhere show it beside the link
            response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def _content(self, request: Request, show: Show) -> Response:
        link, id = request.path_params["link"], request.path_params["data"]

        def find(tx: Transaction, actor: Actor | None) -> DataItem:
            item = access.data(tx, actor, id)
            if item.revision_id != access.revision_by_link(tx, actor, link).id:
                raise NotFound("There is no such data object in this revision.")
            return item

        _, item = self._seen(request, find)
        mark = f'"{item.hash}"'
        if request.headers.get("if-none-match") == mark:
            return Response(status_code=304, headers={"ETag": mark})
        response = show(content(item), self._service.blobs)
        response.headers["ETag"] = mark
        return response

    def _seen(
        self, request: Request, look: Callable[[Transaction, Actor | None], Result]
    ) -> tuple[Visitor | None, Result]:
        return seen(self._service, request, look)

    def _bytes(self, item: DataItem) -> bytes:
        return self._service.blobs.get(item.hash)


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
