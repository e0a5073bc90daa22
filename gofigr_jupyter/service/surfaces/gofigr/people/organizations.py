"""Organizations over the wire."""

from __future__ import annotations

from collections import defaultdict

from msgspec import UNSET

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Workspace
from gofigr_jupyter.service.domain.people import organizations
from gofigr_jupyter.service.domain.people.model import Organization
from gofigr_jupyter.service.domain.people.organizations import OrganizationChanges
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.people import told
from gofigr_jupyter.service.surfaces.gofigr.workspaces import required
from gofigr_jupyter.wire import people as wire

LOGO_SIZE = 512


def list_organizations(call: Call) -> list[wire.Organization]:
    """The organizations of the caller."""

    def gather(tx: Transaction) -> list[wire.Organization]:
        found = organizations.own_organizations(tx, call.actor)
        inside: dict[str | None, list[Workspace]] = defaultdict(list)
        for workspace in organizations.workspaces(tx, found):
            inside[workspace.organization_id].append(workspace)
        return [told.organization(o, call.version, workspaces=inside[o.id]) for o in found]

    return call.service.database.read(gather)


def found_organization(call: Call) -> wire.Organization:
    """Found an organization; the caller is its admin."""
    body = call.decode(wire.OrganizationBody)
    required(body.name, "name")
    about = _changes(body)
    made = call.service.database.write(
        lambda tx: organizations.found_organization(tx, call.actor, about)
    )
    return told.organization(made, call.version, workspaces=[])


def show_organization(call: Call) -> wire.Organization:
    """An organization with its workspaces."""
    return call.service.database.read(
        lambda tx: _show(call, tx, access.organization(tx, call.actor, call.id))
    )


def change_organization(call: Call) -> wire.Organization:
    """Change an organization; what is left out stays."""
    changes = _changes(call.decode(wire.OrganizationBody))

    def change(tx: Transaction) -> wire.Organization:
        changed = organizations.change_organization(
            tx, call.actor, call.id, changes, silent=call.silent
        )
        return _show(call, tx, changed)

    return call.service.database.write(change)


def dissolve_organization(call: Call) -> None:
    """Delete an organization; its workspaces stay, without one."""
    call.service.database.write(
        lambda tx: organizations.dissolve_organization(tx, call.actor, call.id)
    )


def _show(call: Call, tx: Transaction, found: Organization) -> wire.Organization:
    inside = None if call.shallow else organizations.workspaces(tx, [found])
    return told.organization(found, call.version, workspaces=inside)


def _changes(body: wire.OrganizationBody) -> OrganizationChanges:
    changes = OrganizationChanges()
    if body.name is not UNSET:
        changes["name"] = body.name
    if body.description is not UNSET:
        changes["description"] = body.description
    if body.email is not UNSET:
        changes["email"] = body.email or None
    if body.logo is not UNSET:
        changes["logo"] = _logo(body.logo)
    flag = body.allow_per_workspace_storage_settings
    if flag is not UNSET and flag is not None:
        changes["allow_per_workspace_storage_settings"] = flag
    return changes


def _logo(picture: bytes | None) -> bytes | None:
    if not picture:
        return None
    from gofigr_jupyter.service.thumbnails.pictures import thumbnail  # brings Pillow

    made = thumbnail(picture, format="png", size=LOGO_SIZE)
    if made is None:
        raise InvalidInput(
            "The logo cannot be read as an image.", hint="Send a PNG or JPEG.", field="logo"
        )
    return made
