"""Workspaces over the wire."""

from __future__ import annotations

from collections import defaultdict

from msgspec import UNSET, UnsetType

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import access, workspaces
from gofigr_jupyter.service.domain.assets.model import Asset
from gofigr_jupyter.service.domain.model import Analysis, Workspace
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import MOST_RECENT, Call, parent_id
from gofigr_jupyter.wire import entities
from gofigr_jupyter.wire.revisions import Parent


def list_workspaces(call: Call) -> list[entities.Workspace]:
    """The workspaces of the caller, shallow in the newer versions."""

    def gather(tx: Transaction) -> list[entities.Workspace]:
        found = workspaces.own_workspaces(tx, call.actor)
        if not call.version.full_workspace_lists or call.shallow:
            return [responses.workspace(w, call.version, analyses=None, assets=None) for w in found]
        ids = [w.id for w in found]
        analyses: dict[str, list[Analysis]] = defaultdict(list)
        for analysis in tx.analyses.in_workspaces(ids):
            analyses[analysis.workspace_id].append(analysis)
        assets: dict[str, list[Asset]] = defaultdict(list)
        for asset in tx.assets.in_workspaces(ids):
            assets[asset.workspace_id].append(asset)
        return [
            responses.workspace(w, call.version, analyses=analyses[w.id], assets=assets[w.id])
            for w in found
        ]

    return call.service.database.read(gather)


def create_workspace(call: Call) -> entities.Workspace:
    """Make a workspace of one's own."""
    body = call.decode(entities.WorkspaceBody)
    name = required(body.name, "name")
    organization = _organization(body.organization)

    def create(tx: Transaction) -> entities.Workspace:
        made = workspaces.create_workspace(
            tx,
            call.actor,
            name=name,
            description=None if body.description is UNSET else body.description,
            workspace_type="secondary" if body.workspace_type is UNSET else body.workspace_type,
            organization=organization,
        )
        return responses.workspace(made, call.version, analyses=[], assets=[])

    return call.service.database.write(create)


def show_workspace(call: Call) -> entities.Workspace:
    """A workspace with its analyses."""
    return call.service.database.read(
        lambda tx: _show(call, tx, access.workspace(tx, call.actor, call.id))
    )


def change_workspace(call: Call) -> entities.Workspace:
    """Change a workspace; what is left out stays."""
    body = call.decode(entities.WorkspaceBody)
    changes = workspaces.WorkspaceChanges()
    if body.name is not UNSET:
        changes["name"] = body.name
    if body.description is not UNSET:
        changes["description"] = body.description
    if body.workspace_type is not UNSET:
        changes["workspace_type"] = body.workspace_type
    if body.organization is not UNSET:
        changes["organization"] = _organization(body.organization)

    def change(tx: Transaction) -> entities.Workspace:
        changed = workspaces.change_workspace(tx, call.actor, call.id, changes, silent=call.silent)
        return _show(call, tx, changed)

    return call.service.database.write(change)


def delete_workspace(call: Call) -> None:
    """Delete a workspace with everything in it."""
    call.service.database.write(lambda tx: workspaces.delete_workspace(tx, call.actor, call.id))


def list_members(call: Call) -> list[entities.Member]:
    """The members of a workspace and their levels."""
    found = call.service.database.read(lambda tx: workspaces.members(tx, call.actor, call.id))
    return [entities.Member(username=name, membership_type=level.value) for name, level in found]


def show_recents(call: Call) -> entities.Recents:
    """What was touched last in a workspace, newest first; at most `limit` of each kind."""
    limit = call.number("limit", default=100, most=MOST_RECENT)
    found = call.service.database.read(
        lambda tx: workspaces.recents(tx, call.actor, call.id, limit=limit)
    )
    return entities.Recents(
        analyses=[responses.listed_analysis(analysis, call.version) for analysis in found.analyses],
        figures=[responses.listed_figure(figure, call.version) for figure in found.figures],
        assets=[responses.asset(asset, call.version) for asset in found.assets],
    )


def show_overview(call: Call) -> entities.Overview:
    """How much a workspace holds."""
    found = call.service.database.read(lambda tx: workspaces.overview(tx, call.actor, call.id))
    return overview(found)


def overview(found: workspaces.Overview) -> entities.Overview:
    """How much a workspace holds, as it travels."""
    return entities.Overview(
        analysis_count=found.analyses,
        figure_count=found.figures,
        asset_count=found.assets,
        story_count=found.stories,
        active_this_week=found.active_this_week,
    )


def required(value: str | object, field: str) -> str:
    """`value`, which a new thing must have. Raises InvalidInput when it was left out."""
    if not isinstance(value, str):
        raise InvalidInput(f"The {field} is missing.", hint=f"Send a {field}.", field=field)
    return value


def _show(call: Call, tx: Transaction, found: Workspace) -> entities.Workspace:
    if call.shallow:
        return responses.workspace(found, call.version, analyses=None, assets=None)
    return responses.workspace(
        found,
        call.version,
        analyses=tx.analyses.in_workspaces([found.id]),
        assets=tx.assets.in_workspaces([found.id]),
    )


def _organization(organization: Parent | UnsetType | None) -> str | None:
    if organization is None or organization is UNSET:
        return None
    return parent_id(organization, field="organization")
