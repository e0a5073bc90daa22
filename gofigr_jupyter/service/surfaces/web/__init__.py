"""Web pages over the domain: a revision and its data, sign-in, and the API reference.

Server-rendered, readable without JavaScript, with nothing loaded from elsewhere. Start at pages.py.

visitors.py    who looks: header, sign-in cookie, or the owner of this machine (peer.py)
pages.py       the handlers; errors become pages
templating.py  templates, security headers, relative links
shown.py       what a revision's page shows; revision_page.py builds it from what is stored
"""

from __future__ import annotations

from starlette.routing import BaseRoute, Match, Route
from starlette.types import Scope

from gofigr_jupyter.service.surfaces.service import Service
from gofigr_jupyter.service.surfaces.web.pages import Pages, guarded
from gofigr_jupyter.service.surfaces.web.sign_in import sign_in, sign_in_form, sign_out
from gofigr_jupyter.service.surfaces.web.static_files import static_file


def routes(service: Service) -> list[BaseRoute]:
    """The routes of the web pages. The last one answers for every page that there is not."""
    pages = Pages(service)
    return [
        Route("/r/{link}", guarded(pages.revision)),
        Route("/revision/{link}", guarded(pages.revision)),
        Route("/r/{link}/data/{data}", guarded(pages.file)),
        Route("/r/{link}/picture/{data}", guarded(pages.picture)),
        Route("/r/{link}/frame/{data}", guarded(pages.frame)),
        Route("/api/docs", guarded(pages.reference)),
        Route("/static/{name}", static_file),
        Route("/sign-in", guarded(sign_in_form), methods=["GET"]),
        Route("/sign-in", sign_in(service), methods=["POST"]),
        Route("/sign-out", sign_out(), methods=["POST"]),
        _Elsewhere("/{path:path}", guarded(pages.nothing)),
    ]


class _Elsewhere(Route):
    """Matches what is left, and leaves the API alone: its answers are for programs."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        path = str(scope["path"]).removeprefix(scope.get("root_path", ""))
        if path == "/api" or path.startswith("/api/"):
            return Match.NONE, {}
        return super().matches(scope)
