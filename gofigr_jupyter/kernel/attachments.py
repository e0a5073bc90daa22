"""Tables and files that the user attaches to a figure in `publish`."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.provenance.secrets import Guard
from gofigr_jupyter.publishing.publication import Attachment


def tables(
    dataframes: Any,  # a frame of any library, or several
    guard: Guard,
) -> tuple[Attachment, ...]:
    """Data frames (one, a list, or by name) as Parquet, as CSV where Parquet cannot be written.

    Secrets in the names of their columns are taken out.

    Raises InvalidInput for what is no data frame.
    """
    if dataframes is None:
        return ()
    if isinstance(dataframes, Mapping):
        named = [(str(name), frame) for name, frame in dataframes.items()]
    else:
        several = dataframes if isinstance(dataframes, list | tuple) else [dataframes]
        named = [(f"table {number}", frame) for number, frame in enumerate(several, start=1)]
    return tuple(table(name, without_secret_names(frame, guard)) for name, frame in named)


def files(paths: Any) -> tuple[Attachment, ...]:
    """Files (a path, several, or by name) with their bytes as they are now.

    Raises InvalidInput for what cannot be read.
    """
    if paths is None:
        return ()
    if isinstance(paths, Mapping):
        named = [(str(name), _path(path)) for name, path in paths.items()]
    else:
        several = isinstance(paths, Iterable) and not isinstance(paths, str | os.PathLike)
        listed: Iterable[object] = paths if several else [paths]
        named = [(_path(path).name, _path(path)) for path in listed]
    return tuple(_file(name, path) for name, path in named)


def table(name: str, frame: Any) -> Attachment:
    """One data frame as Parquet, as CSV where Parquet cannot be written.

    Raises InvalidInput for what is no data frame.
    """
    parquet = getattr(frame, "to_parquet", None) or getattr(frame, "write_parquet", None)
    if parquet is None:
        raise InvalidInput(
            f"{name!r} is {type(frame).__name__}, not a data frame.",
            hint="Give dataframes={'name': frame}.",
            field="dataframes",
        )
    buffer = BytesIO()
    try:
        parquet(buffer)
        return _attached(name, buffer.getvalue(), "parquet")
    except (ImportError, TypeError, ValueError):
        # No Parquet library, or values that Parquet has no type for; both say it in many ways.
        csv = getattr(frame, "to_csv", None) or frame.write_csv
        return _attached(name, str(csv()).encode(), "csv")


def without_secret_names(frame: Any, guard: Guard) -> Any:
    """`frame`, or a copy with other names where those of its columns or index have secrets."""
    columns = list(getattr(frame, "columns", ()))
    index = list(frame.index.names) if hasattr(frame, "index") else []
    names = [_clean(name, guard) for name in (*columns, *index)]
    if names == [*columns, *index]:
        return frame
    renamed = frame.copy(deep=False) if hasattr(frame, "copy") else frame.clone()
    renamed.columns = names[: len(columns)]
    if index:
        renamed.index = frame.index.set_names(names[len(columns) :])
    return renamed


def _clean(name: object, guard: Guard) -> object:
    if isinstance(name, tuple):  # one for each level
        return tuple(_clean(each, guard) for each in name)
    return guard.clean(name) if isinstance(name, str) else name


def _attached(name: str, data: bytes, form: str) -> Attachment:
    return Attachment(
        name=name,
        type="dataframe",
        data=data,
        metadata={"format": form, "encoding": "utf-8"},
    )


def _file(name: str, path: Path) -> Attachment:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"The file {str(path)!r} cannot be attached: {error.strerror}.",
            hint="Give files=['path'] or files={'name': 'path'}.",
            field="files",
        ) from error
    return Attachment(name=name, type="file", data=data, metadata={"path": str(path)})


def _path(path: object) -> Path:
    if not isinstance(path, str | os.PathLike):
        raise InvalidInput(
            f"{path!r} is not a path.",
            hint="Give files=['path'] or files={'name': 'path'}.",
            field="files",
        )
    return Path(path)
