"""Revisions made from others or filed by the service: derived, added to, assigned to a figure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from gofigr_jupyter.ids import DataId, RevisionId, new_id
from gofigr_jupyter.service.domain import access, data_items, events, figures, short_ids
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.model import (
    Action,
    Actor,
    DataType,
    Figure,
    JsonText,
    Revision,
    Right,
)
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.revisions import Draft, create_revision, tell_above
from gofigr_jupyter.service.domain.texts import MOST_NAME

UNTITLED = "Anonymous Figure"
_TITLES = ("title", "figure_name", "figure")


def derive(
    tx: Transaction, actor: Actor, id: str, *, figure: str, metadata: JsonText | None = None
) -> Revision:
    """A new revision under `figure` with the tables and the links of another one.

    Links to assets that the actor may not read are left behind. It gets a short id, and the
    other's metadata unless it has its own. Pictures and code are not taken along: whoever derives
    draws anew.
    """
    source = access.revision(tx, actor, id)
    made = create_revision(
        tx,
        actor,
        Draft(
            figure=figure,
            metadata=source.metadata if metadata is None else metadata,
            is_clean_room=source.is_clean_room,
            short_id=short_ids.reserve(tx, actor) + "0",
        ),
    )
    tables = [i for i in tx.data.of_revision(source.id) if i.type is DataType.DATAFRAME]
    copies = [
        replace(item, id=DataId(new_id()), revision_id=made.id, position=position)
        for position, item in enumerate(tables)
    ]
    links = tx.links.of_revision(source.id)
    readable = access.readable_asset_revisions(tx, actor, {k.asset_revision_id for k in links})
    tx.data.add_all(copies, tx.now)
    tx.links.replace(
        made.id,
        [replace(k, revision_id=made.id) for k in links if k.asset_revision_id in readable],
    )
    return _grown(tx, actor, made, by=sum(item.size_bytes for item in copies))


def append_data(
    tx: Transaction, actor: Actor, id: str, drafts: Sequence[DraftData], *, silent: bool = False
) -> Revision:
    """Add data objects to a revision, after those that it has."""
    revision = access.open_revision(tx, actor, id)
    there = tx.data.of_revision(revision.id)
    items = data_items.made(revision.id, drafts, after=there[-1].position + 1 if there else 0)
    tx.data.add_all(items, tx.now)
    changed = replace(revision, updated_by=actor.username, updated_on=tx.now)
    tx.revisions.change(revision.id, updated_by=actor.username, updated_on=tx.now)
    grown = _grown(tx, actor, changed, by=sum(item.size_bytes for item in items))
    events.record(tx, actor, Action.UPDATE, grown, silent=silent)
    return grown


def auto_assign(tx: Transaction, actor: Actor, draft: Draft, *, analysis: str) -> Revision:
    """A new revision, filed in an analysis under the figure with its image's title.

    The first figure with that title is taken, or one is made; `draft.figure` is not looked at.
    """
    parent = access.analysis(tx, actor, analysis, need=Right.EDIT)
    name = title_of(draft)
    figure: Figure | None = tx.figures.first_named(parent.id, name)
    if figure is None:
        figure = figures.create_figure(tx, actor, analysis=parent.id, name=name)
    return create_revision(tx, actor, replace(draft, figure=figure.id))


def title_of(draft: Draft) -> str:
    """What the metadata calls the figure, else what its image is called."""
    told = json.loads(draft.metadata)
    names = [told.get(key) for key in _TITLES] if isinstance(told, dict) else []
    names += [
        item.name for item in draft.data if item.type == DataType.IMAGE and item.name != "figure"
    ]
    titles = (name.strip()[:MOST_NAME] for name in names if isinstance(name, str))
    return next((title for title in titles if title), UNTITLED)


def _grown(tx: Transaction, actor: Actor, revision: Revision, *, by: int) -> Revision:
    size = revision.size_bytes + by
    tx.revisions.change(RevisionId(revision.id), size_bytes=size)
    tell_above(tx, actor, revision, grown=by)
    return replace(revision, size_bytes=size)
