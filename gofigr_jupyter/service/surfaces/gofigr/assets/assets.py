"""Assets over the wire."""

from __future__ import annotations

from msgspec import UNSET

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets import assets
from gofigr_jupyter.service.domain.assets.model import Asset
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.attribution import attribution
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.service.surfaces.gofigr.workspaces import required
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire.assets import AssetBody, NameBody


def list_assets(call: Call) -> list[entities.Asset]:
    """Every asset in the workspaces of the caller, without revisions."""
    found = call.service.database.read(lambda tx: assets.own_assets(tx, call.actor))
    return [responses.asset(asset, call.version) for asset in found]


def create_asset(call: Call) -> entities.Asset:
    """Make an asset in a workspace."""
    body = call.decode(AssetBody)
    name = required(body.name, "name")
    workspace = parent_id(
        required(None, "workspace") if body.workspace is UNSET else body.workspace,
        field="workspace",
    )
    made = call.service.database.write(
        lambda tx: assets.create_asset(
            tx,
            call.actor,
            workspace=workspace,
            name=name,
            description=None if body.description is UNSET else body.description,
            analysis=parent_id(body.analysis, field="analysis") if body.analysis else None,
            attribution=attribution(call, body),
        )
    )
    return responses.asset(made, call.version, revisions=[])


def show_asset(call: Call) -> entities.Asset:
    """An asset with its revisions, oldest first, without their data."""
    return call.service.database.read(
        lambda tx: _show(call, tx, access.asset(tx, call.caller, call.id))
    )


def change_asset(call: Call) -> entities.Asset:
    """Change an asset; what is left out stays, another workspace moves it."""
    body = call.decode(AssetBody)
    changes = assets.AssetChanges()
    if body.name is not UNSET:
        changes["name"] = body.name
    if body.description is not UNSET:
        changes["description"] = body.description
    if body.workspace is not UNSET:
        changes["workspace"] = parent_id(body.workspace, field="workspace")
    if body.analysis is not UNSET:
        claimed = body.analysis
        changes["analysis"] = None if claimed is None else parent_id(claimed, field="analysis")

    def change(tx: Transaction) -> entities.Asset:
        changed = assets.change_asset(tx, call.actor, call.id, changes, silent=call.silent)
        return _show(call, tx, changed)

    return call.service.database.write(change)


def delete_asset(call: Call) -> None:
    """Delete an asset with its revisions and every link to them."""
    call.service.database.write(lambda tx: assets.delete_asset(tx, call.actor, call.id))


def find_by_name(call: Call) -> list[entities.Asset]:
    """The assets with exactly this name that the caller may read."""
    body = call.decode(NameBody)
    analysis = parent_id(body.analysis, field="analysis") if body.analysis else None
    found = call.service.database.read(
        lambda tx: assets.find_by_name(tx, call.actor, body.name, analysis=analysis)
    )
    return [responses.asset(asset, call.version) for asset in found]


def _show(call: Call, tx: Transaction, found: Asset) -> entities.Asset:
    inside = None if call.shallow else tx.asset_revisions.in_asset(found.id)
    return responses.asset(found, call.version, revisions=inside)
