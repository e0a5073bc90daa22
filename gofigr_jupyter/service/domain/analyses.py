"""Analyses: made, changed, moved, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gofigr_jupyter.ids import AnalysisId, WorkspaceId, new_id
from gofigr_jupyter.service.domain import access, events, texts, workspaces
from gofigr_jupyter.service.domain.model import NOBODY, Action, Actor, Analysis, Attributed, Right
from gofigr_jupyter.service.domain.ports import Transaction


class AnalysisChanges(TypedDict, total=False):
    """What can be changed about an analysis; another workspace moves it."""

    name: str
    description: str | None
    workspace: str


def create_analysis(
    tx: Transaction,
    actor: Actor,
    *,
    workspace: str,
    name: str,
    description: str | None = None,
    attribution: Attributed = NOBODY,
) -> Analysis:
    """A new analysis in a workspace where the actor may create."""
    parent = access.workspace(tx, actor, workspace, need=Right.EDIT)
    analysis = Analysis(
        id=AnalysisId(new_id()),
        workspace_id=parent.id,
        name=texts.name(name),
        description=texts.description(description),
        created_by=actor.username,
        created_on=tx.now,
        touched_on=tx.now,
        **vars(attribution),
    )
    tx.analyses.add(analysis)
    events.child_changed(tx, actor, workspace=parent.id)
    events.record(tx, actor, Action.CREATE, analysis)
    return analysis


def own_analyses(tx: Transaction, actor: Actor) -> Sequence[Analysis]:
    """Those in all workspaces of the actor, oldest first."""
    return tx.analyses.in_workspaces([w.id for w in workspaces.own_workspaces(tx, actor)])


def change_analysis(
    tx: Transaction,
    actor: Actor,
    id: str,
    changes: AnalysisChanges,
    *,
    silent: bool = False,
) -> Analysis:
    """Change an analysis; with another workspace, move it there with everything in it."""
    analysis = access.analysis(tx, actor, id, need=Right.EDIT)
    target = changes.pop("workspace", analysis.workspace_id)
    workspaces.check_texts(changes.get("name"), changes.get("description"))
    moved = target.lower() != analysis.workspace_id
    if moved:
        _move(tx, actor, analysis, target)
    tx.analyses.change(
        analysis.id,
        **changes,
        updated_by=actor.username,
        updated_on=tx.now,
        touched_on=tx.now,
    )
    changed = tx.analyses.get(analysis.id) or analysis
    if not moved:
        events.child_changed(tx, actor, workspace=changed.workspace_id)
    action = Action.MOVE if moved else Action.UPDATE
    events.record(tx, actor, action, changed, silent=silent)
    return changed


def delete_analysis(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete an analysis with its figures and their revisions. Raises Frozen when one is frozen."""
    analysis = access.analysis(tx, actor, id, need=Right.EDIT)
    for figure in tx.figures.in_analysis(analysis.id):
        access.refuse_frozen(figure)
    tx.analyses.remove(analysis.id)
    events.child_changed(tx, actor, workspace=analysis.workspace_id, grown=-analysis.size_bytes)
    events.record(tx, actor, Action.DELETE, analysis)


def _move(tx: Transaction, actor: Actor, analysis: Analysis, target: str) -> None:
    workspace = access.workspace(tx, actor, target, need=Right.EDIT)
    tx.analyses.relocate(analysis.id, workspace=WorkspaceId(workspace.id))
    size = analysis.size_bytes
    events.child_changed(tx, actor, workspace=analysis.workspace_id, grown=-size)
    events.child_changed(tx, actor, workspace=workspace.id, grown=size)
