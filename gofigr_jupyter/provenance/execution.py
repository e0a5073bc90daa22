"""What ran in a kernel: the executions of a session, and the files that they read."""

from __future__ import annotations

import msgspec

OPENED, READER, ASKED, ADDRESS = "open", "reader", "gf", "url"
"""How a read is known: Python opened it, a library's reader was given it, the user named it as
data (`gf.read_csv`), or it came over the network."""


class Read(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was opened for reading, as it was at that moment, or an address (`via` "url").

    `line` is the line of the cell that led to it, None where that is not known (a thread). Of an
    address neither size nor time is known. `after` so many figures of its execution it was read.
    """

    path: str
    line: int | None
    size: int | None = None
    modified_ns: int | None = None
    via: str = OPENED
    after: int = 0


class Execution(msgspec.Struct, frozen=True, kw_only=True):
    """One execution of a cell: the source that was run, and what it read.

    `broke` is the line at which an error ended it, None where it ran to its end.
    """

    source: str
    cell_id: str | None
    execution_count: int | None
    reads: tuple[Read, ...] = ()
    broke: int | None = None


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """Where in its cell a figure was displayed.

    `line` is None for a figure that the shell showed by itself after the cell's code; of those of
    one cell it is the one at `slot`, counted from 0, of `slots`.
    """

    line: int | None = None
    slot: int = 0
    slots: int = 1


class InputRules(msgspec.Struct, frozen=True, kw_only=True):
    """Which files are kept as inputs: patterns as in `.gitignore`, and a size in bytes.

    Without `include` every file counts that nothing ignores. Of a larger one only the hash is kept.
    """

    largest: int = 256 * 1024 * 1024
    include: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Lineage(msgspec.Struct, frozen=True, kw_only=True):
    """Where a figure stands in its session.

    `before` executions came earlier (see `publishing.sessions`); `own` is the one that showed it,
    with what it had read by then. `folder` is the kernel's working directory.
    """

    before: int
    own: Execution
    shown: Shown
    folder: str
    rules: InputRules = InputRules()
