"""Forwards the browser's calls to the service: only its own paths, the credential added here.

Of a request's and an answer's headers only those listed travel. So Jupyter's own token, cookies
and XSRF token never reach the service, and the service sets no cookie for Jupyter's address.
Answers stream through as they come.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

import httpx
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler, JupyterHandler
from tornado import web
from tornado.iostream import StreamClosedError

from gofigr_jupyter.connect import Connection, connection, connection_if_running
from gofigr_jupyter.errors import GoFigrError, ServiceUnavailable
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.settings import Settings

PAGES = ("r", "revision", "figure", "analysis", "workspace", "asset", "asset_revision", "static")
"""First parts of the paths of the service's web pages."""

REQUEST_HEADERS = (
    "Accept",
    "Accept-Encoding",
    "Accept-Language",
    "Content-Type",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "Last-Event-ID",
    "Range",
    "User-Agent",
)
ANSWER_HEADERS = (
    "Accept-Ranges",
    "Allow",
    "Cache-Control",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Range",
    "Content-Security-Policy",
    "Content-Type",
    "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy",
    "ETag",
    "Last-Modified",
    "Referrer-Policy",
    "Retry-After",
    "Vary",
)
SILENCE_SECONDS = 45.0
JUPYTERS_OWN = {"token", "_xsrf"}
"""Query parameters that are Jupyter's credentials."""


class Forwarder:
    """Calls the service that the settings name, starting the embedded one when needed."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._http: httpx.AsyncClient | None = None

    @property
    def embedded(self) -> bool:
        """Whether the service is this machine's own, whose pages may be shown as ours."""
        return self._settings.embedded

    async def address(self) -> str:
        """The address of the service. Raises a GoFigrError when there is none."""
        return (await self._connection()).url

    async def open(self, method: str, path: str, request: Mapping[str, Any]) -> httpx.Response:
        """Send `request` (query, headers, content) on, and give the answer before its body.

        The caller closes it. Raises a GoFigrError when the service cannot be reached.
        """
        service = await self._connection()
        try:
            return await self._send(service, method, path, request)
        except httpx.HTTPError as error:
            if not _may_repeat(method, error):
                raise _unreachable(service) from error
        # It may have left in this very moment: a second look starts it again.
        service = await self._connection()
        try:
            return await self._send(service, method, path, request)
        except httpx.HTTPError as error:
            raise _unreachable(service) from error

    async def listen(self, path: str, headers: Mapping[str, str]) -> httpx.Response | None:
        """A stream of the service, before its body; None when the embedded service does not run.

        The caller closes it. A stream that is silent for too long ends with an error. Raises a
        GoFigrError or httpx.HTTPError when the service cannot be reached.
        """
        service = await connection_if_running(self._settings)
        if service is None:
            return None
        request = {"query": "", "headers": headers, "content": b""}
        return await self._send(service, "GET", path, request, silence=SILENCE_SECONDS)

    async def _connection(self) -> Connection:
        return await connection(self._settings, fallback=self._serve_here)

    def _serve_here(self) -> None:
        # Not at the top: the service's libraries load only where no process can be started.
        from gofigr_jupyter.host.thread import serve_in_thread

        serve_in_thread(Place(self._settings.data_dir))

    async def _send(
        self,
        service: Connection,
        method: str,
        path: str,
        request: Mapping[str, Any],
        *,
        silence: float | None = None,
    ) -> httpx.Response:
        if self._http is None:
            self._http = httpx.AsyncClient(trust_env=not self.embedded)
        message = self._http.build_request(
            method,
            f"{service.url}/{path}",
            params=request["query"],
            headers={**request["headers"], **service.headers},
            content=request["content"] or None,
            # No limit on reading by default: an answer may take as long as it takes.
            timeout=httpx.Timeout(30.0, connect=5.0, read=silence),
        )
        return await self._http.send(message, stream=True)


class _Forward(JupyterHandler):
    """Forwards one call; its subclasses say which methods there are."""

    auth_resource = "gofigr"
    SUPPORTED_METHODS: tuple[str, ...] = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

    def initialize(self, forwarder: Forwarder) -> None:
        """Receive the way to the service."""
        self._forwarder = forwarder

    async def _forward(self, path: str) -> None:
        try:
            answer = await self._forwarder.open(
                self.request.method or "GET", _plain(path), self._request()
            )
        except GoFigrError as error:
            self._refuse(error)
            return
        try:
            self._copy_head(answer)
            await self._copy_body(answer)
        finally:
            await answer.aclose()

    def _request(self) -> Mapping[str, Any]:
        given = self.request.headers
        return {
            "query": urlencode(
                [
                    (name, value)
                    for name, value in parse_qsl(self.request.query, keep_blank_values=True)
                    if name not in JUPYTERS_OWN
                ]
            ),
            "headers": {name: given[name] for name in REQUEST_HEADERS if name in given},
            "content": self.request.body,
        }

    def _copy_head(self, answer: httpx.Response) -> None:
        self.set_status(answer.status_code)
        self.clear_header("Content-Type")
        self.clear_header("Content-Security-Policy")
        for name in ANSWER_HEADERS:
            if name in answer.headers:
                self.set_header(name, answer.headers[name])
        self.set_header("X-Content-Type-Options", "nosniff")
        if not self._forwarder.embedded:
            # What another host sends must not act in Jupyter's name, even opened as a page.
            self.set_header("Content-Security-Policy", "sandbox; default-src 'none'")

    async def _copy_body(self, answer: httpx.Response) -> None:
        try:
            await self.flush()
            async for chunk in answer.aiter_raw():
                self.write(chunk)
                await self.flush()
        except StreamClosedError:
            return  # the browser went away
        except httpx.HTTPError as error:
            # The head is sent, so the only honest sign left is a broken connection.
            self.log.warning("The service stopped in the middle of an answer: %s", error)
            self.detach().close()
            return
        await self.finish()

    def _refuse(self, error: GoFigrError) -> None:
        self.set_status(503 if error.retryable else 502)
        self.set_header("Content-Type", "application/json")
        self.write(
            {"detail": error.message, "message": str(error), "code": error.code, "hint": error.hint}
        )


class ApiHandler(_Forward, APIHandler):
    """The service's API."""

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        """Forward a GET."""
        await self._forward(path)

    @web.authenticated
    @authorized
    async def head(self, path: str) -> None:
        """Forward a HEAD."""
        await self._forward(path)

    @web.authenticated
    @authorized
    async def post(self, path: str) -> None:
        """Forward a POST."""
        await self._forward(path)

    @web.authenticated
    @authorized
    async def put(self, path: str) -> None:
        """Forward a PUT."""
        await self._forward(path)

    @web.authenticated
    @authorized
    async def patch(self, path: str) -> None:
        """Forward a PATCH."""
        await self._forward(path)

    @web.authenticated
    @authorized
    async def delete(self, path: str) -> None:
        """Forward a DELETE."""
        await self._forward(path)


class PageHandler(_Forward):
    """The service's web pages, to look at only."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        """Show a page; one of a remote service is shown by that service."""
        await self._show(path)

    @web.authenticated
    @authorized
    async def head(self, path: str) -> None:
        """Answer as GET does, without the body."""
        await self._show(path)

    async def _show(self, path: str) -> None:
        if self._forwarder.embedded:
            await self._forward(path)
            return
        try:
            self.redirect(f"{await self._forwarder.address()}/{_plain(path)}")
        except GoFigrError as error:
            self._refuse(error)


def _plain(path: str) -> str:
    """`path`, encoded anew. Raises a 404 for one that could lead out of the service's paths."""
    if any(part in (".", "..") for part in path.split("/")) or not path.isprintable():
        raise web.HTTPError(404, "There is no such path.")
    return quote(path, safe="/")


def _may_repeat(method: str, error: httpx.HTTPError) -> bool:
    """Whether a call that failed so did nothing, or does no harm when it is made twice."""
    if isinstance(error, httpx.ConnectError):
        return True
    broken = isinstance(error, httpx.RemoteProtocolError | httpx.ReadError)
    return broken and method in ("GET", "HEAD")


def _unreachable(service: Connection) -> ServiceUnavailable:
    return ServiceUnavailable(
        f"The service at {service.url} does not answer.",
        hint="Try again in a moment; 'gofigr-jupyter status' tells more.",
    )
