"""Running a stored revision of a clean room again, with its parameters or others."""

from __future__ import annotations

import ast
import json
import linecache
import warnings
from collections.abc import Callable, Mapping
from io import BytesIO
from types import FunctionType
from typing import Any

from gofigr_jupyter.collection.figures import Recipe
from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.kernel.cleanroom.parameters import (
    CheckboxParam,
    DropdownParam,
    Entry,
    Param,
    SliderParam,
    StaticParam,
    TextParam,
    type_of,
)
from gofigr_jupyter.kernel.cleanroom.record import versions
from gofigr_jupyter.kernel.cleanroom.reproducible import CleanRoom, Publish
from gofigr_jupyter.kernel.cleanroom.room import imported
from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.provenance.secrets import removed_from

TABLE = "dataframe"


def rerun(
    recipe: Recipe,
    changed: Mapping[str, Any],
    *,
    session: Callable[[], Session],
    publish: Publish,
) -> Any:
    """See `gofigr_jupyter.rerun`; `recipe` is what was kept of the revision."""
    manifest = json.loads(recipe.manifest)
    if removed_from((recipe.source, recipe.manifest)):
        raise InvalidInput(
            "A secret was taken out of this revision's code, so it cannot be run as it was.",
            hint="Copy the code from gofigr_jupyter.figure(...) and put the secret in again.",
        )
    entries: dict[str, Entry] = manifest["parameters"]
    _refuse(changed, entries)
    function = _defined(recipe.source, str(manifest["function_name"]), entries)
    tables = {name: _table(data) for name, data in recipe.tables.items()}
    kept = {n: tables[n] if e["type"] == TABLE else e["value"] for n, e in entries.items()}
    _tell_other_versions(function, manifest)
    room = CleanRoom(function, session, packages=manifest["imports"], publish=publish)
    if not changed and session().screen.live:
        from gofigr_jupyter.kernel.cleanroom.controls import show_controls

        show_controls(room, (), kept)
        return None
    return room(**{**kept, **changed})


def _refuse(changed: Mapping[str, Any], entries: Mapping[str, Entry]) -> None:
    """Raises InvalidInput for a value that the revision does not take."""
    for name, value in changed.items():
        entry = entries.get(name)
        if entry is None:
            listed = ", ".join(entries) or "none"
            raise InvalidInput(
                f"This revision has no parameter {name!r}.",
                hint=f"Its parameters: {listed}.",
                field=name,
            )
        if entry["type"] == TABLE:
            continue  # a clean room refuses what is no data frame where one is used
        if isinstance(_param(entry), StaticParam):
            raise InvalidInput(
                f"The parameter {name!r} is fixed at {entry['value']!r}.",
                hint="Copy the code from gofigr_jupyter.figure(...) to change it.",
                field=name,
            )
        fitting = {entry["type"], *(("integer",) if entry["type"] == "number" else ())}
        if type(value) not in (bool, int, float, str) or type_of(value) not in fitting:
            raise InvalidInput(
                f"The parameter {name!r} cannot be {value!r}.",
                hint=f"It is of the type {entry['type']}, as {entry['value']!r} is.",
                field=name,
            )


def _defined(source: str, name: str, entries: Mapping[str, Entry]) -> FunctionType:
    """The function that `source` defines, with its parameters as the manifest tells them.

    Defaults and types in its definition may name what is not there any more: they are left out.
    """
    tree = ast.parse(source)
    defined = next(s for s in tree.body if isinstance(s, ast.FunctionDef) and s.name == name)
    arguments = defined.args
    positional = [*arguments.posonlyargs, *arguments.args]
    for each in (*positional, *arguments.kwonlyargs):
        each.annotation = None
    arguments.defaults, arguments.kw_defaults = [], [None for _ in arguments.kwonlyargs]
    defined.decorator_list, defined.returns = [], None
    file = f"<clean room {name}>"
    # Where `inspect` looks for the source of a function that has no file.
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names: dict[str, Any] = {}
    exec(compile(tree, file, "exec"), names)  # noqa: S102 - what the user asked for by its id
    function: FunctionType = names[name]
    function.__defaults__ = tuple(_param(entries[each.arg]) for each in positional)
    function.__kwdefaults__ = {e.arg: _param(entries[e.arg]) for e in arguments.kwonlyargs}
    return function


def _param(entry: Entry) -> Param:
    """How a parameter is chosen, as the manifest tells."""
    value = entry.get("value")
    match entry.get("widget"):
        case "slider":
            return SliderParam(value, min=entry["min"], max=entry["max"], step=entry["step"])
        case "dropdown":
            return DropdownParam(value, choices=tuple(entry["choices"]))
        case "checkbox":
            return CheckboxParam(value)
        case "text":
            return TextParam(value)
    return StaticParam(value)


def _table(data: bytes) -> Any:
    import pandas  # of the user; a clean room with tables had it

    return pandas.read_parquet(BytesIO(data))


def _tell_other_versions(function: FunctionType, manifest: Mapping[str, Any]) -> None:
    here = versions(imported(manifest["imports"], function))
    other = [
        f"{name} {here[name]} (it was {version})"
        for name, version in manifest["packages"].items()
        if here.get(name, version) != version
    ]
    if other:
        told = ", ".join(other)
        warnings.warn(f"This runs with {told}: the figure may look different.", stacklevel=4)
