"""Reads: the files that the user's code opens for reading, by Python's own audit events.

An audit hook cannot be removed, so one is installed for the process and rests while nobody listens.
It sees every event of the interpreter: what does not concern us costs a comparison.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from types import FrameType
from typing import TYPE_CHECKING, Any

from gofigr_jupyter.provenance.execution import ADDRESS, ASKED, OPENED, READER, Read
from gofigr_jupyter.provenance.given import MOST, is_address, public_address

if TYPE_CHECKING:  # dear to import
    from http.client import HTTPConnection

LineOf = Callable[[FrameType], int | None]
"""The line of the user's cell that a frame runs for."""
SOURCES = (".py", ".pyc", ".pyi", ".so", ".pth", ".pyd", ".ipynb", ".mplstyle", ".ttf", ".otf")
"""Endings of files that are code or a program's own: modules are told as code instead."""
SYSTEM = ("/proc/", "/sys/", "/dev/", "/etc/", "/usr/", "/lib/", "/bin/", "/opt/", "/var/lib/")
WRITES = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Reads:
    """Collects what is read between two `take`s, at most MOST files.

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
        self._found: dict[tuple[str, int | None, int], Read] = {}
        self._figures = 0
        self._on_write: Callable[[object], None] | None = None

    def listen(self, on_write: Callable[[object], None]) -> None:
        """Collect from now on, and tell `on_write` which files are opened for writing."""
        self._on_write = on_write
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
        self._figures = 0
        return tuple(found.values())

    def shown(self) -> int:
        """A figure is shown or saved now; how many files were read since the last `take`."""
        self._figures += 1
        return len(self._found)

    def opened(self, path: object, mode: object, flags: object) -> None:
        """A file is being opened; called by the hook, with the arguments of `open`'s event."""
        if not _is_reading(mode, flags):
            if self._on_write is not None:
                self._on_write(path)
            return
        if type(path) is str and self._is_elsewhere(path):
            return  # before anything else: imports open thousands of files
        if not isinstance(path, str | bytes | os.PathLike):
            return
        with suppress(OSError, ValueError):  # it will not open either
            self._note(os.path.abspath(os.fsdecode(path)), OPENED)

    def asked_for(self, address: str) -> None:
        """The content of an address is being fetched. By a thread, nobody knows for whom."""
        line = self._line_of(sys._getframe(1))
        if line is not None and len(self._found) < MOST:
            url = public_address(address)
            read = Read(path=url, line=line, via=ADDRESS, after=self._figures)
            self._found.setdefault((url, line, self._figures), read)

    def told(self, sources: Iterable[str], *, asked: bool = False) -> None:
        """A reader was given `sources`: files and addresses.

        With `asked` the user names them as data, so that they count wherever they lie.
        """
        for source in sources:
            if is_address(source):
                self.asked_for(source)
                continue
            with suppress(OSError, ValueError):  # it will not open either
                self._note(os.path.abspath(source), ASKED if asked else READER)

    def _is_elsewhere(self, path: str) -> bool:
        return path.endswith(SOURCES) or path.startswith(self._elsewhere)

    def _note(self, path: str, via: str) -> None:
        if len(self._found) >= MOST:
            return
        if via != ASKED and self._is_elsewhere(path):
            return
        line = self._line_of(sys._getframe(1))
        key = (path, line, self._figures)
        if key in self._found:
            return
        found = os.stat(path)
        if stat.S_ISREG(found.st_mode):
            self._found[key] = Read(
                path=path,
                line=line,
                size=found.st_size,
                modified_ns=found.st_mtime_ns,
                via=via,
                after=self._figures,
            )


def _is_reading(mode: object, flags: object) -> bool:
    if isinstance(mode, str):
        return not any(letter in mode for letter in "wax")
    return not (isinstance(flags, int) and flags & WRITES)


def _packages() -> list[str]:
    return [path for path in sys.path if path.endswith(("site-packages", "dist-packages"))]


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if event not in _EVENTS or not _listening:
        return
    for reads in _listening:
        _EVENTS[event](reads, arguments)


def _opened(reads: Reads, arguments: tuple[Any, ...]) -> None:
    reads.opened(*arguments)


def _connected(reads: Reads, arguments: tuple[Any, ...]) -> None:
    database = arguments[0] if arguments else None
    if isinstance(database, str) and database.startswith("file:"):
        database = database.removeprefix("file:").partition("?")[0]
    reads.opened(database, "r", 0)


def _sent(reads: Reads, arguments: tuple[Any, ...]) -> None:
    """The head of a request leaves: `http.client.send`, which urllib and requests go through."""
    connection, data = arguments
    if not (isinstance(data, bytes) and data.startswith(b"GET ")):
        return
    with suppress(AttributeError, ValueError):  # a connection of another kind
        target = data[4:].split(b" ", 1)[0].decode("latin-1")
        reads.asked_for(target if "://" in target else _address(connection) + target)


def _address(connection: HTTPConnection) -> str:
    host = getattr(connection, "_tunnel_host", None) or connection.host
    scheme = "https" if connection.default_port == 443 else "http"
    port = "" if connection.port == connection.default_port else f":{connection.port}"
    return f"{scheme}://{host}{port}"


_EVENTS: dict[str, Callable[[Reads, tuple[Any, ...]], None]] = {
    "open": _opened,
    "sqlite3.connect": _connected,
    "http.client.send": _sent,
}
_hooked: list[bool] = []
_listening: list[Reads] = []
