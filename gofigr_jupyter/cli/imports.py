"""gofigr-jupyter import: brings in the figures of a document or of a git repository."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.cli.asking import asked, named, workspace_of
from gofigr_jupyter.errors import GoFigrError, InvalidInput

if TYPE_CHECKING:
    from gofigr_jupyter.client.client import Client
    from gofigr_jupyter.wire.entities import Workspace
    from gofigr_jupyter.wire.tasks import Task

LOOK_SECONDS = 0.3
BAR = 24
_REPOSITORY = re.compile(r"[a-z+]+://.+|[^@/\s]+@[^:/\s]+:.+")
_ENDED = frozenset({"done", "failed", "canceled"})


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `import`."""
    parser = subparsers.add_parser(
        "import",
        help="bring in the figures of a document or of a git repository",
        description="Imports the pictures of a PowerPoint, Word or PDF file, a notebook, a picture"
        " or a zip file of them, or of every version of the notebooks in a git repository. What is"
        " known already is not kept twice. When the command is stopped, the service goes on.",
    )
    parser.add_argument("source", metavar="PATH|URL", help="the file, or the repository's address")
    parser.add_argument("--workspace", help="name or id; the one of the settings when not given")
    parser.add_argument("--analysis", help="name or id; one with the document's name otherwise")
    parser.add_argument(
        "--branch",
        action="append",
        default=[],
        help="branch of the repository, its default one otherwise; can be given more than once",
    )
    parser.add_argument("--key", help="name or id of your SSH key; your default one otherwise")
    parser.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")
    parser.set_defaults(command=import_source)


def import_source(arguments: argparse.Namespace) -> int:
    """Import, show how far it is, and print what was found."""
    task = asked(arguments, lambda client: _imported(client, arguments))
    if task.state != "done":
        raise GoFigrError(task.message or f"The import was {task.state}.")
    print(task.message)
    return 0


async def _imported(client: Client, arguments: argparse.Namespace) -> Task:
    """The task of the import, once it has ended."""
    file = Path(arguments.source)
    by_git = not file.exists() and _REPOSITORY.fullmatch(arguments.source) is not None
    if file.is_dir():
        raise InvalidInput(f"{file} is a folder.", hint="Import a file; a zip file can hold many.")
    workspace = await workspace_of(client, arguments)
    analysis = await _analysis(client, workspace, arguments.analysis)
    if not by_git:
        task = await client.import_document(file, workspace=workspace.api_id, analysis=analysis)
        return await _followed(client, task)
    keys = await client.ssh_keys() if arguments.key else []
    body = {
        "url": arguments.source,
        "workspace": workspace.api_id,
        "analysis": analysis,
        "branches": arguments.branch,
        "ssh_key_id": named(keys, arguments.key, kind="SSH key").api_id if arguments.key else None,
    }
    return await _followed(client, await client.import_repository(body))


async def _followed(client: Client, task: Task) -> Task:
    """The task once it has ended; on a terminal, a bar tells how far it is."""
    shown = sys.stderr.isatty()
    while task.state not in _ENDED:
        if shown:
            print(f"\r\033[K{bar(task.progress)} {task.message[:80]}", end="", file=sys.stderr)
        await asyncio.sleep(LOOK_SECONDS)
        task = await client.task(task.api_id)
    if shown:
        print("\r\033[K", end="", file=sys.stderr)
    return task


def bar(percent: int) -> str:
    """A bar of text: how much is done."""
    done = BAR * percent // 100
    return f"[{'#' * done}{'.' * (BAR - done)}] {percent:3d} %"


async def _analysis(client: Client, workspace: Workspace, name: str | None) -> str | None:
    """The id of the analysis that is named, which is made where it is missing."""
    if name is None:
        return None
    whole = await client.workspace(workspace.api_id)
    for each in whole.analyses or ():
        if not isinstance(each, str) and name in (each.api_id, each.name):
            return each.api_id
    made = await client.create_analysis(name, workspace=workspace.api_id)
    return made.api_id
