"""The gofigr-jupyter command. One module for each command, loaded when it is called.

A command's module has `add_parser(subparsers)`, which sets the default `command` to a function
from the parsed arguments to the exit status. It prints its result, and raises the error family.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from gofigr_jupyter._version import __version__
from gofigr_jupyter.errors import GoFigrError

COMMANDS = {
    "serve": "serve",
    "stop": "stop",
    "status": "status",
    "outbox": "outbox",
    "config": "config",
    "user": "users",
    "key": "keys",
    "audit": "audit",
    "demo": "demo",
    "run": "run",
    "story": "stories",
    "import": "imports",
    "search": "search",
    "check-deck": "decks",
    "ask": "ask",
    "insight": "insight",
}
"""The module of each command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status is 1 for an error told in a sentence, 2 for wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    called = [name for name in arguments[:1] if name in COMMANDS]
    parsed = _parser(called or list(COMMANDS)).parse_args(arguments)
    try:
        return int(parsed.command(parsed))
    except GoFigrError as error:
        print(error, file=sys.stderr)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"{where}{error.strerror or error}.", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def _parser(commands: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gofigr-jupyter", description="Keeps the figures of your notebooks."
    )
    parser.add_argument("--version", action="version", version=__version__)
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for name in commands:
        import_module(f"gofigr_jupyter.cli.{COMMANDS[name]}").add_parser(subparsers)
    return parser
