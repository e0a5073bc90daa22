"""gofigr-jupyter run: runs a script and keeps the figures that it shows or saves."""

from __future__ import annotations

import argparse
import sys

from gofigr_jupyter.scripts import run as run_script


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `run`."""
    parser = subparsers.add_parser("run", help="run a script and keep its figures")
    parser.add_argument("script", help="the script")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="what the script is given")
    parser.set_defaults(command=run)


def run(arguments: argparse.Namespace) -> int:
    """Run the script, and say on standard error how many figures it has shown or saved."""
    session = run_script(arguments.script, arguments.arguments)
    receipts = session.ledger.receipts
    kept = sum(receipt.publication is not None for receipt in receipts)
    print(f"Kept {kept} {'figure' if kept == 1 else 'figures'}.", file=sys.stderr)
    for receipt in receipts:
        if receipt.publication is None:
            print(f"Not kept: {receipt.name or 'a figure'}: {receipt.reason}.", file=sys.stderr)
    return 0
