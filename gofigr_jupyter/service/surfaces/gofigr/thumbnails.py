"""Thumbnails over the wire: of a revision, or of the newest one of a figure or an analysis."""

from __future__ import annotations

import json
from collections.abc import Callable

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import DataItem, DataType, Revision
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire.entities import Thumbnail

SMALLEST, LARGEST = 16, 1024
RASTER = ("png", "jpeg", "jpg", "webp", "tiff")
"""Formats that thumbnails are made of, best first."""
Picture = tuple[DataItem, str]


def show_revision_thumbnail(call: Call) -> Thumbnail:
    """A small picture of a revision, or null."""
    return _thumbnail(call, lambda tx: access.revision(tx, call.caller, call.id))


def show_figure_thumbnail(call: Call) -> Thumbnail:
    """A small picture of a figure's newest revision, or null."""
    return _thumbnail(
        call, lambda tx: tx.revisions.newest_in_figure(access.figure(tx, call.caller, call.id).id)
    )


def show_analysis_thumbnail(call: Call) -> Thumbnail:
    """A small picture of the newest revision in an analysis, or null."""
    return _thumbnail(
        call,
        lambda tx: tx.revisions.newest_in_analysis(access.analysis(tx, call.caller, call.id).id),
    )


def _thumbnail(call: Call, find: Callable[[Transaction], Revision | None]) -> Thumbnail:
    size = min(max(int(call.path["size"]), SMALLEST), LARGEST)

    def look(tx: Transaction) -> Picture | None:
        revision = find(tx)
        return _picture(tx, revision) if revision else None

    picture = call.service.database.read(look)
    if picture is None:
        return Thumbnail(thumbnail=None)
    item, format = picture
    return Thumbnail(thumbnail=call.service.thumbnail(item.hash, format=format, size=size))


def _picture(tx: Transaction, revision: Revision) -> Picture | None:
    """The image that stands for a revision: one without a watermark, in the best format."""
    images = [item for item in tx.data.of_revision(revision.id) if item.type is DataType.IMAGE]
    told = [(item, json.loads(item.metadata)) for item in images]
    usable = [
        (bool(about.get("is_watermarked")), RASTER.index(format), item.position, (item, format))
        for item, about in told
        if (format := str(about.get("format")).lower()) in RASTER
    ]
    return min(usable, key=lambda row: row[:3])[3] if usable else None
