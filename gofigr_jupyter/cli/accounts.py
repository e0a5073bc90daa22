"""Options and steps that the commands about accounts share."""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.settings import read_settings

if TYPE_CHECKING:
    from gofigr_jupyter.service.storage.engine import SqlDatabase

SECOND = 1_000_000  # the service counts time in microseconds
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def add_storage_options(parser: argparse.ArgumentParser) -> None:
    """Let the command take `--data` and `--database-url`."""
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="the data folder; the usual one when not given"
    )
    parser.add_argument(
        "--database-url",
        metavar="URL",
        help="the database, sqlite:///... or postgresql://...; the data folder's when not given",
    )


@contextmanager
def open_accounts(arguments: argparse.Namespace) -> Iterator[SqlDatabase]:
    """The database that the options name, made when missing. Raises StorageUnavailable."""
    from gofigr_jupyter.service.storage.engine import open_database  # 0.3 s, not for every command

    url = arguments.database_url
    if url is None:
        place = Place((arguments.data or read_settings().data_dir).expanduser().absolute())
        place.prepare()
        url = f"sqlite:///{place.database}"
    database = open_database(url)
    try:
        yield database
    finally:
        database.close()


def local_user_name() -> str:
    """The account that an embedded service makes for the person at this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise InvalidInput(
            "This machine does not tell your user name.", hint="Name the account with --user."
        ) from error


def spoken_time(moment: int | None) -> str:
    """A time of the service in the local zone; a dash for none."""
    if moment is None:
        return "–"
    return datetime.fromtimestamp(moment / SECOND, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their heads, in columns as wide as they need."""
    table = [heads, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(heads))]
    for row in table:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  ".join(cells).rstrip())
