"""gofigr-jupyter config: asks where figures are to be kept, and writes `.gofigr`."""

from __future__ import annotations

import argparse
import asyncio
import getpass
import json
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.errors import InvalidInput, NotFound
from gofigr_jupyter.settings import CONFIG_FILE, EMBEDDED, config_path, convert

if TYPE_CHECKING:
    from gofigr_jupyter.wire.entities import Workspace

Subparsers = argparse._SubParsersAction  # argparse has no public name for it
OURS = ("url", "api_key", "workspace", "username", "password")
"""The keys that this command writes or takes away; all others stay as they are."""


@dataclass(frozen=True, kw_only=True)
class Answers:
    """Where figures go, and as whom. `url` None is the service of this machine."""

    url: str | None = None
    api_key: str | None = None
    workspace: str | None = None


def add_parser(subparsers: Subparsers[argparse.ArgumentParser]) -> None:
    """Add the command `config`."""
    parser = subparsers.add_parser(
        "config",
        help="choose where figures are kept",
        description="Asks for what is not given, tries the connection, and writes .gofigr, which "
        "the public GoFigr client reads too. By password it makes an API key and keeps only that.",
    )
    parser.add_argument("--url", help="https://..., or 'embedded' for the one of this machine")
    parser.add_argument("--api-key", help="API key; - reads it from standard input")
    parser.add_argument("--username", help="user name, to make an API key with")
    parser.add_argument(
        "--password-stdin", action="store_true", help="read the password from standard input"
    )
    parser.add_argument("--workspace", help="name or id; '' for the primary one")
    parser.add_argument("--file", type=Path, help="the file to write")
    parser.set_defaults(command=config)


def config(arguments: argparse.Namespace) -> int:
    """Ask, try and write."""
    path = arguments.file or config_path(Path.cwd(), Path.home()) or Path.home() / CONFIG_FILE
    before = _read(path)
    url = str(convert("url", _answer(arguments.url, "Service", str(before.get("url") or EMBEDDED))))
    if url == EMBEDDED:
        answers = Answers(workspace=arguments.workspace or None)
    else:
        answers = asyncio.run(_try(url, arguments))
    _write(path, before, answers)
    print(f"Written to {path}. Figures go to {answers.url or 'the service of this machine'}.")
    return 0


async def _try(url: str, arguments: argparse.Namespace) -> Answers:
    """Sign in at `url`, and choose a workspace. Raises what the service answers."""
    from gofigr_jupyter.client.auth import ApiKeyAuth, PasswordAuth
    from gofigr_jupyter.client.connection import remote

    key = None if arguments.username else _key(arguments)
    if key is not None:
        auth: ApiKeyAuth | PasswordAuth = ApiKeyAuth(key)
    else:
        username = _answer(arguments.username, "User name", "")
        auth = PasswordAuth(username, _password(arguments))
    async with remote(url, auth) as client:
        await client.negotiate()
        user = await client.user()
        workspace = _workspace(arguments, await client.workspaces())
        if key is None:
            key = (await client.create_api_key(f"gofigr-jupyter on {socket.gethostname()}")).token
    print(f"Signed in as {user.username}.")
    return Answers(url=url, api_key=key, workspace=workspace)


def _key(arguments: argparse.Namespace) -> str | None:
    """The API key; None when the user would rather give a password."""
    if arguments.api_key == "-":
        return sys.stdin.readline().strip()
    if arguments.api_key:
        return str(arguments.api_key)
    _need_terminal("--api-key, or --username with --password-stdin")
    return getpass.getpass("API key (empty to sign in with a password): ").strip() or None


def _password(arguments: argparse.Namespace) -> str:
    if arguments.password_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    _need_terminal("--password-stdin")
    return getpass.getpass("Password: ")


def _workspace(arguments: argparse.Namespace, workspaces: Sequence[Workspace]) -> str | None:
    """The name or id that was given; None for the primary one. Raises NotFound for neither."""
    names = ", ".join(workspace.name for workspace in workspaces)
    given: str | None = arguments.workspace
    if given is None and sys.stdin.isatty():
        print(f"Workspaces: {names}")
        given = input("Workspace (empty for the primary one): ").strip()
    if not given:
        return None
    if not any(given in (workspace.name, workspace.api_id) for workspace in workspaces):
        raise NotFound(
            f"There is no workspace named {given!r}.",
            hint=f"There are: {names}.",
            field="workspace",
        )
    return given


def _answer(given: str | None, question: str, default: str) -> str:
    if given is not None:
        return given
    _need_terminal(f"--{question.lower().replace('service', 'url').replace(' ', '')}")
    shown = f" [{default}]" if default else ""
    return input(f"{question}{shown}: ").strip() or default


def _need_terminal(option: str) -> None:
    if not sys.stdin.isatty():
        raise InvalidInput(
            "There is no terminal to ask in.", hint=f"Give {option}; --help lists all options."
        )


def _read(path: Path) -> Mapping[str, object]:
    """What the file says now; nothing when it is missing. Raises InvalidInput when damaged."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise InvalidInput(
            f"{path} cannot be read ({error}).", hint="Mend or remove it, then try again."
        ) from error
    if not isinstance(content, dict):
        raise InvalidInput(f"{path} is not a JSON object.", hint="Remove it, then try again.")
    return content


def _write(path: Path, before: Mapping[str, object], answers: Answers) -> None:
    kept = {name: value for name, value in before.items() if name not in OURS}
    told = {"url": answers.url, "api_key": answers.api_key, "workspace": answers.workspace}
    content = {**kept, **{name: value for name, value in told.items() if value is not None}}
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
    os.replace(aside, path)
