"""Figures: made, changed, moved, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gofigr_jupyter.ids import FigureId, new_id
from gofigr_jupyter.service.domain import access, events, texts, workspaces
from gofigr_jupyter.service.domain.model import (
    NO_WORDS,
    NOBODY,
    Action,
    Actor,
    Attributed,
    Described,
    Figure,
    Right,
)
from gofigr_jupyter.service.domain.ports import Transaction


class FigureChanges(TypedDict, total=False):
    """What can be changed about a figure; another analysis moves it."""

    name: str
    description: str | None
    analysis: str
    ai_title: str | None
    ai_description: str | None


def create_figure(
    tx: Transaction,
    actor: Actor,
    *,
    analysis: str,
    name: str,
    description: str | None = None,
    attribution: Attributed = NOBODY,
    words: Described = NO_WORDS,
) -> Figure:
    """A new figure in an analysis that the actor may change."""
    parent = access.analysis(tx, actor, analysis, need=Right.EDIT)
    figure = Figure(
        id=FigureId(new_id()),
        analysis_id=parent.id,
        workspace_id=parent.workspace_id,
        name=texts.name(name),
        description=texts.description(description),
        created_by=actor.username,
        created_on=tx.now,
        touched_on=tx.now,
        **vars(attribution),
        **vars(words),
    )
    tx.figures.add(figure)
    events.child_changed(tx, actor, workspace=parent.workspace_id, analysis=parent.id)
    events.record(tx, actor, Action.CREATE, figure)
    return figure


def own_figures(tx: Transaction, actor: Actor) -> Sequence[Figure]:
    """Those in all workspaces of the actor, oldest first."""
    return tx.figures.in_workspaces([w.id for w in workspaces.own_workspaces(tx, actor)])


def change_figure(
    tx: Transaction,
    actor: Actor,
    id: str,
    changes: FigureChanges,
    *,
    silent: bool = False,
) -> Figure:
    """Change a figure; with another analysis, move it there with its revisions."""
    figure = access.open_figure(tx, actor, id)
    target = changes.pop("analysis", figure.analysis_id)
    workspaces.check_texts(changes.get("name"), changes.get("description"))
    if "ai_title" in changes:
        changes["ai_title"] = texts.ai_title(changes["ai_title"])
    if "ai_description" in changes:
        changes["ai_description"] = texts.ai_description(changes["ai_description"])
    moved = target.lower() != figure.analysis_id
    if moved:
        _move(tx, actor, figure, target)
    tx.figures.change(
        figure.id,
        **changes,
        updated_by=actor.username,
        updated_on=tx.now,
        touched_on=tx.now,
    )
    changed = tx.figures.get(figure.id) or figure
    if not moved:
        _tell_above(tx, actor, changed, grown=0)
    action = Action.MOVE if moved else Action.UPDATE
    events.record(tx, actor, action, changed, silent=silent)
    return changed


def delete_figure(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete a figure with its revisions."""
    figure = access.open_figure(tx, actor, id)
    tx.figures.remove(figure.id)
    _tell_above(tx, actor, figure, grown=-figure.size_bytes)
    events.record(tx, actor, Action.DELETE, figure)


def _move(tx: Transaction, actor: Actor, figure: Figure, target: str) -> None:
    analysis = access.analysis(tx, actor, target, need=Right.EDIT)
    tx.figures.relocate(figure.id, analysis=analysis.id, workspace=analysis.workspace_id)
    _tell_above(tx, actor, figure, grown=-figure.size_bytes)
    events.child_changed(
        tx,
        actor,
        workspace=analysis.workspace_id,
        analysis=analysis.id,
        grown=figure.size_bytes,
    )


def _tell_above(tx: Transaction, actor: Actor, figure: Figure, *, grown: int) -> None:
    events.child_changed(
        tx, actor, workspace=figure.workspace_id, analysis=figure.analysis_id, grown=grown
    )
