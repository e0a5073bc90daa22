"""gofigr-jupyter ask: asks something about a kept figure."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.cli.asking import looked

if TYPE_CHECKING:
    from gofigr_jupyter.collection.figures import Answer, Collection


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `ask`."""
    parser = subparsers.add_parser(
        "ask",
        help="ask something about a kept figure",
        description="Prints the answer, who gave it, and the link of the figure.",
    )
    parser.add_argument("figure", help="its link, short id or id")
    parser.add_argument("question", nargs="?", default="", help="a description when not given")
    parser.add_argument(
        "--send", action="store_true", help="even where that sends it to a model elsewhere"
    )
    parser.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")
    parser.set_defaults(command=ask)


def ask(arguments: argparse.Namespace) -> int:
    """Print the answer."""
    from gofigr_jupyter.widgets.found import Answered

    async def answer(collection: Collection) -> Answer:
        revision = await collection.find(arguments.figure)
        return await collection.ask(revision, arguments.question, send=arguments.send)

    print(Answered(looked(arguments, answer)))
    return 0
