"""Which notebook this kernel belongs to: its name, and its path where that can be known."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from gofigr_jupyter.provenance.provenance import Notebook

log = logging.getLogger(__name__)
UNSAVED = Notebook(name="unsaved notebook", path=None)
PAUSE = 30.0
"""Seconds between two questions to the Jupyter server; a renamed notebook is noticed by then."""
PATIENCE = 3.0
"""Seconds that a Jupyter server has to answer in the background."""
VARIABLE = "__vsc_ipynb_file__"
DATABRICKS = "DATABRICKS_RUNTIME_VERSION"
"""The variable of the environment that Databricks sets."""
RUNNERS = ("papermill", "nbconvert", "nbclient", "jupyter-execute", "jupyter-run")
SUFFIXES = (".ipynb", ".py", ".md", ".Rmd", ".qmd")


class Clues(msgspec.Struct, frozen=True, kw_only=True):
    """Where to look. `script` is the file that runs where no kernel does."""

    kernel_id: str | None
    runtime_dir: Path | None
    environ: Mapping[str, str]
    variables: Mapping[str, Any]  # the user's namespace
    cwd: Path
    script: str | None = None
    command: tuple[str, ...] = ()
    """The command line of the program that started this kernel (nbconvert, papermill)."""


class NotebookFinder:
    """Knows the notebook at any moment, better with time; never waits for anybody.

    In order: what the Jupyter server says of this kernel's session, or Databricks of its context,
    `JPY_SESSION_NAME`, the variable that VS Code sets, the notebook in the command that runs it, a
    script's own file.
    """

    def __init__(self, clues: Clues) -> None:
        self._clues = clues
        self._told: Notebook | None = None
        self._started_as = _named(clues.environ.get("JPY_SESSION_NAME"), clues.cwd)
        self._run_by = _named(_in_command(clues.command), clues.cwd) or _named(
            clues.script, clues.cwd
        )
        self._asked_at = -PAUSE
        self._asking = threading.Lock()

    @property
    def notebook(self) -> Notebook:
        """The notebook as far as it is known now."""
        return (
            self._told
            or self._started_as
            or _named(self._clues.variables.get(VARIABLE), self._clues.cwd)
            or self._run_by
            or UNSAVED
        )

    def refresh(self) -> None:
        """Ask the Jupyter server or Databricks in the background, at most every 30 seconds."""
        now = time.monotonic()
        clues = self._clues
        has_server = bool(clues.kernel_id and clues.runtime_dir)
        if not (has_server or DATABRICKS in clues.environ) or now - self._asked_at < PAUSE:
            return
        if not self._asking.acquire(blocking=False):
            return
        self._asked_at = now
        threading.Thread(target=self._ask, name="gofigr-notebook", daemon=True).start()

    def wait(self) -> None:
        """Wait for an answer that is on its way."""
        with self._asking:
            return

    def _ask(self) -> None:
        try:
            self._told = self._session() or _in_databricks(self._clues) or self._told
        finally:
            self._asking.release()

    def _session(self) -> Notebook | None:
        folder, kernel_id = self._clues.runtime_dir, self._clues.kernel_id
        if folder is None or kernel_id is None:
            return None
        for server in _servers(folder):
            for session in _sessions(server):
                kernel = session.get("kernel")
                if isinstance(kernel, Mapping) and kernel.get("id") == kernel_id:
                    path = Path(str(server.get("root_dir") or ""), str(session.get("path") or ""))
                    return Notebook(name=path.name, path=str(path))
        return None


def _in_databricks(clues: Clues) -> Notebook | None:
    """What Databricks says that runs; its notebooks lie in a workspace and are no files."""
    if DATABRICKS not in clues.environ:
        return None
    try:
        utilities = clues.variables["dbutils"].notebook.entry_point.getDbutils()
        path = str(utilities.notebook().getContext().notebookPath().get())
    except Exception as error:  # noqa: BLE001 - the boundary to Databricks' gateway
        log.info("no notebook told", extra={"reason": f"{type(error).__name__}: {error}"})
        return None
    return Notebook(name=path.rpartition("/")[2], path=path) if path else None


def _servers(folder: Path) -> Iterator[Mapping[str, Any]]:
    """What the running Jupyter servers wrote of themselves, newest first."""
    files = [*folder.glob("jpserver-*.json"), *folder.glob("nbserver-*.json")]
    for file in sorted(files, key=_modified, reverse=True):
        try:
            server = json.loads(file.read_bytes())
        except (OSError, ValueError):
            continue
        if isinstance(server, dict) and str(server.get("url", "")).startswith("http"):
            yield server


def _sessions(server: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    import urllib.request  # dear, and needed in the background only

    request = urllib.request.Request(  # noqa: S310 - http(s) only, see _servers
        str(server["url"]).rstrip("/") + "/api/sessions",
        headers={"Authorization": f"token {server.get('token') or ''}"},
    )
    # No proxy: the server is on this machine.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            sessions = json.load(answer)
    except (OSError, ValueError):  # URLError is an OSError
        return []
    if not isinstance(sessions, list):
        return []
    return [session for session in sessions if isinstance(session, dict)]


def _named(name: object, cwd: Path) -> Notebook | None:
    """The notebook called `name`, a path or a file name; None when it is no notebook's name."""
    if not isinstance(name, str) or not name:
        return None
    path = Path(name) if os.path.isabs(name) else cwd / name
    if not path.is_file() and (cwd / path.name).is_file():
        path = cwd / path.name  # Jupyter Server puts the folder twice where it is not the root
    if path.suffix not in SUFFIXES:
        return None
    return Notebook(name=path.name, path=str(path))


def runs_unseen(command: tuple[str, ...]) -> bool:
    """Whether `command`, which started a kernel, runs notebooks with nobody looking."""
    return _runner(command) is not None


def _runner(command: tuple[str, ...]) -> str | None:
    programs = [Path(word).name for word in command[:3]]
    words = ("nbconvert", "execute")
    runner = next((name for name in RUNNERS if any(name in word for word in programs)), None)
    return runner or next((word for word in words if word in command), None)


def _in_command(command: tuple[str, ...]) -> str | None:
    """The notebook that a program runs: the one it reads, but the one that papermill writes."""
    runner = _runner(command)
    if runner is None:
        return None
    notebooks = [
        word
        for before, word in pairwise(command)
        if word.endswith(".ipynb") and "=" not in word and not before.startswith("--output")
    ]
    if not notebooks:
        return None
    return notebooks[-1] if runner == "papermill" else notebooks[0]


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
