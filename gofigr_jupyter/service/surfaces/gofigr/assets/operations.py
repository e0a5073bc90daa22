"""Every operation on assets and their revisions."""

from __future__ import annotations

from gofigr_jupyter.service.surfaces.gofigr import thumbnails
from gofigr_jupyter.service.surfaces.gofigr.assets import assets, revisions, uploads
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, delete, get, post, put
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire import revisions as wire
from gofigr_jupyter.wire.assets import (
    AssetBody,
    AssetRevisionBody,
    HashBody,
    NameBody,
    UnlinkBody,
)

OPERATIONS = (
    get("/asset", assets.list_assets, list[entities.Asset]),
    post("/asset", assets.create_asset, AssetBody, entities.Asset),
    post("/asset/find_by_name", assets.find_by_name, NameBody, list[entities.Asset], status=200),
    get("/asset/{id}", assets.show_asset, entities.Asset, anonymous=True),
    *put("/asset/{id}", assets.change_asset, AssetBody, entities.Asset),
    delete("/asset/{id}", assets.delete_asset),
    Operation(
        method="PUT",
        path="/asset/{id}/content",
        handler=uploads.upload_content,
        admit=uploads.admit_content,
        answer=wire.AssetRevision,
        status=201,
    ),
    get(
        "/asset/{id}/thumbnail/{size:int}",
        thumbnails.show_asset_thumbnail,
        entities.Thumbnail,
        anonymous=True,
    ),
    post("/asset_revision", revisions.create_asset_revision, AssetRevisionBody, wire.AssetRevision),
    post(
        "/asset_revision/find_by_hash",
        revisions.find_by_hash,
        HashBody,
        list[wire.AssetRevision],
        status=200,
    ),
    get("/asset_revision/{id}", revisions.show_asset_revision, wire.AssetRevision, anonymous=True),
    *put(
        "/asset_revision/{id}",
        revisions.change_asset_revision,
        AssetRevisionBody,
        wire.AssetRevision,
    ),
    delete("/asset_revision/{id}", revisions.delete_asset_revision),
    post(
        "/asset_revision/{id}/unlink_figure",
        revisions.unlink_figure,
        UnlinkBody,
        wire.AssetRevision,
        status=200,
    ),
    get(
        "/asset_revision/{id}/thumbnail/{size:int}",
        thumbnails.show_asset_revision_thumbnail,
        entities.Thumbnail,
        anonymous=True,
    ),
)
"""Served below `/api/<version>`, in every version."""
