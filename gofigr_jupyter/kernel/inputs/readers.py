"""Readers: what libraries read past Python's `open`, told by the functions that they offer for it.

pyarrow, polars, DuckDB, HDF5 and netCDF open files in C++ or Rust, which no audit event tells of;
zarr opens them in threads, where nobody knows for which line. Their functions are wrapped as their
modules are imported: what they are given is told, and they do what they always did.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import wraps
from types import ModuleType
from typing import Any

from gofigr_jupyter.capture.imports import Imports
from gofigr_jupyter.provenance.given import sources_in, sources_in_sql

Tell = Callable[[Iterator[str]], None]
"""Told the files and addresses that a reader was given; never raises."""

_POLARS = "csv csv_batched parquet ipc ipc_stream json ndjson avro excel ods delta lines"
_DUCKDB = "read_csv read_json read_parquet from_csv_auto from_parquet sql query execute from_query"
_XARRAY = "dataarray dataset datatree groups mfdataset zarr"
READERS: Mapping[str, tuple[str, ...]] = {
    "pyarrow": ("memory_map", "input_stream"),
    "pyarrow.parquet": ("read_table", "read_pandas", "ParquetFile.__init__"),
    "pyarrow.feather": ("read_table", "read_feather"),
    "pyarrow.csv": ("read_csv", "open_csv"),
    "pyarrow.json": ("read_json", "open_json"),
    "pyarrow.orc": ("read_table", "ORCFile.__init__"),
    "pyarrow.dataset": ("dataset", "parquet_dataset"),
    "polars": (
        *(f"read_{form}" for form in _POLARS.split()),
        *(f"scan_{form}" for form in _POLARS.split()),
    ),
    "duckdb": (
        "connect",
        *_DUCKDB.split(),
        *(f"DuckDBPyConnection.{name}" for name in _DUCKDB.split()),
    ),
    "h5py": ("File.__init__",),
    "tables": ("open_file",),
    "netCDF4": ("Dataset.__init__",),
    "zarr": ("open", "open_array", "open_consolidated", "open_group", "load"),
    "xarray": (
        *(f"open_{what}" for what in _XARRAY.split()),
        *(f"load_{what}" for what in ("dataarray", "dataset", "datatree")),
    ),
}
"""The functions of each module that read what their first argument names."""
SQL = frozenset({"sql", "query", "execute", "from_query"})
NAMES = ("source", "sources", "path", "paths", "file", "filename", "where", "name", "path_or_paths")
NAMES_OF_MORE = (
    "store",
    "filename_or_obj",
    "input_file",
    "path_or_buffer",
    "path_or_file",
    "file_glob",
    "database",
    "query",
)


class Readers:
    """Wraps the readers in READERS, those of modules to come as soon as they are imported."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._imports = Imports(READERS, self.wrap)
        self._wrapped: list[tuple[Any, str, Any, Any]] = []

    def install(self) -> None:
        """Wrap from now on; harmless when that is so."""
        self._imports.install()

    def remove(self) -> None:
        """Leave the libraries as they were."""
        self._imports.remove()
        for owner, name, wrapper, original in reversed(self._wrapped):
            if vars(owner).get(name) is wrapper:
                setattr(owner, name, original)
        self._wrapped.clear()

    def wrap(self, module: ModuleType) -> None:
        """Wrap the readers of `module` that it has."""
        for dotted in READERS[module.__name__]:
            owner: Any = module
            *classes, name = dotted.split(".")
            for part in classes:
                owner = getattr(owner, part, None)
            original = getattr(owner, name, None)
            if original is not None:
                self._replace(owner, name, original, _reading(original, name, self._tell, classes))

    def _replace(self, owner: Any, name: str, original: Any, wrapper: Any) -> None:
        """Put `wrapper` where it is offered and where it is defined, or pickling would fail."""
        home = sys.modules.get(getattr(original, "__module__", None) or "")
        places = [owner] if isinstance(owner, type) else [owner, home]
        for place, called in zip(places, (name, original.__name__), strict=False):
            if place is not None and vars(place).get(called) is original:
                with suppress(TypeError):  # of a class in C that does not let itself be changed
                    setattr(place, called, wrapper)
                    self._wrapped.append((place, called, wrapper, original))


def _reading(original: Any, name: str, tell: Tell, classes: list[str]) -> Any:
    first = len(classes)  # after `self`
    sources = sources_in_sql if name in SQL else sources_in

    @wraps(original)
    def reading(*args: Any, **kw: Any) -> Any:
        __tracebackhide__ = True  # a reader's errors are the user's own
        given = args[first] if len(args) > first else _named(kw)
        if _is_reading(args[first + 1 : first + 2], kw):
            tell(sources(given))
        return original(*args, **kw)

    return reading


def _named(given: Mapping[str, Any]) -> object:
    return next((given[name] for name in (*NAMES, *NAMES_OF_MORE) if name in given), None)


def _is_reading(second: tuple[Any, ...], given: Mapping[str, Any]) -> bool:
    mode = given.get("mode", second[0] if second else None)
    return not (isinstance(mode, str) and mode[:1] in ("w", "x"))
