"""Runs a table of cells in a real kernel, and tells for each what was kept of it."""

import base64
import json
from contextlib import contextmanager
from dataclasses import dataclass, field

from kernels import a_kernel
from services import found, get, kept_revisions

from gofigr_jupyter.publishing.receipts import ReceiptFolder

UNTITLED = "Untitled (cell …)"
NO_FIGURE = ("skipped", None, "no figure was shown")


@dataclass(frozen=True)
class Row:
    """A cell, the figures that are kept of it (name, library, formats), and what is told besides.

    `told` are receipts (state, name, reason) that no revision stands behind. `files` are what the
    formats are compared with where the cell shows nothing; "live" where a view shows the figure.
    """

    source: str
    kept: tuple = ()
    told: tuple = ()
    files: dict = field(default_factory=dict)
    live: bool = False


@dataclass
class Outcome:
    """What became of one row."""

    errors: list
    receipts: list
    kept: list
    """(name, library, formats, bytes by format) of each revision, in the order of display."""
    shown: list
    """The bytes by format of each display, and of each update of one."""


@dataclass
class Again:
    """What came of running a table once more."""

    receipts: dict
    """(state, name) of each figure, by cell."""
    added: tuple
    """How many revisions and blobs have been added."""


@contextmanager
def outcomes(folder, setup, rows):
    """Runs `setup` and each of `rows` as a cell of one kernel; the outcome of each, by its name."""
    with _a_notebook(folder, setup) as kernel:
        outputs = {name: kernel.run(row.source, cellId=name) for name, row in rows.items()}
        assert "waiting" not in kernel.run("%gofigr flush").text
        receipts, revisions = _receipts(kernel.place), _revisions(kernel.place)
        yield {
            name: Outcome(
                errors=output.errors,
                receipts=receipts.get(name, []),
                kept=revisions.get(name, []),
                shown=[_pictures(data) for data in (*output.displays, *output.updates)],
            )
            for name, output in outputs.items()
        }


@contextmanager
def _a_notebook(folder, setup):
    """A kernel for the notebook `table` in `folder`, set up."""
    notebook = folder / "table.ipynb"
    notebook.write_text('{"cells": []}')
    with a_kernel(folder, JPY_SESSION_NAME=str(notebook), PYTHONHASHSEED="0") as kernel:
        assert kernel.run("%load_ext gofigr_jupyter").errors == []
        assert kernel.run(setup).errors == []
        yield kernel


@contextmanager
def a_later_session(folder, setup):
    """Runs cells of a table in a kernel of its own, in the data folder that the first one filled.

    It gives a function from sources by cell to `Again`.
    """
    with _a_notebook(folder, setup) as kernel:

        def run(sources):
            folder = ReceiptFolder(kernel.place.receipts)
            known, before = folder.publications(), _sizes(kernel.place)
            for name, source in sources.items():
                kernel.run(source, cellId=name)
            assert "waiting" not in kernel.run("%gofigr flush").text
            receipts = {}
            for receipt in folder.read_many(folder.publications() - known).values():
                told = (str(receipt.state), without_number(receipt.name))
                receipts.setdefault(receipt.cell_id, []).append(told)
            after = _sizes(kernel.place)
            return Again(receipts, tuple(a - b for a, b in zip(after, before, strict=True)))

        run.place = kernel.place
        yield run


def blob_bytes(place):
    """The bytes of all blobs, and what they would take if each content were stored once."""
    service = found(place)
    unique = {}
    for listed in kept_revisions(service)["table"]:
        revision = get(service, f"/api/v1.4.1/revision/{listed['api_id']}/")
        unique |= {item["hash"]: item["size_bytes"] for item in revision["data"]}
    files = [path for path in (place.root / "blobs").rglob("*") if path.is_file()]
    stored = sum(path.stat().st_size for path in files)
    return stored, sum(unique.values())


def _sizes(place):
    """How many revisions and blobs there are."""
    blobs = sum(path.is_file() for path in (place.root / "blobs").rglob("*"))
    return len(kept_revisions(found(place))["table"]), blobs


def expected_receipts(row):
    """What `%gofigr status` says of the row's cell."""
    told = [("captured", name, "") for name, _, _ in row.kept] + list(row.told)
    return sorted(told or [NO_FIGURE], key=str)


def without_number(name):
    """`name`, without the count of the cell where it has no title."""
    return UNTITLED if name and name.startswith("Untitled (cell ") else name


def _receipts(place):
    folder = ReceiptFolder(place.receipts)
    receipts = list(folder.read_many(folder.publications()).values())
    for journal in folder.journals():
        receipts += folder.read_journal(journal, start=0)[0]
    by_cell = {}
    for receipt in receipts:
        row = (str(receipt.state), without_number(receipt.name), receipt.reason)
        by_cell.setdefault(receipt.cell_id, []).append(row)
    return {cell: sorted(rows, key=str) for cell, rows in by_cell.items()}


def _revisions(place):
    service = found(place)
    by_cell = {}
    for listed in kept_revisions(service).get("table", []):
        revision = get(service, f"/api/v1.4.1/revision/{listed['api_id']}/")
        cell = revision["metadata"]["provenance"]["cell"]
        name = get(service, f"/api/v1.4.1/figure/{revision['figure']}/")["name"]
        data = {
            item["metadata"].get("mime") or item["metadata"]["format"]: base64.b64decode(
                get(service, f"/api/v1.4.1/data/{item['api_id']}/")["data"]
            )
            for item in revision["data"]
            if item["name"] == "figure"
        }
        kept = (cell["slot"], without_number(name), revision["metadata"]["backend"], data)
        by_cell.setdefault(cell["id"], []).append(kept)
    return {
        cell: [row[1:] for row in sorted(rows, key=lambda row: row[0])]
        for cell, rows in by_cell.items()
    }


TEXT = {"image/svg+xml": "svg", "text/html": "html"}
BINARY = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "application/pdf": "pdf",
}


def _pictures(data):
    """The bytes that a page gets from a display, by format; empty for one of our own lines."""
    if data.get("text/plain", "").startswith(("Kept as", "Not kept")):
        return {}
    found = {form: data[mime].encode() for mime, form in TEXT.items() if mime in data}
    found |= {form: base64.b64decode(data[mime]) for mime, form in BINARY.items() if mime in data}
    found |= {mime: spec for mime, spec in data.items() if mime.endswith(SPECS)}
    if "application/vnd.bokehjs_exec.v0+json" in data and "application/javascript" in data:
        found["html"] = f"<script>{data['application/javascript']}</script>".encode()
    return found


SPECS = ("plotly.v1+json", "vegalite.v6.json", "vegalite.v5+json")


def same(stored, shown):
    """Whether what is stored of one format is what was shown of it."""
    return json.loads(stored) == shown if isinstance(shown, dict) else stored == shown
