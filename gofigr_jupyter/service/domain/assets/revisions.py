"""Revisions of assets and their data: made, found by their bytes, changed, deleted, unlinked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

from gofigr_jupyter.errors import Conflict, InvalidInput, NotFound
from gofigr_jupyter.ids import AssetRevisionId, ContentHash, new_id
from gofigr_jupyter.service.domain import access, data_items, events, revisions, texts, workspaces
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.model import (
    EMPTY_OBJECT,
    NOBODY,
    Action,
    Actor,
    Attributed,
    JsonText,
    Right,
)
from gofigr_jupyter.service.domain.ports import Transaction

_DIGITS = 64


@dataclass(frozen=True, kw_only=True)
class DraftAssetRevision:
    """A revision of an asset to be made. `client_id` becomes its id."""

    asset: str
    metadata: JsonText = EMPTY_OBJECT
    data: Sequence[DraftData] = ()
    client_id: str | None = None
    attribution: Attributed = NOBODY


class AssetRevisionChanges(TypedDict, total=False):
    """What can be changed about a revision of an asset; `data` replaces the whole list."""

    metadata: JsonText
    asset: str
    data: Sequence[DraftData]


def create_asset_revision(
    tx: Transaction, actor: Actor, draft: DraftAssetRevision
) -> AssetRevision:
    """A new revision at the end of an asset. Raises Conflict when its id was used before."""
    asset = access.asset(tx, actor, draft.asset, need=Right.EDIT)
    id = AssetRevisionId(_free_id(tx, draft.client_id))
    items = data_items.made(id, draft.data)
    revision = AssetRevision(
        id=id,
        asset_id=asset.id,
        workspace_id=asset.workspace_id,
        revision_index=tx.assets.next_index(asset.id),
        metadata=data_items.json_text(draft.metadata),
        size_bytes=sum(item.size_bytes for item in items),
        created_by=actor.username,
        created_on=tx.now,
        **vars(draft.attribution),
    )
    tx.asset_revisions.add(revision)
    tx.asset_data.add_all(items, tx.now)
    _tell_above(tx, actor, revision, grown=revision.size_bytes)
    events.record(tx, actor, Action.CREATE, revision)
    return revision


def find_by_hash(
    tx: Transaction, actor: Actor, digest: str, *, hash_type: str, analysis: str | None = None
) -> Sequence[AssetRevision]:
    """Every revision that the actor may read and that holds bytes with this BLAKE3, oldest first.

    With an analysis, only those of assets that it claims.
    """
    if hash_type != "blake3":
        raise InvalidInput(
            f"There is no search by {hash_type[:30]!r}.",
            hint="Send the BLAKE3 of the bytes, with hash_type 'blake3'.",
            field="hash_type",
        )
    hash = digest.lower()
    if len(hash) != _DIGITS or not set(hash) <= set("0123456789abcdef"):
        raise InvalidInput(
            f"{digest[:80]!r} is not a BLAKE3 digest.",
            hint=f"It has {_DIGITS} hexadecimal digits.",
            field="digest",
        )
    return tx.asset_revisions.with_hash(
        ContentHash(hash),
        workspaces=[w.id for w in workspaces.own_workspaces(tx, actor)],
        user=None if actor.only_workspace else actor.user_id,
        analysis=access.analysis(tx, actor, analysis).id if analysis else None,
    )


def change_asset_revision(
    tx: Transaction, actor: Actor, id: str, changes: AssetRevisionChanges, *, silent: bool = False
) -> AssetRevision:
    """Change a revision of an asset; with another asset, move it to that one's end."""
    before = access.asset_revision(tx, actor, id, need=Right.EDIT)
    after = before
    if "metadata" in changes:
        after = replace(after, metadata=data_items.json_text(changes["metadata"]))
    if "data" in changes:
        size = data_items.replaced(tx, tx.asset_data, before.id, changes["data"])
        after = replace(after, size_bytes=size)
    target = changes.get("asset", before.asset_id).lower()
    moved = target != before.asset_id
    if moved:
        after = _moved(tx, after, access.asset(tx, actor, target, need=Right.EDIT))
        _tell_above(tx, actor, before, grown=-before.size_bytes)
    after = replace(after, updated_by=actor.username, updated_on=tx.now)
    changed = {name: value for name, value in vars(after).items() if name != "id"}
    tx.asset_revisions.change(before.id, **changed)
    grown = after.size_bytes if moved else after.size_bytes - before.size_bytes
    _tell_above(tx, actor, after, grown=grown)
    events.record(tx, actor, Action.MOVE if moved else Action.UPDATE, after, silent=silent)
    return after


def delete_asset_revision(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete a revision of an asset with its data and every link to it."""
    revision = access.asset_revision(tx, actor, id, need=Right.EDIT)
    tx.asset_revisions.remove(revision.id)
    _tell_above(tx, actor, revision, grown=-revision.size_bytes)
    events.record(tx, actor, Action.DELETE, revision)


def unlink_figure(
    tx: Transaction,
    actor: Actor,
    id: str,
    *,
    figure_revision: str,
    anchor: str | None = None,
    delete: bool = False,
) -> AssetRevision:
    """Take the links between an asset revision and a figure revision away, or the one at `anchor`.

    With `delete` the figure revision is deleted too. Whoever may change either side may unlink.
    """
    revision = access.asset_revision(tx, actor, id)
    need = Right.READ if access.may(tx, actor, revision.workspace_id, Right.EDIT) else Right.EDIT
    figure = access.revision(tx, actor, figure_revision, need=Right.EDIT if delete else need)
    if not tx.links.remove(figure.id, revision.id, anchor=anchor):
        raise NotFound(
            "There is no such link between the asset and the figure.",
            hint="It may have been taken away before.",
            field="figure_revision" if anchor is None else "anchor",
        )
    if delete:
        revisions.delete_revision(tx, actor, figure.id)
    return revision


def _free_id(tx: Transaction, client_id: str | None) -> str:
    if client_id is None:
        return new_id()
    id = texts.identifier(client_id, field="client_id")
    if tx.asset_revisions.get(id) is not None:
        raise Conflict(
            f"There is an asset revision {id} already.",
            hint="If this was a retry, the first try worked.",
            field="client_id",
        )
    return id


def _moved(tx: Transaction, revision: AssetRevision, asset: Asset) -> AssetRevision:
    return replace(
        revision,
        asset_id=asset.id,
        workspace_id=asset.workspace_id,
        revision_index=tx.assets.next_index(asset.id),
    )


def _tell_above(tx: Transaction, actor: Actor, revision: AssetRevision, *, grown: int) -> None:
    events.child_changed(
        tx, actor, workspace=revision.workspace_id, asset=revision.asset_id, grown=grown
    )
