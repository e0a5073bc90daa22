"""Revisions of figures and their data: made, changed, moved, deleted.

The bytes of data objects are stored by their hash before a function here is called; it keeps the
rows that mention them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from gofigr_jupyter.errors import Conflict, InvalidInput
from gofigr_jupyter.ids import RevisionId, new_id
from gofigr_jupyter.service.domain import access, data_items, events, texts
from gofigr_jupyter.service.domain.assets import links
from gofigr_jupyter.service.domain.assets.links import DraftLink
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.model import (
    EMPTY_OBJECT,
    NO_WORDS,
    NOBODY,
    Action,
    Actor,
    Attributed,
    DataItem,
    Described,
    Figure,
    JsonText,
    Revision,
    Right,
)
from gofigr_jupyter.service.domain.ports import Transaction

MOST_SHORT_ID = 64


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A revision to be made. `client_id` becomes its id."""

    figure: str
    metadata: JsonText = EMPTY_OBJECT
    data: Sequence[DraftData] = ()
    links: Sequence[DraftLink] = ()
    is_clean_room: bool = False
    client_id: str | None = None
    short_id: str | None = None
    attribution: Attributed = NOBODY
    words: Described = NO_WORDS


class RevisionChanges(TypedDict, total=False):
    """What can be changed about a revision; `data` and `links` replace the whole list."""

    metadata: JsonText
    is_clean_room: bool
    figure: str
    data: Sequence[DraftData]
    links: Sequence[DraftLink]
    ai_title: str | None
    ai_description: str | None


@dataclass(frozen=True, kw_only=True)
class Created:
    """A new revision, with what was stored along with it."""

    revision: Revision
    data: Sequence[DataItem]
    figure: Figure


def create_revision(tx: Transaction, actor: Actor, draft: Draft) -> Revision:
    """A new revision at the end of a figure. Raises Conflict when an id was used before."""
    return create_with_data(tx, actor, draft).revision


def create_with_data(tx: Transaction, actor: Actor, draft: Draft) -> Created:
    """As `create_revision`, for those who want to tell all about it without reading it back."""
    figure = access.figure(tx, actor, draft.figure, need=Right.EDIT)
    id = RevisionId(_free_id(tx, draft.client_id))
    access.refuse_frozen(figure)  # a retry is told of its first try before
    items = data_items.made(id, draft.data)
    revision = Revision(
        id=id,
        figure_id=figure.id,
        analysis_id=figure.analysis_id,
        workspace_id=figure.workspace_id,
        revision_index=tx.figures.next_index(figure.id),
        metadata=data_items.json_text(draft.metadata),
        short_id=_free_short_id(tx, draft.short_id),
        is_clean_room=draft.is_clean_room,
        size_bytes=sum(item.size_bytes for item in items),
        created_by=actor.username,
        created_on=tx.now,
        **vars(draft.attribution),
        **vars(draft.words),
    )
    tx.revisions.add(revision)
    tx.data.add_all(items, tx.now)
    if draft.links:
        links.put(tx, actor, id, draft.links)
    tell_above(tx, actor, revision, grown=revision.size_bytes)
    events.record(tx, actor, Action.CREATE, revision, named=figure.name)
    return Created(revision=revision, data=items, figure=figure)


def change_revision(
    tx: Transaction,
    actor: Actor,
    id: str,
    changes: RevisionChanges,
    *,
    silent: bool = False,
) -> Revision:
    """Change a revision; with another figure, move it to that figure's end."""
    before = access.open_revision(tx, actor, id)
    after = before
    if "metadata" in changes:
        after = replace(after, metadata=data_items.json_text(changes["metadata"]))
    if "is_clean_room" in changes:
        after = replace(after, is_clean_room=changes["is_clean_room"])
    if "ai_title" in changes:
        after = replace(after, ai_title=texts.ai_title(changes["ai_title"]))
    if "ai_description" in changes:
        words = texts.ai_description(changes["ai_description"])
        after = replace(after, ai_description=words)
    if "data" in changes:
        size = data_items.replaced(tx, tx.data, before.id, changes["data"])
        after = replace(after, size_bytes=size)
    if "links" in changes:
        links.put(tx, actor, before.id, changes["links"])
    target = changes.get("figure", before.figure_id).lower()
    moved = target != before.figure_id
    if moved:
        after = _moved(tx, after, access.open_figure(tx, actor, target))
        tell_above(tx, actor, before, grown=-before.size_bytes)
    after = replace(after, updated_by=actor.username, updated_on=tx.now)
    changed = {name: value for name, value in vars(after).items() if name != "id"}
    tx.revisions.change(before.id, **changed)
    if moved:
        tx.search.relocate(after)
    grown = after.size_bytes if moved else after.size_bytes - before.size_bytes
    tell_above(tx, actor, after, grown=grown)
    events.record(tx, actor, Action.MOVE if moved else Action.UPDATE, after, silent=silent)
    return after


def delete_revision(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete a revision with its data."""
    revision = access.open_revision(tx, actor, id)
    tx.revisions.remove(revision.id)
    tell_above(tx, actor, revision, grown=-revision.size_bytes)
    events.record(tx, actor, Action.DELETE, revision)


def _free_id(tx: Transaction, client_id: str | None) -> str:
    if client_id is None:
        return new_id()
    id = texts.identifier(client_id, field="client_id")
    if tx.revisions.get(id) is not None:
        raise Conflict(
            f"There is a revision {id} already.",
            hint="If this was a retry, the first try worked.",
            field="client_id",
        )
    return id


def _free_short_id(tx: Transaction, short_id: str | None) -> str | None:
    if short_id is None:
        return None
    if not (short_id.isascii() and short_id.isalnum() and len(short_id) <= MOST_SHORT_ID):
        raise InvalidInput(
            f"{short_id[:60]!r} cannot be a short id.",
            hint="Short ids are made of letters and digits.",
            field="short_id",
        )
    if tx.revisions.by_short_id(short_id) is not None:
        raise Conflict(
            f"The short id {short_id!r} is taken.", hint="Choose another one.", field="short_id"
        )
    return short_id


def _moved(tx: Transaction, revision: Revision, figure: Figure) -> Revision:
    return replace(
        revision,
        figure_id=figure.id,
        analysis_id=figure.analysis_id,
        workspace_id=figure.workspace_id,
        revision_index=tx.figures.next_index(figure.id),
    )


def tell_above(tx: Transaction, actor: Actor, revision: Revision, *, grown: int) -> None:
    """Tell the things above a revision that it changed, and by how many bytes it grew."""
    events.child_changed(
        tx,
        actor,
        workspace=revision.workspace_id,
        analysis=revision.analysis_id,
        figure=revision.figure_id,
        grown=grown,
    )
