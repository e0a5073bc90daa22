"""The shelf: the newest revision of each figure of a notebook.

Delivery writes one shelf file per notebook and destination; kernels read it to say at once which
figure a display belongs to, and to show the right revision without asking the service. The shelf
is a copy of what the service knows: losing it loses nothing, and delivery decides anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from gofigr_jupyter.ids import ContentHash, content_hash
from gofigr_jupyter.provenance.provenance import Notebook
from gofigr_jupyter.publishing.publication import Destination


class ShelfEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A figure and its newest revision.

    `name` is shown; `target` is the name that the user gave the figure in code, if any, and
    `title` the one that the newest revision carries itself. `number` counts its revisions from 1.
    `cell_id`, `slot`, `source` and `session` are those of the newest sighting; `seen` counts the
    sightings of the newest revision. `attached` is `matching.attached` of its publication.
    """

    figure: str
    name: str
    target: str | None = None
    title: str | None = None
    cell_id: str | None
    slot: int
    source: str
    session: str
    content: ContentHash
    code: ContentHash
    revision: str
    short_id: str | None
    number: int
    seen: int
    link: str
    attached: str = ""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one notebook at one destination, oldest first. `analysis` is its id."""

    analysis: str
    entries: tuple[ShelfEntry, ...] = ()


def shelf_key(destination: Destination, notebook: Notebook) -> str:
    """The file name (without its ending) of the shelf of `notebook` at `destination`."""
    parts = (
        destination.service,
        destination.workspace or "",
        destination.analysis,
        notebook.path or notebook.name,
    )
    return content_hash("|".join(parts).encode())[:32]


def shelf_file(folder: Path, key: str) -> Path:
    """Where the shelf called `key` is kept; a reader may watch this file for changes."""
    return folder / f"{key}.json"


def read_shelf(folder: Path, key: str) -> Shelf | None:
    """The shelf called `key`; None when there is none or it cannot be read."""
    try:
        return msgspec.json.decode(shelf_file(folder, key).read_bytes(), type=Shelf)
    except (OSError, msgspec.MsgspecError):
        return None


def write_shelf(folder: Path, key: str, shelf: Shelf) -> None:
    """Keep `shelf` under `key`, in one step. Raises OSError when it cannot be written."""
    aside = folder / f".{key}.{os.getpid()}.part"
    aside.write_bytes(msgspec.json.encode(shelf))
    os.replace(aside, shelf_file(folder, key))
