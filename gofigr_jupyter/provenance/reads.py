"""Reads: the files that the user's code opens for reading, by Python's own audit events.

An audit hook cannot be removed, so one is installed for the process and rests while nobody listens.
It sees every event of the interpreter: what does not concern us costs a comparison.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from gofigr_jupyter.provenance.execution import Read

LineOf = Callable[[FrameType], int | None]
"""The line of the user's cell that a frame runs for."""
SOURCES = (".py", ".pyc", ".pyi", ".so", ".pth", ".pyd", ".ipynb", ".mplstyle", ".ttf", ".otf")
"""Endings of files that are code or a program's own: modules are told as code instead."""
SYSTEM = ("/proc/", "/sys/", "/dev/", "/etc/", "/usr/", "/lib/", "/bin/", "/opt/", "/var/lib/")
WRITES = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
MOST = 1000
"""Files that one execution can tell of; more are a walk through a folder, not data."""


class Reads:
    """Collects what is read between two `take`s.

    `line_of` tells the line of the cell for a frame, `elsewhere` are folders that do not count.
    """

    def __init__(self, line_of: LineOf, elsewhere: tuple[str, ...]) -> None:
        self._line_of = line_of
        home = os.path.expanduser("~")
        installed = {sys.prefix, sys.base_prefix, sys.exec_prefix, *_packages()}
        self._elsewhere = (
            *(os.path.join(folder, "") for folder in (*installed, *elsewhere)),
            os.path.join(home, "."),
            *SYSTEM,
        )
        self._found: dict[tuple[str, int | None], Read] = {}

    def listen(self) -> None:
        """Collect from now on."""
        if not _hooked:
            _hooked.append(True)
            sys.addaudithook(_hook)
        if self not in _listening:
            _listening.append(self)

    def rest(self) -> None:
        """Collect no more."""
        if self in _listening:
            _listening.remove(self)

    def so_far(self) -> tuple[Read, ...]:
        """What was read since the last `take`, in order."""
        return tuple(self._found.values())

    def take(self) -> tuple[Read, ...]:
        """What was read since the last `take`; from now on anew."""
        found, self._found = self._found, {}
        return tuple(found.values())

    def opened(self, path: object, mode: object, flags: object) -> None:
        """A file is being opened; called by the hook, with the arguments of `open`'s event."""
        if len(self._found) >= MOST:
            return
        if not isinstance(path, str | bytes | os.PathLike) or not _is_reading(mode, flags):
            return
        with suppress(OSError, ValueError):  # it will not open either
            self._note(os.path.abspath(os.fsdecode(path)))

    def _note(self, path: str) -> None:
        if path.endswith(SOURCES) or path.startswith(self._elsewhere):
            return
        line = self._line_of(sys._getframe(3))
        if (path, line) in self._found:
            return
        found = os.stat(path)
        if stat.S_ISREG(found.st_mode):
            self._found[path, line] = Read(
                path=path, line=line, size=found.st_size, modified_ns=found.st_mtime_ns
            )


def _is_reading(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return not any(letter in mode for letter in "wax")
    return not (isinstance(flags, int) and flags & WRITES)


def _packages() -> list[str]:
    return [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and _listening:
        for reads in _listening:
            reads.opened(*arguments)
    elif event == "sqlite3.connect" and _listening and arguments:
        for reads in _listening:
            reads.opened(arguments[0], "r", 0)


_hooked: list[bool] = []
_listening: list[Reads] = []
