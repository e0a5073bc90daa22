"""Where the data of a workspace or an organization is kept, as its admins choose."""

from __future__ import annotations

from gofigr_jupyter.errors import Forbidden, InvalidInput
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.model import Action, Actor, Right
from gofigr_jupyter.service.domain.people import audit
from gofigr_jupyter.service.domain.people.model import (
    OUR_STORAGE,
    OrganizationLevel,
    StorageChoice,
)
from gofigr_jupyter.service.domain.ports import Transaction

MOST_VENDOR = 64
MOST_PARAMS = 64 * 1024


def workspace_storage(tx: Transaction, actor: Actor, id: str) -> StorageChoice:
    """What a workspace chose."""
    workspace = access.workspace(tx, actor, id, need=Right.ADMIN)
    return tx.storage_choices.get(workspace.id) or StorageChoice()


def organization_storage(tx: Transaction, actor: Actor, id: str) -> StorageChoice:
    """What an organization chose."""
    organization = access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
    return tx.storage_choices.get(organization.id) or StorageChoice()


def choose_for_workspace(
    tx: Transaction, actor: Actor, id: str, choice: StorageChoice
) -> StorageChoice:
    """Choose for a workspace. Raises InvalidInput for a storage that this service cannot write to,
    Forbidden where the organization does not leave the choice to its workspaces."""
    workspace = access.workspace(tx, actor, id, need=Right.ADMIN)
    if workspace.organization_id is not None:
        organization = tx.organizations.get(workspace.organization_id)
        if organization and not organization.allow_per_workspace_storage_settings:
            raise Forbidden(
                f"The organization {organization.name!r} chooses the storage of its workspaces.",
                hint="Its admins can allow settings for each workspace.",
            )
    check_usable(choice)
    tx.storage_choices.of_workspace(workspace.id, choice)
    audit.record(tx, actor, Action.UPDATE, workspace, detail=f"storage: {choice.vendor}")
    return choice


def choose_for_organization(
    tx: Transaction, actor: Actor, id: str, choice: StorageChoice
) -> StorageChoice:
    """Note what an organization wants.

    It is kept for whoever moves the organization to another service. As long as this service
    cannot write there, the data stays in its own folder.
    """
    organization = access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
    _check_texts(choice)
    tx.storage_choices.of_organization(organization.id, choice)
    audit.record(tx, actor, Action.UPDATE, organization, detail=f"storage: {choice.vendor}")
    return choice


def check_usable(choice: StorageChoice) -> None:
    """Raises InvalidInput when this service cannot keep data there."""
    _check_texts(choice)
    if choice.vendor != OUR_STORAGE or choice.params is not None:
        raise InvalidInput(
            f"This service cannot keep data with {choice.vendor!r} and these parameters.",
            hint=f"Choose {OUR_STORAGE!r} without parameters: the service's own folder.",
            field="vendor" if choice.vendor != OUR_STORAGE else "params",
        )


def _check_texts(choice: StorageChoice) -> None:
    texts.name(choice.vendor, field="vendor", most=MOST_VENDOR)
    if choice.params is not None and len(choice.params) > MOST_PARAMS:
        raise InvalidInput("The parameters are larger than 64 KiB.", field="params")
