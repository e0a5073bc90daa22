"""Thumbnails over the wire: of a revision, or of the newest one of a figure or an analysis."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePath

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import DataItem, DataType
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire.entities import Thumbnail

SMALLEST, LARGEST = 16, 1024
RASTER = ("png", "jpeg", "jpg", "webp", "tiff", "tif")
"""Formats that thumbnails are made of, best first."""
Picture = tuple[DataItem, str]


def show_revision_thumbnail(call: Call) -> Thumbnail:
    """A small picture of a revision, or null."""
    return _thumbnail(
        call, lambda tx: tx.data.of_revision(access.revision(tx, call.caller, call.id).id)
    )


def show_figure_thumbnail(call: Call) -> Thumbnail:
    """A small picture of a figure's newest revision, or null."""

    def find(tx: Transaction) -> Sequence[DataItem]:
        newest = tx.revisions.newest_in_figure(access.figure(tx, call.caller, call.id).id)
        return tx.data.of_revision(newest.id) if newest else ()

    return _thumbnail(call, find)


def show_analysis_thumbnail(call: Call) -> Thumbnail:
    """A small picture of the newest revision in an analysis, or null."""

    def find(tx: Transaction) -> Sequence[DataItem]:
        newest = tx.revisions.newest_in_analysis(access.analysis(tx, call.caller, call.id).id)
        return tx.data.of_revision(newest.id) if newest else ()

    return _thumbnail(call, find)


def show_asset_revision_thumbnail(call: Call) -> Thumbnail:
    """A small picture of a revision of an asset, or null where it is no picture."""

    def find(tx: Transaction) -> Sequence[DataItem]:
        return tx.asset_data.of_revision(access.asset_revision(tx, call.caller, call.id).id)

    return _thumbnail(call, find)


def show_asset_thumbnail(call: Call) -> Thumbnail:
    """A small picture of an asset's newest revision, or null where it is no picture."""

    def find(tx: Transaction) -> Sequence[DataItem]:
        newest = tx.asset_revisions.newest_in_asset(access.asset(tx, call.caller, call.id).id)
        return tx.asset_data.of_revision(newest.id) if newest else ()

    return _thumbnail(call, find)


def _thumbnail(call: Call, find: Callable[[Transaction], Sequence[DataItem]]) -> Thumbnail:
    size = min(max(int(call.path["size"]), SMALLEST), LARGEST)
    picture = _picture(call.service.database.read(find))
    if picture is None:
        return Thumbnail(thumbnail=None)
    item, format = picture
    return Thumbnail(thumbnail=call.service.thumbnail(item.hash, format=format, size=size))


def _picture(items: Sequence[DataItem]) -> Picture | None:
    """The image that stands for a revision: one without a watermark, in the best format."""
    told = [
        (item, json.loads(item.metadata))
        for item in items
        if item.type in (DataType.IMAGE, DataType.FILE)
    ]
    usable = [
        (bool(about.get("is_watermarked")), RASTER.index(format), item.position, (item, format))
        for item, about in told
        if (format := _format(item, about)) in RASTER
    ]
    return min(usable, key=lambda row: row[:3])[3] if usable else None


def _format(item: DataItem, about: Mapping[str, object]) -> str:
    """What an image says it is, or what the name of a file says."""
    if item.type is DataType.IMAGE:
        return str(about.get("format")).lower()
    return PurePath(str(about.get("path") or item.name or "")).suffix.lower().removeprefix(".")
