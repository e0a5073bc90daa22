"""Opens clients: for an address, or for an ASGI app in this process."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

import httpx

from gofigr_jupyter.client.auth import Auth
from gofigr_jupyter.client.client import Client
from gofigr_jupyter.errors import InvalidInput

TIMEOUT = httpx.Timeout(30.0, connect=5.0)
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
AsgiApp = Callable[..., Awaitable[None]]


def remote(url: str, auth: Auth, *, transport: httpx.AsyncBaseTransport | None = None) -> Client:
    """A client of the service at `url`. Raises InvalidInput when that is no address."""
    try:
        host = urlsplit(url).hostname
        http = httpx.AsyncClient(
            base_url=url,
            timeout=TIMEOUT,
            transport=transport,
            trust_env=host not in LOOPBACK,  # proxies are for the world outside
        )
    except (httpx.InvalidURL, ValueError) as error:
        raise _no_address(url) from error
    if not host:
        raise _no_address(url)
    return Client(http, auth, url=url)


def in_process(app: AsgiApp, auth: Auth) -> Client:
    """A client of an ASGI app in this process. The app must be open already."""
    http = httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
        base_url="http://embedded",
        timeout=TIMEOUT,
        trust_env=False,
    )
    return Client(http, auth, url="embedded")


def _no_address(url: str) -> InvalidInput:
    return InvalidInput(
        f"{url!r} is not the address of a service.",
        hint="An address begins with http:// or https://.",
    )
