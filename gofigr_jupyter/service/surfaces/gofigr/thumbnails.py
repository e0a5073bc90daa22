"""Thumbnails over the wire: of a revision, or of the newest one of a figure or an analysis."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import DataItem
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.pictured import Pictured, of_asset, of_figure
from gofigr_jupyter.wire.entities import Thumbnail

SMALLEST, LARGEST = 16, 1024
Choose = Callable[[Sequence[DataItem]], Pictured | None]


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
    """A small picture of a revision of an asset, or null where it has none."""

    def find(tx: Transaction) -> Sequence[DataItem]:
        return tx.asset_data.of_revision(access.asset_revision(tx, call.caller, call.id).id)

    return _thumbnail(call, find, of_asset)


def show_asset_thumbnail(call: Call) -> Thumbnail:
    """A small picture of an asset's newest revision, or null where it has none."""

    def find(tx: Transaction) -> Sequence[DataItem]:
        newest = tx.asset_revisions.newest_in_asset(access.asset(tx, call.caller, call.id).id)
        return tx.asset_data.of_revision(newest.id) if newest else ()

    return _thumbnail(call, find, of_asset)


def _thumbnail(
    call: Call, find: Callable[[Transaction], Sequence[DataItem]], choose: Choose = of_figure
) -> Thumbnail:
    size = min(max(int(call.path["size"]), SMALLEST), LARGEST)
    best = choose(call.service.database.read(find))
    if best is None:
        return Thumbnail(thumbnail=None)
    made = call.service.thumbnail(best.item.hash, format=best.format, size=size)
    return Thumbnail(thumbnail=made)
