"""What happened, written in the transaction that did it."""

from __future__ import annotations

from gofigr_jupyter.ids import AnalysisId, AssetId, FigureId, WorkspaceId, new_id
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.model import (
    Action,
    Actor,
    Analysis,
    Event,
    Figure,
    Kind,
    Revision,
    Workspace,
)
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories.model import Story

Target = Workspace | Analysis | Figure | Revision | Asset | AssetRevision | Story


def record(
    tx: Transaction,
    actor: Actor,
    action: Action,
    target: Target,
    *,
    silent: bool = False,
    detail: str = "",
    named: str | None = None,
) -> None:
    """Write down that `actor` did something to `target`; silent hides it from activity logs.

    `named` is what it is called, where the caller knows: a revision is called as its figure.
    """
    kind, name, workspace, analysis = _about(tx, target, named)
    tx.events.add(
        Event(
            id=new_id(),
            at=tx.now,
            username=actor.username,
            action=action,
            target_type=kind,
            target_id=target.id,
            target_name=name,
            workspace_id=workspace,
            analysis_id=analysis,
            organization_id=target.organization_id if isinstance(target, Workspace) else None,
            silent=silent,
            detail=detail,
        )
    )


def child_changed(
    tx: Transaction,
    actor: Actor,
    *,
    workspace: WorkspaceId,
    analysis: AnalysisId | None = None,
    figure: FigureId | None = None,
    asset: AssetId | None = None,
    grown: int = 0,
) -> None:
    """Tell the things above that something below changed, and by how many bytes it grew."""
    if asset is not None:
        tx.assets.child_changed(asset, by=actor.username, at=tx.now, grown=grown)
    if figure is not None:
        tx.figures.child_changed(figure, by=actor.username, at=tx.now, grown=grown)
    if analysis is not None:
        tx.analyses.child_changed(analysis, by=actor.username, at=tx.now, grown=grown)
    tx.workspaces.child_changed(workspace, by=actor.username, at=tx.now, grown=grown)


def _about(
    tx: Transaction, target: Target, named: str | None
) -> tuple[Kind, str, WorkspaceId, AnalysisId | None]:
    if isinstance(target, Workspace):
        return Kind.WORKSPACE, target.name, target.id, None
    if isinstance(target, Analysis):
        return Kind.ANALYSIS, target.name, target.workspace_id, target.id
    if isinstance(target, Figure):
        return Kind.FIGURE, target.name, target.workspace_id, target.analysis_id
    if isinstance(target, Asset):
        return Kind.ASSET, target.name, target.workspace_id, None
    if isinstance(target, Story):
        return Kind.STORY, target.name, target.workspace_id, None
    if isinstance(target, AssetRevision):
        asset = tx.assets.get(target.asset_id)
        return Kind.ASSET_REVISION, asset.name if asset else "", target.workspace_id, None
    if named is None:
        figure = tx.figures.get(target.figure_id)
        named = figure.name if figure else ""
    return Kind.REVISION, named, target.workspace_id, target.analysis_id
