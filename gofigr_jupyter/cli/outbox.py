"""gofigr-jupyter outbox: what is on its way, and another try for what was refused."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

from gofigr_jupyter.cli.accounts import print_table
from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.publishing.outbox import Item, Outbox
from gofigr_jupyter.publishing.receipts import ReceiptFolder
from gofigr_jupyter.runtime.doorbell import Button
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.start import ensure_running
from gofigr_jupyter.settings import read_settings

SHOWN = 8
"""Characters of an id that are shown; they tell figures apart."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `outbox`."""
    parser = subparsers.add_parser(
        "outbox", help="list figures that wait or were refused, and try the refused ones again"
    )
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)

    listing = actions.add_parser("list", help="list what waits and what was refused, and why")
    listing.set_defaults(command=list_items)

    retrying = actions.add_parser("retry", help="try refused figures again, once the cause is gone")
    retrying.add_argument(
        "ids", metavar="ID", nargs="*", help="which ones, as 'list' shows them; all when not given"
    )
    retrying.set_defaults(command=retry)

    for action in (listing, retrying):
        action.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")


def list_items(arguments: argparse.Namespace) -> int:
    """Print what is in the outbox, oldest first."""
    place = Place(read_settings({"data_dir": arguments.data}).data_dir)
    outbox, receipts = Outbox(place.outbox), ReceiptFolder(place.receipts)
    found = [(item, "refused", reason) for item, reason in outbox.refused()]
    found += [(item, "being sent", "") for item in outbox.leased()]
    for item in outbox.waiting():
        receipt = receipts.read(item.publication)
        found.append((item, "waiting", receipt.reason if receipt else ""))
    if not found:
        print("Nothing waits, and nothing was refused.")
        return 0
    found.sort(key=lambda each: each[0].time_ns)
    print_table(("ID", "SINCE", "STATE", "WHY"), [_row(*each) for each in found])
    return 0


def retry(arguments: argparse.Namespace) -> int:
    """Let refused figures wait again, and see that the service looks at them."""
    settings = read_settings({"data_dir": arguments.data})
    place = Place(settings.data_dir)
    outbox = Outbox(place.outbox)
    refused = [item for item, _ in outbox.refused()]
    chosen = [_named(id, refused) for id in dict.fromkeys(arguments.ids)] or refused
    if not chosen:
        print("No figure was refused.")
        return 0
    for item in chosen:
        outbox.retry(item)
    if not Button(place).ring():
        ensure_running(place, idle_minutes=settings.idle_minutes)
    count = "1 figure is" if len(chosen) == 1 else f"{len(chosen)} figures are"
    print(f"{count} tried again; 'gofigr-jupyter outbox list' tells how it goes.")
    return 0


def _named(id: str, refused: list[Item]) -> Item:
    found = [item for item in refused if id and item.publication.startswith(id.lower())]
    if len(found) == 1:
        return found[0]
    raise NotFound(
        f"{'More than one' if found else 'No'} refused figure has an id that begins with {id!r}.",
        hint="'gofigr-jupyter outbox list' shows them.",
    )


def _row(item: Item, state: str, reason: str) -> tuple[str, str, str, str]:
    since = datetime.fromtimestamp(item.time_ns / 1e9).astimezone()
    return item.publication[:SHOWN], f"{since:%Y-%m-%d %H:%M}", state, reason
