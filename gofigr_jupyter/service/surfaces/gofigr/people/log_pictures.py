"""Small pictures of what log entries are about."""

from __future__ import annotations

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets.model import AssetRevision
from gofigr_jupyter.service.domain.model import Actor, Event, Kind, Revision, Right
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.pictured import Pictured, of_asset, of_figure


def picture_of(tx: Transaction, actor: Actor, event: Event) -> Pictured | None:
    """What to make a picture of; None where the thing has none, is gone, or went out of reach."""
    found = _revision(tx, event) or _asset_revision(tx, event)
    if found is None or not access.may(tx, actor, found.workspace_id, Right.READ):
        return None
    if isinstance(found, Revision):
        return of_figure(tx.data.of_revision(found.id))
    return of_asset(tx.asset_data.of_revision(found.id))


def _revision(tx: Transaction, event: Event) -> Revision | None:
    """The revision of a figure that stands for the entry's target."""
    if event.target_type is Kind.REVISION:
        return tx.revisions.get(event.target_id)
    if event.target_type is Kind.FIGURE:
        figure = tx.figures.get(event.target_id)
        return tx.revisions.newest_in_figure(figure.id) if figure else None
    if event.target_type is Kind.ANALYSIS:
        analysis = tx.analyses.get(event.target_id)
        return tx.revisions.newest_in_analysis(analysis.id) if analysis else None
    return None


def _asset_revision(tx: Transaction, event: Event) -> AssetRevision | None:
    if event.target_type is Kind.ASSET_REVISION:
        return tx.asset_revisions.get(event.target_id)
    if event.target_type is Kind.ASSET:
        asset = tx.assets.get(event.target_id)
        return tx.asset_revisions.newest_in_asset(asset.id) if asset else None
    return None
