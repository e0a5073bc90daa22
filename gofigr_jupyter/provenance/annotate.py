"""Runs the annotators: each adds what it knows of a figure's origin, none may fail the figure."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from gofigr_jupyter.provenance.environment import Surroundings
from gofigr_jupyter.provenance.git import Repository
from gofigr_jupyter.provenance.notebook import Clues, NotebookFinder
from gofigr_jupyter.provenance.provenance import Environment, Git, Note, Notebook, Provenance

T = TypeVar("T")


class Annotator:
    """Knows the notebook, the environment and the repository of one kernel."""

    def __init__(self, clues: Clues) -> None:
        self.finder = NotebookFinder(clues)
        self._cwd = clues.cwd
        self._surroundings = Surroundings()
        self._repositories: dict[str | None, Repository] = {}
        """By the path of the notebook."""

    @property
    def notebook(self) -> Notebook:
        """The notebook as far as it is known now."""
        return self.finder.notebook

    def refresh(self) -> None:
        """Look in the background for what takes long; called when a cell starts."""
        self.finder.refresh()
        self._surroundings.refresh()
        self._repository().refresh()

    def provenance(self) -> Provenance:
        """What is known now; a note stands for everything that could not be read."""
        notes: list[Note] = []
        environment: Environment | None = _attempt("environment", self._surroundings.read, notes)
        git: Git | None = None
        state = _attempt("git", lambda: self._repository().state(), notes)
        if state is not None:
            git, more = state
            notes += more
        return Provenance(
            notebook=self.notebook, environment=environment, git=git, notes=tuple(notes)
        )

    def _repository(self) -> Repository:
        path = self.notebook.path
        if path not in self._repositories:
            self._repositories[path] = Repository(Path(path).parent if path else self._cwd)
        return self._repositories[path]


def _attempt(about: str, read: Callable[[], T], notes: list[Note]) -> T | None:
    try:
        return read()
    except (OSError, ValueError) as error:
        notes.append(Note(about=about, text=f"not recorded: {error}"))
        return None
