"""gofigr-jupyter check-deck: tells which pictures of a document are stale or unknown."""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.cli.accounts import print_table
from gofigr_jupyter.cli.asking import asked
from gofigr_jupyter.publishing.services import revision_link

if TYPE_CHECKING:
    from gofigr_jupyter.client.client import Client
    from gofigr_jupyter.wire.decks import CheckedDeck, DeckPicture
    from gofigr_jupyter.wire.search import FoundRevision

GOOD = "current"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `check-deck`."""
    parser = subparsers.add_parser(
        "check-deck",
        help="check the pictures of a presentation, text or PDF file",
        description="Prints which figure each picture of a document shows, and whether a newer"
        " revision exists, its approval is missing, or it is not known. The document is not kept.",
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the document")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")
    parser.set_defaults(command=check)


def check(arguments: argparse.Namespace) -> int:
    """Print what is known of each picture. Status 1 unless all of them are current."""
    document = arguments.file.read_bytes()

    async def ask(client: Client) -> tuple[CheckedDeck, str]:
        return await client.check_deck(arguments.file.name, document), client.url

    deck, url = asked(arguments, ask)
    if arguments.json:
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(deck)).decode())
    else:
        _print(deck, url)
    return 0 if all(each.state == GOOD for each in deck.pictures) else 1


def _print(deck: CheckedDeck, url: str) -> None:
    if not deck.pictures:
        print("The document has no pictures.")
    else:
        rows = [(each.anchor, each.state, _shown(each), _link(each, url)) for each in deck.pictures]
        print_table(("WHERE", "STATE", "FIGURE", "LINK"), rows)
        counts = Counter(each.state for each in deck.pictures)
        print(", ".join(f"{count} {state}" for state, count in sorted(counts.items())))
    for reason, count in deck.left_out.items():
        print(f"Left out: {count} that {reason}.")


def _shown(picture: DeckPicture) -> str:
    """The figure, the revision in the document and the newest one; how it was recognized."""
    found = picture.found
    if found is None or found.revision is None or picture.newest is None:
        return picture.title
    number, newest = (each.revision_index + 1 for each in (found.revision, picture.newest))
    which = f"revision {number}" if number == newest else f"revision {number} of {newest}"
    return f"{found.name}, {which} ({found.how})"


def _link(picture: DeckPicture, url: str) -> str:
    shown: FoundRevision | None = picture.found.revision if picture.found else None
    return revision_link(url, shown.short_id or shown.api_id) if shown else ""
