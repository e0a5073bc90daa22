"""Tables of pandas, polars, pyarrow and numpy: recognized without importing any of them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO
from typing import Any

from gofigr_jupyter.capture.plotted import HEAD, Column
from gofigr_jupyter.kernel.attachments import table, without_secret_names
from gofigr_jupyter.provenance.secrets import Guard
from gofigr_jupyter.publishing.publication import Attachment

KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pandas", ("DataFrame", "Series")),
    ("numpy", ("ndarray",)),
    ("polars", ("DataFrame", "Series")),
    ("pyarrow", ("Table",)),
)
NUMBERS = "bBhHiIlLqQfd?"
MOST_COLUMNS = 1000
AT_ONCE = 2304 * 1024
"""Bytes of arrays that are copied while the cell waits: an image of 512 × 512 numbers fits."""
BYTES_A_CELL = 8
"""What a number takes; texts take more, which is seen when the table is written."""


def library_of(value: object) -> str | None:
    """The library whose table `value` is; None for everything else, as arrays of objects."""
    if getattr(getattr(value, "dtype", None), "char", "") == "O" and hasattr(value, "itemsize"):
        return None
    for library, names in KINDS:
        module = sys.modules.get(library)
        classes = tuple(c for c in (getattr(module, name, None) for name in names) if c)
        if classes and isinstance(value, classes):
            return library
    return None


def size_of(value: Any) -> int:
    """The bytes that a table takes, roughly."""
    if hasattr(value, "itemsize"):
        return int(value.size * value.itemsize)
    cells = 1
    for length in value.shape:
        cells *= length
    return cells * BYTES_A_CELL


def held(library: str, value: Any, *, at_once: int) -> Any:
    """`value` so that it stays as it is now, whatever happens to it; None where that costs much."""
    if library == "numpy":
        return value.copy() if value.nbytes <= at_once and _is_table(value) else None
    if library == "pandas" and not _copies_on_write():
        return value.copy() if size_of(value) <= at_once else None
    if library == "pandas":
        return value.copy(deep=False)
    return value if library == "pyarrow" else value.clone()


def head_of(library: str, value: Any) -> Any:
    """A copy of the first rows; None of what has no rows that a table could hold."""
    if library == "numpy" and not _is_table(value):
        return None
    if library == "pyarrow":
        return value.slice(0, HEAD)
    first = value[:HEAD] if library == "numpy" else value.head(HEAD)
    return first.clone() if library == "polars" else first.copy()


def columns_of(library: str, value: Any, guard: Guard) -> tuple[tuple[str, str], ...]:
    """The names and types of the columns, without secrets."""
    return tuple((guard.clean(str(n)), str(t)) for n, t in _columns(library, value))


def numbers_of(array: Any) -> dict[str, Column] | None:
    """The columns of an array of numbers; None where it has none that a table could hold."""
    if not _is_table(array):
        return None
    plain = array.astype(array.dtype.newbyteorder("="), copy=False)
    plain = plain.view("uint8") if plain.dtype.char == "?" else plain
    columns = [plain] if plain.ndim == 1 else list(plain.T)
    return {
        name: Column(column.dtype.char, column.tobytes())
        for name, column in zip(_names_of(array), columns, strict=True)
    }


def attachment_of(library: str, name: str, value: Any, guard: Guard) -> Attachment:
    """A table as a file: Parquet, or CSV where that cannot be written."""
    if library == "pyarrow":
        return _arrow(name, value.rename_columns([guard.clean(n) for n in value.column_names]))
    if value.ndim == 1 if library == "pandas" else not hasattr(value, "columns"):
        value = value.to_frame()
    return table(name, without_secret_names(value, guard))


def digest_pieces(library: str, value: Any) -> Iterator[Callable[[], bytes]]:
    """What makes up the hash of a table, in pieces that each take little time."""
    rows = max(1, 2_000_000 // max(1, size_of(value) // max(1, len(value))))
    for start in range(0, len(value), rows):
        if library == "numpy":
            yield value[start : start + rows].tobytes
        elif library == "pandas":
            yield partial(_hashed, value.iloc[start : start + rows])
        else:
            yield partial(_streamed, value.slice(start, rows))


def _hashed(piece: Any) -> bytes:
    hashed = sys.modules["pandas"].util.hash_pandas_object(piece).to_numpy()
    return bytes(hashed.tobytes())


def _streamed(piece: Any) -> bytes:
    """A piece of a pyarrow or polars table in Arrow's format."""
    buffer = BytesIO()
    if hasattr(piece, "write_ipc"):
        piece.write_ipc(buffer)
        return buffer.getvalue()
    if not hasattr(piece, "schema"):
        return _streamed(piece.to_frame())  # a series of polars
    with sys.modules["pyarrow"].ipc.new_stream(buffer, piece.schema) as stream:
        stream.write_table(piece)
    return buffer.getvalue()


def _columns(library: str, value: Any) -> Iterator[tuple[object, object]]:
    if library == "numpy":
        yield from ((name, value.dtype) for name in _names_of(value))
    elif library == "pyarrow":
        yield from ((each.name, each.type) for each in value.schema)
    elif value.ndim == 1 if library == "pandas" else not hasattr(value, "columns"):
        yield value.name or "value", value.dtype
    else:
        yield from zip(value.columns, value.dtypes, strict=True)


def _names_of(array: Any) -> list[str]:
    return ["value"] if array.ndim == 1 else [str(n) for n in range(array.shape[1])]


def _is_table(array: Any) -> bool:
    if array.dtype.char not in NUMBERS or array.ndim not in (1, 2):
        return False
    return bool(array.ndim == 1 or array.shape[1] <= MOST_COLUMNS)


def _copies_on_write() -> bool:
    """Whether pandas copies before it changes what is shared: always from version 3 on."""
    pandas = sys.modules["pandas"]
    if int(pandas.__version__.partition(".")[0]) >= 3:
        return True
    return pandas.get_option("mode.copy_on_write") is True


def _arrow(name: str, value: Any) -> Attachment:
    import pyarrow.parquet

    buffer = BytesIO()
    pyarrow.parquet.write_table(value, buffer)
    metadata = {"format": "parquet", "encoding": "utf-8"}
    return Attachment(name=name, type="dataframe", data=buffer.getvalue(), metadata=metadata)
