"""gofigr-jupyter story: list stories, and write one as a file."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.cli.accounts import print_table
from gofigr_jupyter.cli.asking import asked, named
from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.presentations.formats import FORMATS

if TYPE_CHECKING:
    from gofigr_jupyter.client.client import Client
    from gofigr_jupyter.wire.stories import Story


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `story`."""
    parser = subparsers.add_parser("story", help="list stories, and write one as a file")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    listing = actions.add_parser("list", help="list your stories")
    listing.set_defaults(command=list_stories)

    exporting = actions.add_parser("export", help="write a story as a file, with its pictures")
    exporting.add_argument("story", metavar="STORY", help="its name or id")
    exporting.add_argument(
        "--format", choices=FORMATS, help="what to write; that of FILE, or else pptx"
    )
    exporting.add_argument("--output", type=Path, metavar="FILE", help="where to write it")
    exporting.set_defaults(command=export)

    for action in (listing, exporting):
        action.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")


def list_stories(arguments: argparse.Namespace) -> int:
    """Print every story, oldest first."""
    found = asked(arguments, lambda client: client.stories())
    if not found:
        print("There is no story yet.")
        return 0
    rows = [(each.api_id, str(len(each.revisions)), each.name) for each in found]
    print_table(("ID", "FIGURES", "NAME"), rows)
    return 0


def export(arguments: argparse.Namespace) -> int:
    """Write a story; print where."""
    format = arguments.format or _format_of(arguments.output)

    async def ask(client: Client) -> tuple[Story, bytes]:
        story = named(await client.stories(), arguments.story, kind="story", kinds="stories")
        return story, await client.export_story(story.api_id, format)

    story, data = asked(arguments, ask)
    plain = re.sub(r"[^\w -]+", " ", story.name).strip() or "story"
    output = arguments.output or Path(f"{plain}.{FORMATS[format].suffix}")
    output.write_bytes(data)
    print(output)
    return 0


def _format_of(output: Path | None) -> str:
    if output is None:
        return "pptx"
    suffix = output.suffix.lower().removeprefix(".")
    found = next((each.name for each in FORMATS.values() if each.suffix == suffix), None)
    if found is None:
        raise InvalidInput(
            f"{output.name!r} does not tell its format.", hint=f"--format: {', '.join(FORMATS)}."
        )
    return found
