"""Knowledge: what is known of a revision, gathered for somebody who may read it.

Rows are read in a transaction, bytes afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.insight.chart import Chart
from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.origin import Code, Dataset, Origin, origin_facts
from gofigr_jupyter.insight.reading import chart_of
from gofigr_jupyter.insight.replies.answers import Known
from gofigr_jupyter.insight.specs import scales
from gofigr_jupyter.insight.table import UnreadableTable, read_table
from gofigr_jupyter.insight.written import written_facts
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets import uses
from gofigr_jupyter.service.domain.assets.model import Used
from gofigr_jupyter.service.domain.insight import usage
from gofigr_jupyter.service.domain.insight.model import NOTHING_CHOSEN, AiSettings
from gofigr_jupyter.service.domain.model import (
    SECOND,
    Actor,
    DataItem,
    DataType,
    JsonText,
    Revision,
    Right,
)
from gofigr_jupyter.service.domain.ports import Blobs, Transaction

PLOTTED = "plotted data"
CELL = "Jupyter Cell"
PYTHON = "python"
MOST_CODE = 1024 * 1024
MOST_SPEC = 16 * 1024 * 1024
NOT_KEPT = "The numbers that this revision shows are not kept, only its picture."


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A revision with the rows of its data."""

    revision: Revision
    items: Sequence[DataItem]


@dataclass(frozen=True, kw_only=True)
class Gathered(Kept):
    """All rows that tell about a revision, and the settings that hold for who asks.

    `written` is what was read in its picture, line by line.
    """

    figure: str
    written: str
    before: Kept | None
    used: Sequence[Used]
    settings: AiSettings


def gather(tx: Transaction, actor: Actor, id: str) -> Gathered:
    """The rows of a revision. Raises what `access.revision` raises."""
    revision = access.revision(tx, actor, id)
    figure = tx.figures.get(revision.figure_id)
    return Gathered(
        revision=revision,
        items=tx.data.of_revision(revision.id),
        figure=figure.name if figure else "",
        written=tx.looks.text(revision.id),
        before=_before(tx, actor, revision),
        used=uses.used_by(tx, actor, revision),
        settings=settings_for(tx, actor, revision),
    )


def settings_for(tx: Transaction, actor: Actor, revision: Revision) -> AiSettings:
    """Who answers: of a model elsewhere only members of the workspace may make use."""
    if not access.may(tx, actor, revision.workspace_id, Right.READ):
        return NOTHING_CHOSEN
    return usage.chosen(tx, revision.workspace_id)


def known_of(blobs: Blobs, found: Gathered) -> Known:
    """What is known of a revision."""
    from gofigr_jupyter.insight.facts import facts_of  # brings numpy

    chart, limits = _chart(blobs, found)
    shown = facts_of(chart) if chart else written_facts(found.written)
    facts = [*shown, *limits, *_scales(blobs, found.items)]
    facts += origin_facts(origin_of(blobs, found))
    if found.before is not None:
        facts += _changes(blobs, found.before, found, chart)
    return Known(facts=tuple(facts), chart=chart)


def changes(blobs: Blobs, before: Kept, after: Kept) -> tuple[Fact, ...]:
    """What the later of two revisions has that the earlier has not: in data and in code."""
    return _changes(blobs, before, after, _chart(blobs, after)[0])


def _changes(blobs: Blobs, before: Kept, after: Kept, new: Chart | None) -> tuple[Fact, ...]:
    """The same, where the chart of the later one is known."""
    from gofigr_jupyter.insight.differences import differences  # brings numpy

    old = _chart(blobs, before)[0]
    told = list(differences(old, new)) if old and new else []
    if old is None or new is None:
        text = "The numbers of one of the two revisions are not kept: they cannot be compared."
        told.append(Fact(topic=Topic.CHANGE, text=text))
    elif not told:
        told.append(Fact(topic=Topic.CHANGE, text="The plotted data did not change."))
    return (*told, *_code_changes(code_of(blobs, before.items), code_of(blobs, after.items)))


def origin_of(blobs: Blobs, found: Gathered) -> Origin:
    """Where a revision comes from."""
    revision = found.revision
    at = datetime.fromtimestamp(revision.created_on / SECOND, UTC)
    files = [Dataset(used.asset_name, used.revision.size_bytes, "kept") for used in found.used]
    tables = [
        Dataset(item.name or "table", item.size_bytes, "kept as a table")
        for item in found.items
        if item.type is DataType.DATAFRAME and item.name != PLOTTED
    ]
    metadata = _object(revision.metadata)
    return Origin(
        figure=found.figure,
        number=revision.revision_index + 1,
        created_by=revision.created_by,
        created_on=f"{at:%Y-%m-%d %H:%M} UTC",
        metadata=metadata,
        code=code_of(blobs, found.items),
        datasets=[*files, *_elsewhere(metadata), *tables],
    )


def code_of(blobs: Blobs, items: Sequence[DataItem]) -> Sequence[Code]:
    """The code that made a figure, its own cell first."""
    found = [item for item in items if is_code(item)]
    found.sort(key=lambda item: item.name != CELL)
    return [
        Code(item.name or "code", blobs.get(item.hash).decode("utf-8", "replace"))
        for item in found
        if item.size_bytes <= MOST_CODE
    ]


def is_code(item: DataItem) -> bool:
    """Whether a data object is code that ran, and not a patch."""
    language = str(_object(item.metadata).get("language", PYTHON)).lower()
    return item.type is DataType.CODE and language != "diff"


def _before(tx: Transaction, actor: Actor, revision: Revision) -> Kept | None:
    before, _ = tx.revisions.neighbors(revision)
    if before is None:
        return None
    try:
        access.revision(tx, actor, before.id)
    except GoFigrError:  # only this one was shared
        return None
    return Kept(revision=before, items=tx.data.of_revision(before.id))


def _chart(blobs: Blobs, kept: Kept) -> tuple[Chart | None, list[Fact]]:
    """The chart of a revision, and what is not known of it."""
    item = next((i for i in kept.items if i.name == PLOTTED), None)
    if item is None:
        return None, [Fact(topic=Topic.LIMITS, text=NOT_KEPT)]
    try:
        table = read_table(blobs.get(item.hash))
    except UnreadableTable as error:
        return None, [Fact(topic=Topic.LIMITS, text=str(error))]
    chart = chart_of(table, unread=tuple(_unread(kept.revision.metadata)))
    return _without_cut(chart, _object(item.metadata).get("cut"))


def _without_cut(chart: Chart, cut: object) -> tuple[Chart, list[Fact]]:
    """The chart without series of which only the first rows are kept: those prove nothing."""
    parts = {
        (part.get("axes"), part.get("kind"), part.get("series") or ""): part.get("rows")
        for part in (cut if isinstance(cut, list) else ())
        if isinstance(part, dict)
    }
    limits = [
        Fact(
            topic=Topic.LIMITS,
            text=f"Of the {kind} {name!r} only the first of {rows} rows are kept, so nothing is "
            "computed from them.",
        )
        for (_, kind, name), rows in parts.items()
    ]
    whole = tuple(s for s in chart.series if (s.axes, s.kind, s.name) not in parts)
    return replace(chart, series=whole), limits


def _unread(metadata: JsonText) -> Iterator[str]:
    provenance = _object(metadata).get("provenance")
    notes = provenance.get("notes") if isinstance(provenance, dict) else None
    for note in notes if isinstance(notes, list) else ():
        if isinstance(note, dict) and note.get("about") == PLOTTED:
            yield str(note.get("text"))


def _scales(blobs: Blobs, items: Sequence[DataItem]) -> Iterator[Fact]:
    for item in items:
        mime = str(_object(item.metadata).get("mime", ""))
        drawn = mime.startswith(("application/vnd.plotly", "application/vnd.vega"))
        if item.type is DataType.TEXT and drawn and item.size_bytes <= MOST_SPEC:
            try:
                yield from scales(json.loads(blobs.get(item.hash)))
            except (ValueError, RecursionError):
                return


def _elsewhere(metadata: Mapping[str, Any]) -> Iterator[Dataset]:
    """Inputs whose bytes are not kept here."""
    provenance = metadata.get("provenance")
    inputs = provenance.get("inputs") if isinstance(provenance, dict) else None
    for one in inputs if isinstance(inputs, list) else ():
        if isinstance(one, dict) and not one.get("asset_revision") and one.get("path"):
            size = one.get("size")
            yield Dataset(str(one["path"]), size if isinstance(size, int) else None, "not kept")


def _code_changes(before: Sequence[Code], after: Sequence[Code]) -> Iterator[Fact]:
    from difflib import ndiff

    old, new = (code[0].text.splitlines() if code else [] for code in (before, after))
    if old == new:
        if old:
            yield Fact(topic=Topic.CHANGE, text="The code of its cell did not change.")
        return
    marks = [line[:1] for line in ndiff(old, new)] if len(old) + len(new) < 2000 else []
    numbers = {"added": float(marks.count("+")), "removed": float(marks.count("-"))}
    counts = f": {marks.count('+')} lines came, {marks.count('-')} went" if marks else ""
    yield Fact(topic=Topic.CHANGE, text=f"The code of its cell changed{counts}.", numbers=numbers)


def _object(text: JsonText) -> Mapping[str, Any]:
    found = json.loads(text)
    return found if isinstance(found, dict) else {}
