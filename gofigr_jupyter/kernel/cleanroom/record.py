"""Source, manifest and tables of one call in a clean room, as they go with its figures."""

from __future__ import annotations

import json
import platform
import sys
from collections.abc import Mapping
from importlib import metadata
from io import BytesIO
from types import FunctionType, ModuleType
from typing import Any

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.kernel.attachments import table
from gofigr_jupyter.kernel.cleanroom.parameters import Param, is_table
from gofigr_jupyter.kernel.cleanroom.room import source_of
from gofigr_jupyter.kernel.words import size
from gofigr_jupyter.provenance.secrets import redact
from gofigr_jupyter.publishing.publication import Attachment

MOST_BYTES = 100 * 1024 * 1024
SOURCE, MANIFEST = "Clean Room Source", "Clean Room Manifest"


def tables_of(arguments: Mapping[str, Any]) -> tuple[Attachment, ...]:
    """The data frames among the arguments, as Parquet.

    Raises InvalidInput for those that cannot be kept whole.
    """
    frames = {name: value for name, value in arguments.items() if is_table(value)}
    held = sum(int(frame.memory_usage(deep=True).sum()) for frame in frames.values())
    if held > MOST_BYTES:
        raise InvalidInput(
            f"The data frames take {size(held)}, over a clean room's limit of {size(MOST_BYTES)}.",
            hint="Give the rows and columns that the figure needs.",
        )
    kept = tuple(table(name, frame) for name, frame in frames.items())
    for each in kept:
        if each.metadata["format"] != "parquet":
            raise InvalidInput(
                f"The data frame {each.name!r} cannot be kept as Parquet.",
                hint="Install pyarrow, and give its columns types that Parquet has.",
                field=each.name,
            )
    return tuple(_clean(each) for each in kept)


def read_back(arguments: Mapping[str, Any], tables: tuple[Attachment, ...]) -> dict[str, Any]:
    """The arguments with each data frame as it is kept: what runs is what is stored."""
    kept = {each.name: each.data for each in tables}
    pandas = sys.modules.get("pandas")
    return {
        name: pandas.read_parquet(BytesIO(kept[name])) if pandas and name in kept else value
        for name, value in arguments.items()
    }


def record(
    function: FunctionType,
    arguments: Mapping[str, Any],
    params: Mapping[str, Param],
    *,
    imports: Mapping[str, ModuleType],
    allowed: tuple[str, ...],
) -> tuple[Attachment, ...]:
    """Source and manifest of a call, without secrets but those `allowed`."""
    entries = {
        name: {"type": "dataframe"} if is_table(value) else params[name].entry(value)
        for name, value in arguments.items()
    }
    told = {
        "language": "python",
        "language_version": platform.python_version(),
        "function_name": function.__name__,
        "packages": versions(imports),
        "imports": {alias: module.__name__ for alias, module in imports.items()},
        "parameters": entries,
        "rendering": _rendering(),
    }
    source = redact(source_of(function), allowed).text.encode()
    manifest = redact(json.dumps(told, ensure_ascii=False), allowed).text.encode()
    code = {"language": "python", "format": "clean_room", "function_name": function.__name__}
    text = {"format": "json", "role": "manifest"}
    return (
        _clean(Attachment(name=SOURCE, type="code", data=source, metadata=_utf8(code))),
        _clean(Attachment(name=MANIFEST, type="text", data=manifest, metadata=_utf8(text))),
    )


def _clean(attachment: Attachment) -> Attachment:
    return Attachment(
        name=attachment.name,
        type=attachment.type,
        data=attachment.data,
        metadata=attachment.metadata,
        is_clean_room=True,
    )


def _utf8(told: dict[str, str]) -> dict[str, Any]:
    return {**told, "encoding": "utf-8"}


def versions(imports: Mapping[str, ModuleType]) -> dict[str, str]:
    """The versions of what is imported, by the names under which it is installed."""
    roots = sorted({module.__name__.partition(".")[0] for module in imports.values()})
    found = {}
    for root in roots:
        try:
            found[root] = metadata.version(root)
        except metadata.PackageNotFoundError:  # it is installed under another name
            found[root] = str(getattr(sys.modules[root], "__version__", ""))
    return {name: version for name, version in found.items() if version}


def _rendering() -> dict[str, Any]:
    matplotlib = sys.modules.get("matplotlib")
    return {} if matplotlib is None else {"dpi": matplotlib.rcParams["figure.dpi"]}
