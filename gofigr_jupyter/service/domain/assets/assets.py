"""Assets: made, found, changed, moved, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gofigr_jupyter.ids import AssetId, new_id
from gofigr_jupyter.service.domain import access, events, texts, workspaces
from gofigr_jupyter.service.domain.assets.model import Asset
from gofigr_jupyter.service.domain.model import NOBODY, Action, Actor, Attributed, Right
from gofigr_jupyter.service.domain.ports import Transaction


class AssetChanges(TypedDict, total=False):
    """What can be changed about an asset; another workspace moves it."""

    name: str
    description: str | None
    workspace: str
    analysis: str | None


def create_asset(
    tx: Transaction,
    actor: Actor,
    *,
    workspace: str,
    name: str,
    description: str | None = None,
    analysis: str | None = None,
    attribution: Attributed = NOBODY,
) -> Asset:
    """A new asset in a workspace where the actor may create, perhaps claimed by an analysis."""
    parent = access.workspace(tx, actor, workspace, need=Right.EDIT)
    claimed = access.analysis(tx, actor, analysis, need=Right.EDIT) if analysis else None
    asset = Asset(
        id=AssetId(new_id()),
        workspace_id=parent.id,
        analysis_id=claimed.id if claimed else None,
        name=texts.name(name),
        description=texts.description(description),
        created_by=actor.username,
        created_on=tx.now,
        touched_on=tx.now,
        **vars(attribution),
    )
    tx.assets.add(asset)
    events.child_changed(tx, actor, workspace=parent.id)
    events.record(tx, actor, Action.CREATE, asset)
    return asset


def own_assets(tx: Transaction, actor: Actor) -> Sequence[Asset]:
    """Those in all workspaces of the actor, oldest first."""
    return tx.assets.in_workspaces([w.id for w in workspaces.own_workspaces(tx, actor)])


def find_by_name(
    tx: Transaction, actor: Actor, name: str, *, analysis: str | None = None
) -> Sequence[Asset]:
    """Every asset with exactly this name that the actor may read, or those of one analysis.

    Those that the actor may add to come first, then the oldest: clients take the first.
    """
    claimed = access.analysis(tx, actor, analysis).id if analysis else None
    found = tx.assets.named(
        name,
        workspaces=[w.id for w in workspaces.own_workspaces(tx, actor)],
        user=None if actor.only_workspace else actor.user_id,
    )
    places = {asset.workspace_id for asset in found}
    closed = {place for place in places if not access.may(tx, actor, place, Right.EDIT)}
    return sorted(
        (asset for asset in found if claimed in (None, asset.analysis_id)),
        key=lambda asset: asset.workspace_id in closed,
    )


def change_asset(
    tx: Transaction, actor: Actor, id: str, changes: AssetChanges, *, silent: bool = False
) -> Asset:
    """Change an asset; with another workspace, move it there with its revisions."""
    asset = access.asset(tx, actor, id, need=Right.EDIT)
    values: dict[str, object] = {
        name: changes[name] for name in ("name", "description") if name in changes
    }
    workspaces.check_texts(changes.get("name"), changes.get("description"))
    if "analysis" in changes:
        values["analysis_id"] = _claim(tx, actor, asset, changes["analysis"])
    target = changes.get("workspace", asset.workspace_id).lower()
    moved = target != asset.workspace_id
    if moved:
        _move(tx, actor, asset, target)
    tx.assets.change(
        asset.id, **values, updated_by=actor.username, updated_on=tx.now, touched_on=tx.now
    )
    changed = tx.assets.get(asset.id) or asset
    if not moved:
        events.child_changed(tx, actor, workspace=changed.workspace_id)
    action = Action.MOVE if moved else Action.UPDATE
    events.record(tx, actor, action, changed, silent=silent)
    return changed


def delete_asset(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete an asset with its revisions and every link to them."""
    asset = access.asset(tx, actor, id, need=Right.EDIT)
    tx.assets.remove(asset.id)
    events.child_changed(tx, actor, workspace=asset.workspace_id, grown=-asset.size_bytes)
    events.record(tx, actor, Action.DELETE, asset)


def _claim(tx: Transaction, actor: Actor, asset: Asset, analysis: str | None) -> str | None:
    if analysis is None or analysis.lower() == asset.analysis_id:
        return analysis and analysis.lower()
    return access.analysis(tx, actor, analysis, need=Right.EDIT).id


def _move(tx: Transaction, actor: Actor, asset: Asset, target: str) -> None:
    workspace = access.workspace(tx, actor, target, need=Right.EDIT)
    tx.assets.relocate(asset.id, workspace=workspace.id)
    size = asset.size_bytes
    events.child_changed(tx, actor, workspace=asset.workspace_id, grown=-size)
    events.child_changed(tx, actor, workspace=workspace.id, grown=size)
