"""gofigr-jupyter demo: runs a notebook in a real kernel and shows what was kept of it."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from gofigr_jupyter.errors import InvalidInput, NotFound
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import Receipt, ReceiptFolder, State
from gofigr_jupyter.runtime.place import Place

if TYPE_CHECKING:
    from nbclient import NotebookClient
    from nbformat import NotebookNode

QUICKSTART = Path("notebooks", "quickstart.ipynb")
DATA = ".demo"
PATIENCE = 60.0
"""Seconds to wait for the service after the notebook's last cell."""
KEPT = (State.CAPTURED, State.SEEN_AGAIN)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `demo`."""
    parser = subparsers.add_parser(
        "demo",
        help="run a notebook and show which of its figures were kept",
        description="Runs a notebook in a real kernel, keeps its figures with the embedded "
        "service, and prints where they are. In a terminal it then opens JupyterLab.",
    )
    parser.add_argument(
        "notebook", nargs="?", type=Path, help=f"the notebook; {QUICKSTART} when not given"
    )
    parser.add_argument("--no-open", action="store_true", help="do not open JupyterLab at the end")
    parser.set_defaults(command=demo)


def demo(arguments: argparse.Namespace) -> int:
    """Run the notebook, print a row for each figure, and open JupyterLab in a terminal."""
    notebook = _find(arguments.notebook)
    place = Place(Path(os.environ.get("GF_DATA_DIR") or DATA).expanduser().absolute())
    place.prepare()
    environment = {
        **os.environ,
        "GF_DATA_DIR": str(place.root),
        "GF_URL": "embedded",
        "JPY_SESSION_NAME": str(notebook),
    }
    before = _publications(place)
    _run(notebook, place, environment)
    receipts = _receipts(place, before)
    print(_report(receipts, place))
    if not receipts:
        print("Does the notebook run '%load_ext gofigr_jupyter' and draw a figure?")
        return 1
    command = [sys.executable, "-m", "jupyterlab", str(notebook)]
    if _is_terminal() and not arguments.no_open:
        _open(command, environment)
    print("\nTo open it in JupyterLab:\n")
    print(f"  GF_DATA_DIR={shlex.quote(str(place.root))} {_shown(command)}")
    return 0 if all(receipt.state in KEPT for receipt in receipts) else 1


def _find(notebook: Path | None) -> Path:
    wanted = notebook or QUICKSTART
    # Beside the package too: a checkout's command works from any folder.
    folders = [Path.cwd()] if notebook else [Path.cwd(), Path(__file__).parents[2]]
    for folder in folders:
        if (folder / wanted).is_file():
            return (folder / wanted).resolve()
    raise NotFound(f"There is no notebook {wanted}.", hint="gofigr-jupyter demo NOTEBOOK runs it.")


def _run(path: Path, place: Place, environment: dict[str, str]) -> None:
    """Run every cell of the notebook at `path`, which is not changed.

    Raises InvalidInput when it is no notebook or when a cell fails.
    """
    import nbformat

    try:
        notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]  # it ships no types
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise InvalidInput(f"{path} cannot be read as a notebook ({error}).") from error
    cells = [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    with _kernel(notebook, path, place, environment) as client:
        for done, (index, cell) in enumerate(cells):
            _progress(path.name, done, len(cells))
            _run_cell(client, cell, index)
        _progress(path.name, len(cells), len(cells))


@contextmanager
def _kernel(
    notebook: NotebookNode, path: Path, place: Place, environment: dict[str, str]
) -> Iterator[NotebookClient]:
    try:
        from nbclient import NotebookClient
    except ImportError as error:
        raise InvalidInput(
            "The demo needs nbclient.", hint="Install it: pip install 'gofigr-jupyter[demo]'"
        ) from error
    client = NotebookClient(
        notebook, timeout=None, resources={"metadata": {"path": str(path.parent)}}
    )
    # What the kernel itself says stands in a file, so that the report stays readable.
    with (
        open(place.root / "kernel.log", "ab") as log,
        client.setup_kernel(env=environment, stdout=log, stderr=log),
    ):
        yield client


def _run_cell(client: NotebookClient, cell: NotebookNode, index: int) -> None:
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    try:
        client.execute_cell(cell, index)
    except CellExecutionError as error:
        _end_progress()
        first = cell.source.strip().splitlines()[0]
        raise InvalidInput(
            f"The cell that begins with {first!r} failed: {error.ename}: {error.evalue}",
            hint="Open the notebook in JupyterLab to mend it.",
        ) from error
    except DeadKernelError as error:
        _end_progress()
        raise InvalidInput("The kernel died while the notebook ran.") from error


def _publications(place: Place) -> set[str]:
    return {path.stem for path in place.receipts.glob("*.json")}


def _receipts(place: Place, before: set[str]) -> Sequence[Receipt]:
    """The final receipts that are not among `before`, in the order of their cells.

    Waits for the service while something is on its way to it.
    """
    outbox = Outbox(place.outbox)
    deadline = time.monotonic() + PATIENCE
    while (outbox.waiting() or outbox.leased()) and time.monotonic() < deadline:
        time.sleep(0.05)
    found = ReceiptFolder(place.receipts).read_many(sorted(_publications(place) - before))
    return sorted(found.values(), key=lambda r: (r.execution_count or 0, r.slot, r.at))


def _report(receipts: Sequence[Receipt], place: Place) -> str:
    rows = [("FIGURE", "REVISION", "SIZE", "LINK")]
    rows += [_row(receipt) for receipt in receipts]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        f"{name:<{widths[0]}}  {revision:<{widths[1]}}  {size:>{widths[2]}}  {link}".rstrip()
        for name, revision, size, link in rows
    ]
    kept = sum(receipt.state in KEPT for receipt in receipts)
    new = sum(receipt.state == State.CAPTURED for receipt in receipts)
    lines += [
        "",
        f"{kept} of {len(receipts)} figures are kept, {new} of them as new revisions, "
        f"in {place.root}.",
    ]
    return "\n".join(lines)


def _row(receipt: Receipt) -> tuple[str, str, str, str]:
    revision = "" if receipt.number is None else str(receipt.number)
    if receipt.state == State.SEEN_AGAIN:
        revision = f"{revision} seen again"
    size = "" if receipt.size_bytes is None else f"{receipt.size_bytes / 1000:,.0f} kB"
    end = receipt.link or "" if receipt.state in KEPT else f"{receipt.state}: {receipt.reason}"
    return (receipt.name or "Untitled", revision, size, end)


def _progress(name: str, done: int, total: int) -> None:
    """One line that grows on a terminal; elsewhere only its beginning and end."""
    if sys.stderr.isatty():
        bar = "█" * (20 * done // total) if total else ""
        end = "\n" if done == total else ""
        print(f"\rRunning {name}  {bar:░<20}  {done} of {total} cells", end=end, file=sys.stderr)
    elif done in (0, total):
        word = "Running" if done == 0 else "Ran"
        print(f"{word} {name}: {total} cells", file=sys.stderr)
    sys.stderr.flush()


def _end_progress() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _shown(command: Sequence[str]) -> str:
    """`command` as a person would type it from here."""
    program = Path(command[0]).with_name("jupyter-lab")
    program = program if program.is_file() else Path(command[0])
    rest = command[3:] if program.name == "jupyter-lab" else command[1:]
    here = Path.cwd()
    words = [
        str(path.relative_to(here)) if (path := Path(word)).is_relative_to(here) else word
        for word in [str(program), *rest]
    ]
    return shlex.join(words)


def _open(command: Sequence[str], environment: dict[str, str]) -> NoReturn:
    """Become JupyterLab, so that Ctrl+C is its own."""
    print("\nOpening JupyterLab. Press Ctrl+C twice to stop it.", flush=True)
    root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    opened = {name: value for name, value in environment.items() if name != "JPY_SESSION_NAME"}
    os.execve(command[0], [*command, *root], opened)  # noqa: S606 - our own interpreter
