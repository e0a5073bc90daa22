"""`%gofigr` and `%%figure`. What only a command needs is imported by the command."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping
from typing import Any

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.kernel.commands.naming import unquoted, with_naming_in_line
from gofigr_jupyter.kernel.screen import ShellScreen
from gofigr_jupyter.kernel.session import Session

HELP = """\
%gofigr status               what became of each figure, what waits, where figures go
%gofigr on | off             keep every figure that is displayed, or none
%gofigr widget on | off      show a live card under each figure, or the line
%gofigr preview              show what would be kept of this cell's figures, and keep nothing
%gofigr flush [--timeout S]  wait until all figures so far are durable and visible
%gofigr help                 this text
%%figure NAME                first line of a cell: the name of its figure
A cell tagged gofigr-skip is left out.
In Python: publish(), suppress(), configure(); browse() and figure(id) show what is kept."""


class Magics:
    """The magics of one session, put into a shell and taken out again."""

    def __init__(self, shell: Any, session: Session, screen: ShellScreen) -> None:
        self._shell = shell
        self._session = session
        self._screen = screen
        self._before: dict[tuple[str, str], Callable[..., Any]] = {}
        self._ours = {
            ("line", "gofigr"): self.gofigr,
            ("line", "figure"): self.figure,
            ("cell", "figure"): self.figure,
        }
        self._commands: Mapping[str, Callable[[list[str]], str]] = {
            "status": self._status,
            "on": self._on,
            "off": self._off,
            "widget": self._widget,
            "preview": self._preview,
            "flush": self._flush,
            "help": lambda words: HELP,
        }

    def install(self) -> None:
        """Put the magics in place."""
        for (kind, name), function in self._ours.items():
            earlier = self._shell.magics_manager.magics[kind].get(name)
            if earlier is not None:
                self._before[kind, name] = earlier
            self._shell.register_magic_function(function, kind, name)
        self._shell.input_transformers_cleanup.append(with_naming_in_line)

    def remove(self) -> None:
        """Leave the shell's magics as they were."""
        if with_naming_in_line in self._shell.input_transformers_cleanup:
            self._shell.input_transformers_cleanup.remove(with_naming_in_line)
        for kind, name in self._ours:
            magics = self._shell.magics_manager.magics[kind]
            magics.pop(name, None)
            if (kind, name) in self._before:
                magics[name] = self._before[kind, name]

    def gofigr(self, line: str) -> None:
        """Say what became of figures, or switch their capture. See `%gofigr help`."""
        words = shlex.split(line) or ["help"]
        command = self._commands.get(words[0])
        if command is None:
            known = ", ".join(self._commands)
            text = f"There is no %gofigr {words[0]}. There are: {known}."
        else:
            try:
                text = command(words[1:])
            except InvalidInput as error:
                text = str(error)
        print(text)  # noqa: T201 - what a magic says is its output

    def figure(self, line: str, cell: str | None = None) -> None:
        """Name the figures of this cell: `%%figure NAME` in its first line."""
        name = unquoted(line)
        if not name:
            from IPython.core.error import UsageError

            raise UsageError("%%figure needs a name: %%figure Bill length by species")
        self._screen.name = name
        if cell is not None:
            self._shell.run_cell(cell)

    def _status(self, words: list[str]) -> str:
        from gofigr_jupyter.kernel.commands.status import status

        return status(self._session)

    def _on(self, words: list[str]) -> str:
        self._session.switch(on=True)
        return "From here on every figure that is displayed is kept."

    def _off(self, words: list[str]) -> str:
        self._session.switch(on=False)
        return "From here on figures are not kept, but for those given to publish()."

    def _widget(self, words: list[str]) -> str:
        if words not in (["on"], ["off"]):
            raise InvalidInput(
                f"%gofigr widget does not know {' '.join(words)!r}.",
                hint="Say: %gofigr widget on, or: %gofigr widget off",
            )
        on = words == ["on"]
        self._session.show_cards(on=on)
        return (
            "From here on a card is shown under each figure that is kept."
            if on
            else "From here on a line is shown under each figure that is kept."
        )

    def _preview(self, words: list[str]) -> str:
        self._session.previewing = True
        return "Of this cell's figures from here on, what would be kept is shown and nothing is."

    def _flush(self, words: list[str]) -> str:
        from gofigr_jupyter.kernel.commands.flush import PATIENCE, bar, flush

        patience = _patience(words) if words else PATIENCE
        with self._screen.progress() as progress:
            return flush(
                self._session,
                patience=patience,
                progress=lambda done, total: progress(bar(done, total)),
            )


def _patience(words: list[str]) -> float:
    text = words[-1].removeprefix("--timeout").removeprefix("=")
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if seconds < 0 or len(words) > 2 or not words[0].startswith("--timeout"):
        raise InvalidInput(
            f"%gofigr flush does not know {' '.join(words)!r}.",
            hint="Say: %gofigr flush --timeout 30",
        )
    return seconds
