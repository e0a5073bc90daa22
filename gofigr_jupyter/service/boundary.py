"""What surrounds every surface: slashes, and answers for what nobody foresaw."""

from __future__ import annotations

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gofigr_jupyter.errors import GoFigrError, MethodNotAllowed, NotFound
from gofigr_jupyter.service.surfaces import web
from gofigr_jupyter.service.surfaces.gofigr.endpoint import json_response, problem_response
from gofigr_jupyter.wire.problems import Problem

log = logging.getLogger(__name__)

API = "/api"


class Boundary:
    """Takes the slash off the end of paths, and turns an unexpected failure into an answer.

    Clients put the slash at some ends and not at others, also when they POST, which a redirect
    would turn into a GET. A failure is logged with its traceback; the answer tells nothing of it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope = {**scope, "path": scope["path"].rstrip("/") or "/"}
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception:  # the one boundary of the service: it goes on
            log.exception(
                "request failed", extra={"method": scope["method"], "path": scope["path"]}
            )
            if started:
                raise
            await _failure(scope)(scope, receive, send)


def refusal(request: Request, error: Exception) -> Response:
    """The answer for what routing or a surface refuses."""
    if isinstance(error, GoFigrError):
        return problem_response(error)
    status = error.status_code if isinstance(error, HTTPException) else 500
    if not _is_api(request.url.path):
        return web.refusal_page(request, status=status)
    if status == 405:
        return problem_response(MethodNotAllowed(f"{request.method} is not possible here."))
    return problem_response(
        NotFound(
            f"There is no {request.url.path} here.", hint="The operations are listed at /api/docs."
        )
    )


def _failure(scope: Scope) -> Response:
    if not _is_api(scope["path"]):
        return web.failure_page(Request(scope))
    return json_response(
        Problem(
            detail="Something failed inside the service.",
            code="internal_error",
            hint="Try again; if it stays, look into the service's log.",
        ),
        status=500,
    )


def _is_api(path: str) -> bool:
    return path == API or path.startswith(f"{API}/")
