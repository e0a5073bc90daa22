"""Web pages over the domain: a revision and its data, sign-in, and the API reference.

Server-rendered, readable without JavaScript, with nothing loaded from elsewhere. Start at
addresses.py, which says what stands where.

visitors.py    who looks: header, sign-in cookie, or the owner of this machine (peer.py)
pages.py       the handlers; errors become pages
templating.py  templates, security headers, relative links
lists.py       the pages that list figures
shown.py       what a revision's page shows; revision_page.py builds it from what is stored
"""

from __future__ import annotations

from typing import NoReturn

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Match, NoMatchFound, Router
from starlette.types import Receive, Scope, Send

from gofigr_jupyter.service.surfaces.service import Service

API, REFERENCE = "/api", "/api/docs"


def routes(service: Service) -> list[BaseRoute]:
    """One route that answers everything outside of `/api`, and the API reference within."""
    return [_Web(service)]


def failure_page(request: Request) -> Response:
    """What a visitor sees when something failed that nobody foresaw; it tells nothing of it."""
    return _message(
        request,
        status=500,
        heading="Something failed here",
        text="The service could not show this page. Its log says why.",
        hint="Try again; if it stays, tell those who run the service.",
    )


def refusal_page(request: Request, *, status: int) -> Response:
    """What a visitor sees at an address that takes no such request."""
    return _message(
        request,
        status=status,
        heading="There is nothing here",
        text="There is no such page.",
        hint="See whether the link is whole.",
    )


def _message(request: Request, *, status: int, heading: str, text: str, hint: str) -> Response:
    from gofigr_jupyter.service.surfaces.web import templating

    return templating.page(
        request,
        "message.html",
        status=status,
        heading=heading,
        text=text,
        hint=hint,
        code="",
    )


class _Web(BaseRoute):
    """Loads the pages when somebody first looks: most services only ever hear from programs."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._router: Router | None = None

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path = str(scope.get("path", "")).removeprefix(scope.get("root_path", ""))
        of_api = path == API or path.startswith(f"{API}/")
        if scope["type"] != "http" or (of_api and path != REFERENCE):
            return Match.NONE, {}
        return Match.FULL, {}

    def url_path_for(self, name: str, /, **path_params: object) -> NoReturn:
        raise NoMatchFound(name, path_params)

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._router is None:
            self._router = await run_in_threadpool(_load, self._service)
        await self._router(scope, receive, send)


def _load(service: Service) -> Router:
    from gofigr_jupyter.service.surfaces.web.addresses import addresses

    return Router(addresses(service), redirect_slashes=False)
