"""Asks the service that the settings name."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from gofigr_jupyter.connect import connection
from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.settings import Settings, read_settings

if TYPE_CHECKING:
    from gofigr_jupyter.client.client import Client
    from gofigr_jupyter.collection.figures import Collection
    from gofigr_jupyter.wire.entities import Workspace

T = TypeVar("T")


class Named(Protocol):
    """Something with a name and an id."""

    api_id: str
    name: str


Thing = TypeVar("Thing", bound=Named)


def asked(arguments: argparse.Namespace, call: Callable[[Client], Awaitable[T]]) -> T:
    """What `call` gets from the service, which is started where it is the one on this machine."""

    async def ask(settings: Settings) -> T:
        from gofigr_jupyter.client.auth import HeaderAuth
        from gofigr_jupyter.client.connection import remote

        found = await connection(settings)
        async with remote(found.url, HeaderAuth(found.headers["Authorization"])) as client:
            return await call(client)

    return _done(arguments, ask)


def looked(arguments: argparse.Namespace, call: Callable[[Collection], Awaitable[T]]) -> T:
    """What `call` gets from the kept figures of the service that the settings name."""

    async def look(settings: Settings) -> T:
        from gofigr_jupyter.collection.reader import Reader
        from gofigr_jupyter.publishing.services import revision_link

        reader = Reader(lambda: connection(settings), link=revision_link)
        try:
            return await call(reader)
        finally:
            await reader.close()

    return _done(arguments, look)


def _done(arguments: argparse.Namespace, work: Callable[[Settings], Coroutine[None, None, T]]) -> T:
    """What `work` gives with the settings that hold for a command."""
    return asyncio.run(work(read_settings({"data_dir": arguments.data})))


def named(every: Sequence[Thing], name: str, *, kind: str, kinds: str = "") -> Thing:
    """The one with this name or id. Raises NotFound where there is none, or several."""
    found = [each for each in every if name in (each.api_id, each.name)]
    if len(found) == 1:
        return found[0]
    some = f"are several {kinds or f'{kind}s'}"
    shown = ", ".join(f"{each.name!r} ({each.api_id})" for each in every[:10])
    raise NotFound(
        f"There {some if found else f'is no {kind}'} named {name!r}.",
        hint=f"There are {shown}." if every else f"There is no {kind} yet.",
    )


async def workspace_of(client: Client, arguments: argparse.Namespace) -> Workspace:
    """The workspace that is named, or else the primary one."""
    every = await client.workspaces()
    name = arguments.workspace or read_settings({"data_dir": arguments.data}).workspace
    if name:
        return named(every, name, kind="workspace")
    primary = [each for each in every if each.workspace_type == "primary"]
    return (primary or every)[0]
