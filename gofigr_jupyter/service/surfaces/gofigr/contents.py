"""Analyses and figures over the wire."""

from __future__ import annotations

from msgspec import UNSET

from gofigr_jupyter.service.domain import access, analyses, figures
from gofigr_jupyter.service.domain.model import Analysis, Figure
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.attribution import attribution, words
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.service.surfaces.gofigr.workspaces import required
from gofigr_jupyter.wire import entities


def list_analyses(call: Call) -> list[entities.Analysis]:
    """Every analysis that the caller may see, without figures."""
    found = call.service.database.read(lambda tx: analyses.own_analyses(tx, call.actor))
    return [responses.listed_analysis(analysis, call.version) for analysis in found]


def create_analysis(call: Call) -> entities.Analysis:
    """Make an analysis in a workspace."""
    body = call.decode(entities.AnalysisBody)
    name = required(body.name, "name")
    workspace = parent_id(
        required(None, "workspace") if body.workspace is UNSET else body.workspace,
        field="workspace",
    )
    description = None if body.description is UNSET else body.description
    made = call.service.database.write(
        lambda tx: analyses.create_analysis(
            tx,
            call.actor,
            workspace=workspace,
            name=name,
            description=description,
            attribution=attribution(call, body),
        )
    )
    return responses.analysis(made, call.version, figures=[])


def show_analysis(call: Call) -> entities.Analysis:
    """An analysis with its figures."""
    return call.service.database.read(
        lambda tx: _show_analysis(call, tx, access.analysis(tx, call.caller, call.id))
    )


def change_analysis(call: Call) -> entities.Analysis:
    """Change an analysis; what is left out stays, another workspace moves it."""
    body = call.decode(entities.AnalysisBody)
    changes = analyses.AnalysisChanges()
    if body.name is not UNSET:
        changes["name"] = body.name
    if body.description is not UNSET:
        changes["description"] = body.description
    if body.workspace is not UNSET:
        changes["workspace"] = parent_id(body.workspace, field="workspace")

    def change(tx: Transaction) -> entities.Analysis:
        changed = analyses.change_analysis(tx, call.actor, call.id, changes, silent=call.silent)
        return _show_analysis(call, tx, changed)

    return call.service.database.write(change)


def delete_analysis(call: Call) -> None:
    """Delete an analysis with its figures and their revisions."""
    call.service.database.write(lambda tx: analyses.delete_analysis(tx, call.actor, call.id))


def list_figures(call: Call) -> list[entities.Figure]:
    """Every figure that the caller may see, without revisions."""
    found = call.service.database.read(lambda tx: figures.own_figures(tx, call.actor))
    return [responses.listed_figure(figure, call.version) for figure in found]


def create_figure(call: Call) -> entities.Figure:
    """Make a figure in an analysis."""
    body = call.decode(entities.FigureBody)
    name = required(body.name, "name")
    analysis = parent_id(
        required(None, "analysis") if body.analysis is UNSET else body.analysis, field="analysis"
    )
    description = None if body.description is UNSET else body.description
    made = call.service.database.write(
        lambda tx: figures.create_figure(
            tx,
            call.actor,
            analysis=analysis,
            name=name,
            description=description,
            attribution=attribution(call, body),
            words=words(call, body),
        )
    )
    return responses.figure(made, call.version, revisions=[])


def show_figure(call: Call) -> entities.Figure:
    """A figure with its revisions, oldest first, without their data."""
    return call.service.database.read(
        lambda tx: _show_figure(call, tx, access.figure(tx, call.caller, call.id))
    )


def change_figure(call: Call) -> entities.Figure:
    """Change a figure; what is left out stays, another analysis moves it."""
    body = call.decode(entities.FigureBody)
    changes = figures.FigureChanges()
    if body.name is not UNSET:
        changes["name"] = body.name
    if body.description is not UNSET:
        changes["description"] = body.description
    if body.ai_title is not UNSET and call.version.ai_texts:
        changes["ai_title"] = body.ai_title
    if body.ai_description is not UNSET and call.version.ai_texts:
        changes["ai_description"] = body.ai_description
    if body.analysis is not UNSET:
        changes["analysis"] = parent_id(body.analysis, field="analysis")

    def change(tx: Transaction) -> entities.Figure:
        changed = figures.change_figure(tx, call.actor, call.id, changes, silent=call.silent)
        return _show_figure(call, tx, changed)

    return call.service.database.write(change)


def delete_figure(call: Call) -> None:
    """Delete a figure with its revisions."""
    call.service.database.write(lambda tx: figures.delete_figure(tx, call.actor, call.id))


def _show_analysis(call: Call, tx: Transaction, found: Analysis) -> entities.Analysis:
    inside = None if call.shallow else tx.figures.in_analysis(found.id)
    return responses.analysis(found, call.version, figures=inside)


def _show_figure(call: Call, tx: Transaction, found: Figure) -> entities.Figure:
    inside = None if call.shallow else tx.revisions.in_figure(found.id)
    return responses.figure(found, call.version, revisions=inside)
