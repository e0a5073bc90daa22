"""What additions add to a revision: data objects, and what its metadata say about them."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gofigr_jupyter.capture.alt import alt_text
from gofigr_jupyter.capture.plotted import Column
from gofigr_jupyter.delivery.encode import PLOTTED, data_object, plotted_object
from gofigr_jupyter.delivery.metadata import recorded_name
from gofigr_jupyter.delivery.plotted.parquet import Numbers, parquet
from gofigr_jupyter.delivery.plotted.reading import PlottedData, ready
from gofigr_jupyter.delivery.plotted.table import CREATOR
from gofigr_jupyter.lineage.imports import reached
from gofigr_jupyter.lineage.source import parse
from gofigr_jupyter.provenance.secrets import removed_from
from gofigr_jupyter.publishing.additions import Additions, Module, Table
from gofigr_jupyter.publishing.publication import ALT
from gofigr_jupyter.wire.revisions import Revision

Json = dict[str, Any]
CHANGED = "{} was changed after it was imported: kept is what was imported."


@dataclass(frozen=True)
class Added:
    """The data objects to be added to a revision, and its metadata then."""

    data: list[Json]
    metadata: Json


def added_to(revision: Revision, additions: Additions) -> Added:
    """What `additions` add to `revision`: plotted data, and the tables that its code used."""
    metadata = revision.metadata if isinstance(revision.metadata, dict) else {}
    provenance = dict(metadata.get("provenance") or {})
    there = {(data.type, data.name) for data in revision.data or ()}
    used = _used(additions.source, _own_lines(provenance))
    tables = [table for table in additions.tables if table.name in used]
    plotted = PlottedData(table=None) if additions.plotted is None else ready(additions.plotted)
    modules = _modules(additions, provenance.get("imports") or [])
    data = [
        *plotted_object(plotted),
        *(d for table in tables for d in _objects(table)),
        *(_code(module) for module in modules),
    ]
    notes = [
        *(
            note
            for note in provenance.get("notes") or []
            if note.get("about") not in ("tables", "modules")
        ),
        *({"about": PLOTTED, "text": text} for text in plotted.unread),
        *({"about": "tables", "text": f"{t.name}: {t.note}."} for t in tables if t.note),
        *({"about": "modules", "text": CHANGED.format(m.name)} for m in modules if m.changed),
    ]
    if (
        additions.plotted is not None and ("dataframe", PLOTTED) in there
    ):  # killed after it had been added
        notes = list(provenance.get("notes") or [])
    provenance = {
        **provenance,
        "notes": notes,
        "tables": [_told(table) for table in tables],
        "modules": [{"name": m.name, "path": m.path, "changed": m.changed} for m in modules],
    }
    if "modules" not in metadata.get("provenance", {}):  # else they were counted before
        found = Counter(provenance.get("redactions") or {}) + Counter(additions.redactions)
        provenance["redactions"] = dict(found + removed_from(_texts(tables, modules)))
    new = [each for each in data if (each["type"], each["name"]) not in there]
    alt = _alt_text(metadata, plotted.words)
    return Added(data=new, metadata={**metadata, **alt, "provenance": provenance})


def _texts(tables: Iterable[Table], modules: Iterable[Module]) -> Iterator[str]:
    """What may have held secrets: the names of columns, and code."""
    yield from (name for table in tables for name, _ in table.columns)
    yield from (module.source for module in modules)


def _alt_text(metadata: Json, words: str) -> Json:
    """The alt text where what a figure shows comes later than the figure."""
    name, backend = recorded_name(metadata), str(metadata.get("backend"))
    if not words or metadata.get(ALT) != alt_text(name, "", backend=backend):
        return {}  # there is nothing to tell, or the author has told it
    return {ALT: alt_text(name, words, backend=backend)}


def _own_lines(provenance: Mapping[str, Any]) -> frozenset[int] | None:
    """The lines of the figure's own cell that made it; None where that is not known."""
    cells = provenance.get("slice") or []
    lines = cells[-1].get("lines") if cells and isinstance(cells[-1], dict) else None
    return frozenset(lines) if lines else None


def _used(source: str, lines: frozenset[int] | None) -> set[str]:
    """The names that these lines of `source` read; all of its lines where they are not known."""
    statements: list[ast.stmt] = parse(source).statements
    if lines is not None:  # of a script's `main` only what it does is in them, not itself
        inner = (each for whole in statements for each in ast.walk(whole))
        statements = [s for s in inner if isinstance(s, ast.stmt) and s.lineno in lines]
    return {
        node.id
        for statement in statements
        for node in ast.walk(statement)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def _modules(additions: Additions, names: Iterable[str]) -> list[Module]:
    """The user's modules that the slice imports, directly or through each other."""
    by_name = {module.name: module for module in additions.modules}
    sources = {name: module.source for name, module in by_name.items()}
    return [by_name[name] for name in reached(names, sources)]


def _code(module: Module) -> Json:
    metadata = {
        "language": "Python",
        "format": "text",
        "encoding": "utf-8",
        "module": module.name,
        "path": module.path,
    }
    return data_object(module.name, "code", module.source.encode(errors="replace"), metadata)


def _told(table: Table) -> Json:
    told: Json = {"name": table.name, "shape": list(table.shape), "kept": table.kept}
    if table.kept != "whole":
        told["columns"] = [{"name": name, "type": kind} for name, kind in table.columns]
        told["blake3"] = table.digest
    return told


def _objects(table: Table) -> Iterator[Json]:
    kept = table.attachment
    if kept is not None:
        yield data_object(kept.name, kept.type, kept.data, kept.metadata)
    elif table.numbers is not None:
        data = parquet(list(_columns(table.numbers.items())), creator=CREATOR)
        metadata = {"format": "parquet", "encoding": "utf-8"}
        yield data_object(table.name, "dataframe", data, metadata)


def _columns(numbers: Iterable[tuple[str, Column]]) -> Iterator[Numbers]:
    for name, column in numbers:
        values = column.doubles()
        yield Numbers(name, [(len(values), values.tobytes())])
