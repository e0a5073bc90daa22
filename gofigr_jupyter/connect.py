"""From settings to the service they name: its address, and the headers that sign a request in.

The one place outside the kernel and the host that knows embedded from remote.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gofigr_jupyter.errors import NotAuthenticated, ServiceUnavailable
from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.start import LONGEST_START, ensure_running, has_failed
from gofigr_jupyter.settings import Settings

LOOK_SECONDS = 0.02
SIGN_IN_SECONDS = 600.0
"""How long a sign-in by password is used: shorter than any service lets it live."""

_signed_in: dict[tuple[str, str, str], tuple[str, float]] = {}


@dataclass(frozen=True, kw_only=True)
class Connection:
    """A service and how to call it. The headers hold a credential: keep them on this side."""

    url: str
    headers: Mapping[str, str]


async def connection(
    settings: Settings,
    *,
    fallback: Callable[[], object] | None = None,
    seconds: float = LONGEST_START,
) -> Connection:
    """The service that `settings` name; the embedded one is started when it does not run.

    That may take `seconds`. `fallback` is called where no process can be started. Raises a
    GoFigrError when there is no service to connect to.
    """
    if settings.embedded:
        return _to(await _embedded(settings, fallback, seconds))
    if settings.api_key:
        headers = {"Authorization": f"Token {settings.api_key}"}
        return Connection(url=settings.url, headers=headers)
    return Connection(url=settings.url, headers={"Authorization": await _sign_in(settings)})


async def connection_if_running(settings: Settings) -> Connection | None:
    """The service that `settings` name; None when it is the embedded one and does not run."""
    if not settings.embedded:
        return await connection(settings)
    running = runtime.find(Place(settings.data_dir))
    return None if running is None else _to(running)


def _to(running: runtime.Running) -> Connection:
    return Connection(url=running.url, headers={"Authorization": f"Token {running.key}"})


async def _embedded(
    settings: Settings, fallback: Callable[[], object] | None, seconds: float
) -> runtime.Running:
    place = Place(settings.data_dir)
    running = runtime.find(place)
    if running is not None:
        return running
    place.prepare()
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ensure_running(place, idle_minutes=settings.idle_minutes, fallback=fallback)
        running = runtime.find(place)
        if running is not None:
            return running
        await asyncio.sleep(LOOK_SECONDS)
        if has_failed(place):
            break
    raise ServiceUnavailable(
        "The embedded service did not start.", hint=f"Its log is {place.log_file}."
    )


async def _sign_in(settings: Settings) -> str:
    """The header of a user with a password, from memory for ten minutes."""
    if not settings.username or not settings.password:
        raise NotAuthenticated(
            f"There is no API key for {settings.url}.",
            hint="Set one with 'gofigr-jupyter config', or in GF_API_KEY.",
        )
    account = (settings.url, settings.username, settings.password)
    header, at = _signed_in.get(account, ("", 0.0))
    if header and time.monotonic() - at < SIGN_IN_SECONDS:
        return header
    # Not at the top: an embedded service is found without an HTTP library.
    from gofigr_jupyter.client.auth import PasswordAuth
    from gofigr_jupyter.client.connection import remote

    auth = PasswordAuth(settings.username, settings.password)
    async with remote(settings.url, auth) as client:
        header = await client.authorization() or ""
    _signed_in[account] = (header, time.monotonic())
    return header
