"""gofigr-jupyter search: finds what is kept by words, or a figure by its picture."""

from __future__ import annotations

import argparse
from pathlib import Path

from gofigr_jupyter.cli.asking import looked
from gofigr_jupyter.errors import InvalidInput

LIMIT = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `search`."""
    parser = subparsers.add_parser(
        "search",
        help="find figures by words, by a picture, or by both",
        description="Prints what has the words in its name, code, description, comments or data,"
        " or the figures that a picture shows, or that fit both; best first, with links.",
    )
    parser.add_argument("words", nargs="*", help="words; the last one may be unfinished")
    parser.add_argument("--image", type=Path, help="a screenshot, a slide, a saved figure")
    parser.add_argument("--limit", type=int, default=LIMIT, help=f"how many; {LIMIT} at first")
    parser.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")
    parser.set_defaults(command=search)


def search(arguments: argparse.Namespace) -> int:
    """Print what was found. Status 1 when nothing fits, as grep has it."""
    from gofigr_jupyter.widgets.found import Search

    words, image, limit = " ".join(arguments.words), arguments.image, arguments.limit
    if not (words or image):
        raise InvalidInput("Give words, a picture, or both.", hint="See --help.")
    if image:
        data = image.read_bytes()
        findings = looked(
            arguments, lambda collection: collection.search_picture(data, words=words)
        )
    else:
        findings = looked(arguments, lambda collection: collection.search(words, limit=limit))
    print(Search(findings))
    return 0 if findings.found else 1
