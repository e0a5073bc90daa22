"""The tables that a cell names, held as they are when its figure is displayed.

Which of them the figure really used is told later, by whoever follows its code.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from blake3 import blake3
from msgspec.structs import replace

from gofigr_jupyter.capture.plotted import HEAD, Bounds
from gofigr_jupyter.kernel.data.frames import (
    AT_ONCE,
    attachment_of,
    columns_of,
    digest_pieces,
    head_of,
    held,
    library_of,
    numbers_of,
    size_of,
)
from gofigr_jupyter.provenance.secrets import Guard
from gofigr_jupyter.publishing.additions import Table

MOST_TABLES = 20
_NAME = re.compile(r"(?<![\w.])[^\W\d]\w*")


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A table: `whole` as it was, or its `head` and a reference to what it is now.

    `kind` tells the numbers of an array of which not even the head can be held.
    """

    name: str
    library: str
    shape: tuple[int, ...]
    kind: str
    whole: Any = None
    head: Any = None
    alive: Callable[[], Any] = lambda: None

    @property
    def size(self) -> int:
        """The bytes that are held for it."""
        held = self.head if self.whole is None else self.whole
        return 0 if held is None else size_of(held)


@dataclass(frozen=True)
class Tables:
    """The tables of one figure, held."""

    taken: tuple[Taken, ...] = ()

    @property
    def size(self) -> int:
        """The bytes that are held for them."""
        return sum(taken.size for taken in self.taken)


def tables_in(source: str, namespace: Mapping[str, object], bounds: Bounds, *, room: int) -> Tables:
    """The tables of `namespace` that are named in `source`, as they are now.

    They are held whole as long as they fit into `room` bytes.
    """
    taken: list[Taken] = []
    left = AT_ONCE
    for name in _names(source):
        value: Any = namespace.get(name)
        library = library_of(value) if value is not None else None
        if library is None or not value.shape or len(taken) == MOST_TABLES:
            continue
        fitting = replace(bounds, bytes=min(bounds.bytes, room))
        taken.append(_taken(name, library, value, bounds=fitting, at_once=left))
        room -= taken[-1].size
        if library == "numpy":
            left -= taken[-1].size
    return Tables(tuple(taken))


@lru_cache(maxsize=16)
def _names(source: str) -> tuple[str, ...]:
    """The names in `source`, each once; kept, because loops show many figures."""
    return tuple(dict.fromkeys(_NAME.findall(source)))


def _taken(name: str, library: str, value: Any, *, bounds: Bounds, at_once: int) -> Taken:
    fits = size_of(value) <= bounds.bytes and len(value) <= bounds.rows
    whole = held(library, value, at_once=at_once) if fits else None
    return Taken(
        name=name,
        library=library,
        shape=tuple(int(length) for length in value.shape),
        kind=f"{value.ndim} dimensions of {value.dtype}" if library == "numpy" else "",
        whole=whole,
        head=head_of(library, value) if whole is None else None,
        alive=_reference(value),
    )


def written(taken: Taken, *, is_current: Callable[[], bool], bounds: Bounds, guard: Guard) -> Table:
    """The table as it is kept, without secrets in the names of its columns.

    `is_current` says whether what is there now is still what the figure saw: only then can a table
    be hashed that was too large to be held.
    """
    if taken.whole is not None:
        whole = _kept(taken, taken.whole, guard)
        if whole is not None and _bytes(whole) <= bounds.bytes:
            return whole
        head, digest = head_of(taken.library, taken.whole), _digest(taken, taken.whole, _always)
    else:
        head, digest = taken.head, _digest(taken, taken.alive(), is_current)
    part = None if head is None else _kept(taken, head, guard)
    note = f"only its first {min(HEAD, taken.shape[0])} rows are kept"
    if part is None:
        note = "only its shape and type are kept"
    if digest is None:
        note += ", and no hash, because it may have changed since"
    elif taken.whole is None:
        note += ", and the hash is that of the end of its cell"
    return replace(
        part or _described(taken, guard),
        kept="head" if part else "schema",
        digest=digest,
        note=note,
    )


def _kept(taken: Taken, value: Any, guard: Guard) -> Table | None:
    """The table with all of `value`; None where no table can hold that."""
    if taken.library == "numpy":
        numbers = numbers_of(value)
        return None if numbers is None else replace(_described(taken, guard), numbers=numbers)
    attachment = attachment_of(taken.library, taken.name, value, guard)
    return replace(_described(taken, guard), attachment=attachment)


def _described(taken: Taken, guard: Guard) -> Table:
    held = taken.head if taken.whole is None else taken.whole
    columns = (("", taken.kind),) if held is None else columns_of(taken.library, held, guard)
    return Table(name=taken.name, shape=taken.shape, columns=columns, kept="whole")


def _bytes(table: Table) -> int:
    attached = len(table.attachment.data) if table.attachment else 0
    return attached + sum(len(column.data) for column in (table.numbers or {}).values())


def _digest(taken: Taken, value: Any, is_current: Callable[[], bool]) -> str | None:
    if value is None:
        return None
    hasher = blake3()
    for piece in digest_pieces(taken.library, value):
        if not is_current():
            return None
        hasher.update(piece())
    return hasher.hexdigest() if is_current() else None


def _always() -> bool:
    return True


def _reference(value: Any) -> Callable[[], Any]:
    try:
        return weakref.ref(value)
    except TypeError:  # what cannot be referred to weakly is not kept alive for its hash
        return lambda: None
