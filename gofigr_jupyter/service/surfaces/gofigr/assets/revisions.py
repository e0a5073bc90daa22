"""Revisions of assets over the wire."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets import revisions
from gofigr_jupyter.service.domain.assets.model import AssetRevision, Link
from gofigr_jupyter.service.domain.model import DataItem, Right
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.attribution import attribution
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.service.surfaces.gofigr.revisions import json_of, store
from gofigr_jupyter.service.surfaces.gofigr.workspaces import required
from gofigr_jupyter.wire import revisions as wire
from gofigr_jupyter.wire.assets import AssetRevisionBody, HashBody, UnlinkBody

Seen = tuple[AssetRevision, Sequence[DataItem], Sequence[Link]]


def create_asset_revision(call: Call) -> wire.AssetRevision:
    """Make a revision of an asset, with its data."""
    body = call.decode(AssetRevisionBody)
    asset = parent_id(required(None, "asset") if body.asset is UNSET else body.asset, field="asset")
    # Refused before any bytes are stored; asked again in the transaction that counts.
    call.service.database.read(lambda tx: access.asset(tx, call.actor, asset, need=Right.EDIT))
    intake = call.service.storage.intake(
        lambda tx: access.asset(tx, call.actor, asset, need=Right.EDIT).workspace_id
    )
    draft = revisions.DraftAssetRevision(
        asset=asset,
        metadata=json_of(body.metadata),
        data=store(body.data or (), intake),
        client_id=(body.client_id or None) if call.version.accepts_client_ids else None,
        attribution=attribution(call, body),
    )
    return show(
        call,
        call.service.database.write(
            lambda tx: see(tx, revisions.create_asset_revision(tx, call.actor, draft))
        ),
    )


def show_asset_revision(call: Call) -> wire.AssetRevision:
    """A revision of an asset with its data and the figures that used it."""
    return show(
        call,
        call.service.database.read(
            lambda tx: see(tx, access.asset_revision(tx, call.caller, call.id))
        ),
    )


def change_asset_revision(call: Call) -> wire.AssetRevision:
    """Change a revision of an asset; what is left out stays, `data` replaces the whole list."""
    body = call.decode(AssetRevisionBody)
    call.service.database.read(
        lambda tx: access.asset_revision(tx, call.actor, call.id, need=Right.EDIT)
    )
    changes = revisions.AssetRevisionChanges()
    if body.metadata is not UNSET:
        changes["metadata"] = json_of(body.metadata)
    if body.asset is not UNSET:
        changes["asset"] = parent_id(body.asset, field="asset")
    if body.data:
        intake = call.service.storage.intake(
            lambda tx: access.asset_revision(tx, call.actor, call.id, need=Right.EDIT).workspace_id
        )
        changes["data"] = store(body.data, intake)

    def change(tx: Transaction) -> Seen:
        changed = revisions.change_asset_revision(
            tx, call.actor, call.id, changes, silent=call.silent
        )
        return see(tx, changed)

    return show(call, call.service.database.write(change))


def delete_asset_revision(call: Call) -> None:
    """Delete a revision of an asset with its data and every link to it."""
    call.service.database.write(lambda tx: revisions.delete_asset_revision(tx, call.actor, call.id))


def find_by_hash(call: Call) -> list[wire.AssetRevision]:
    """The revisions that hold bytes with this hash and that the caller may read, oldest first."""
    body = call.decode(HashBody)
    analysis = parent_id(body.analysis, field="analysis") if body.analysis else None
    found = call.service.database.read(
        lambda tx: revisions.find_by_hash(
            tx, call.actor, body.digest, hash_type=body.hash_type, analysis=analysis
        )
    )
    return [responses.nested_asset_revision(revision, call.version) for revision in found]


def unlink_figure(call: Call) -> wire.AssetRevision:
    """Take links to a figure revision away, and on request delete that revision."""
    body = call.decode(UnlinkBody)
    figure = parent_id(body.figure_revision, field="figure_revision")

    def unlink(tx: Transaction) -> Seen:
        revision = revisions.unlink_figure(
            tx,
            call.actor,
            call.id,
            figure_revision=figure,
            anchor=body.anchor,
            delete=body.delete_figure_revision,
        )
        return see(tx, revision)

    return show(call, call.service.database.write(unlink))


def see(tx: Transaction, revision: AssetRevision) -> Seen:
    """What an answer about a revision of an asset is made of."""
    data = tx.asset_data.of_revision(revision.id)
    return revision, data, tx.links.of_asset_revision(revision.id)


def show(call: Call, seen: Seen) -> wire.AssetRevision:
    """The answer about a revision of an asset."""
    revision, items, links = seen
    blobs = call.service.blobs if call.version.inline_bytes else None
    data = (responses.data(item, blobs=blobs) for item in items)
    return responses.asset_revision(revision, call.version, data=data, links=links)
