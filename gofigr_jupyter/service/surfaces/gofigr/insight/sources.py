"""What a figure was made by and from, over the wire: its code and its data."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from gofigr_jupyter.service.domain.assets.model import Used
from gofigr_jupyter.service.domain.insight import knowledge, titling
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import Provider
from gofigr_jupyter.service.domain.model import DataItem, DataType
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.insight import answering
from gofigr_jupyter.service.surfaces.gofigr.insight.questions import gathered
from gofigr_jupyter.wire import insight as wire

OUTPUTS = {DataType.IMAGE: "picture", DataType.TEXT: "text", DataType.FILE: "file"}


def show_code(call: Call) -> wire.FigureCode:
    """The code that made a figure: the cells it depends on, in the order in which they ran."""
    found = gathered(call, call.decode(wire.AboutBody).figure_revision)
    items = [item for item in found.items if knowledge.is_code(item)]
    # Earlier cells follow the figure's own among the data objects; they ran before it.
    ordered = [item for item in items if item.name != knowledge.CELL]
    ordered += [item for item in items if item.name == knowledge.CELL]
    unsure = _unsure(found.revision.metadata)
    pieces = [
        _piece(call, item, unsure) for item in ordered if item.size_bytes <= knowledge.MOST_CODE
    ]
    return wire.FigureCode(
        code="\n\n".join(f"# {piece.name}\n{piece.code}".rstrip() for piece in pieces),
        pieces=pieces,
    )


def show_datasets(call: Call) -> wire.Datasets:
    """The files and tables that a figure was made from, and what came out of its code."""
    found = gathered(call, call.decode(wire.AboutBody).figure_revision)
    files = list(_files(found))
    tables = [
        _item(item, "table")
        for item in found.items
        if item.type is DataType.DATAFRAME and item.name != knowledge.PLOTTED
    ]
    return wire.Datasets(
        external_data=files, ai_inputs=[*files, *tables], ai_outputs=list(_outputs(found.items))
    )


def show_description(call: Call) -> wire.Described:
    """The title and the description of a revision, and who gave it them."""
    id = call.decode(wire.AboutBody).figure_revision
    title, description, use = call.service.database.read(
        lambda tx: titling.described(tx, call.actor, id)
    )
    if use is None:
        return wire.Described(title=title, description=description)
    is_computed = use.provider is Provider.LOCAL
    return wire.Described(
        title=title,
        description=description,
        provider=use.provider.value,
        model=use.model,
        origin=answering.COMPUTED if is_computed else answering.AI,
    )


def _piece(call: Call, item: DataItem, unsure: Mapping[object, bool]) -> wire.CodePiece:
    about = _object(json.loads(item.metadata))
    doubtful = unsure.get(about.get("execution_count"), False) and item.name != knowledge.CELL
    return wire.CodePiece(
        name=item.name or "code",
        language=str(about.get("language") or ""),
        code=call.service.blobs.get(item.hash).decode("utf-8", "replace"),
        confidence="unsure" if doubtful else "sure",
    )


def _files(found: Gathered) -> Iterator[wire.Dataset]:
    """The files as the figure's metadata tell of them, and other assets that it is linked to."""
    provenance = _object(_object(json.loads(found.revision.metadata)).get("provenance"))
    linked: dict[str, Used] = {used.revision.id: used for used in found.used}
    for one in _rows(provenance.get("inputs")):
        used = linked.pop(str(one.get("asset_revision")), None)
        size, digest = one.get("size"), one.get("blake3")
        yield wire.Dataset(
            name=str(one.get("path") or (used.asset_name if used else "")),
            kind="file",
            size_bytes=size if isinstance(size, int) else None,
            hash=digest if isinstance(digest, str) else None,
            via=str(one["via"]) if one.get("via") else None,
            kept="whole" if used else "not kept",
            asset_revision=used.revision.id if used else None,
        )
    for used in linked.values():
        yield wire.Dataset(
            name=used.asset_name,
            kind="file",
            size_bytes=used.revision.size_bytes,
            via=used.use_type.value,
            kept="whole",
            asset_revision=used.revision.id,
        )


def _outputs(items: Sequence[DataItem]) -> Iterator[wire.Dataset]:
    for item in items:
        if item.name == knowledge.PLOTTED:
            yield _item(item, knowledge.PLOTTED)
        elif item.type in OUTPUTS and item.name != "installed packages":
            yield _item(item, OUTPUTS[item.type])


def _item(item: DataItem, kind: str) -> wire.Dataset:
    about = _object(json.loads(item.metadata))
    kept = about.get("kept")
    return wire.Dataset(
        name=item.name or kind,
        kind=kind,
        size_bytes=item.size_bytes,
        hash=item.hash,
        kept=kept if isinstance(kept, str) else "whole",
        data=item.id,
    )


def _unsure(metadata: str) -> Mapping[object, bool]:
    """Which executions it is not sure of that they had a part in the figure."""
    provenance = _object(_object(json.loads(metadata)).get("provenance"))
    parts = _rows(provenance.get("slice"))
    return {p.get("execution_count"): p.get("confidence") == "unsure" for p in parts}


def _rows(value: object) -> Sequence[Mapping[str, Any]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
