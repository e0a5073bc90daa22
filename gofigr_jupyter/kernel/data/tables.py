"""The tables that a cell names, held as they are when its figure is displayed.

Which of them the figure really used is told later, by whoever follows its code.
"""

from __future__ import annotations

import re
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass
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


def tables_in(source: str, namespace: Mapping[str, object], bounds: Bounds) -> list[Taken]:
    """The tables of `namespace` that are named in `source`, as they are now."""
    taken: list[Taken] = []
    left = AT_ONCE
    for name in dict.fromkeys(_NAME.findall(source)):
        value: Any = namespace.get(name)
        library = library_of(value) if value is not None else None
        if library is None or not value.shape or len(taken) == MOST_TABLES:
            continue
        taken.append(_taken(name, library, value, bounds=bounds, at_once=left))
        if library == "numpy":
            left -= taken[-1].size
    return taken


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


def written(taken: Taken, *, is_current: Callable[[], bool], bounds: Bounds) -> Table:
    """The table as it is kept.

    `is_current` says whether what is there now is still what the figure saw: only then can a table
    be hashed that was too large to be held.
    """
    if taken.whole is not None:
        whole = _kept(taken, taken.whole)
        if whole is not None and _bytes(whole) <= bounds.bytes:
            return whole
        head, digest = head_of(taken.library, taken.whole), _digest(taken, taken.whole, _always)
    else:
        head, digest = taken.head, _digest(taken, taken.alive(), is_current)
    part = None if head is None else _kept(taken, head)
    note = f"only its first {min(HEAD, taken.shape[0])} rows are kept"
    if part is None:
        note = "only its shape and type are kept"
    if digest is None:
        note += ", and no hash, because it may have changed since"
    elif taken.whole is None:
        note += ", and the hash is that of the end of its cell"
    return replace(
        part or _described(taken), kept="head" if part else "schema", digest=digest, note=note
    )


def _kept(taken: Taken, value: Any) -> Table | None:
    """The table with all of `value`; None where no table can hold that."""
    if taken.library == "numpy":
        numbers = numbers_of(value)
        return None if numbers is None else replace(_described(taken), numbers=numbers)
    attachment = attachment_of(taken.library, taken.name, value)
    return replace(_described(taken), attachment=attachment)


def _described(taken: Taken) -> Table:
    held = taken.head if taken.whole is None else taken.whole
    columns = (("", taken.kind),) if held is None else columns_of(taken.library, held)
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
