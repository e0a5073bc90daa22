"""Where the data of a workspace or an organization is kept, as its admins choose."""

from __future__ import annotations

import json
from dataclasses import replace

from gofigr_jupyter.errors import Forbidden, InvalidInput
from gofigr_jupyter.ids import WorkspaceId
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.model import Action, Actor, Right, Workspace
from gofigr_jupyter.service.domain.people import audit
from gofigr_jupyter.service.domain.people.model import (
    OUR_STORAGE,
    OrganizationLevel,
    StorageChoice,
    Store,
)
from gofigr_jupyter.service.domain.ports import Transaction

SIGNS_IN = ("secret", "password", "token", "credential", "access_key", "private")
"""Words in the names of parameters that nobody else may read."""
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
    tx: Transaction, actor: Actor, id: str, choice: StorageChoice, *, store: Store | None
) -> StorageChoice:
    """Choose for a workspace; `store` is the tried place, None the service's own.

    Raises Forbidden where the organization does not leave the choice to its workspaces.
    """
    workspace = may_choose_for_workspace(tx, actor, id)
    kept = replace(choice, store_id=None if store is None else tx.stores.put(store))
    tx.storage_choices.of_workspace(workspace.id, kept)
    audit.record(tx, actor, Action.UPDATE, workspace, detail=f"storage: {choice.vendor}")
    return kept


def may_choose_for_workspace(tx: Transaction, actor: Actor, id: str) -> Workspace:
    """The workspace. Raises Forbidden for who may not choose its storage."""
    workspace = access.workspace(tx, actor, id, need=Right.ADMIN)
    if workspace.organization_id is not None:
        organization = tx.organizations.get(workspace.organization_id)
        if organization and not organization.allow_per_workspace_storage_settings:
            raise Forbidden(
                f"The organization {organization.name!r} chooses the storage of its workspaces.",
                hint="Its admins can allow settings for each workspace.",
            )
    return workspace


def choose_for_organization(
    tx: Transaction, actor: Actor, id: str, choice: StorageChoice, *, store: Store | None
) -> StorageChoice:
    """Choose for an organization's workspaces that do not choose; `store` is the tried place.

    A place elsewhere that was not tried is only noted, for whoever moves the organization to
    another service: the data stays in the service's own place.
    """
    organization = access.organization(tx, actor, id, need=OrganizationLevel.ADMIN)
    kept = replace(choice, store_id=None if store is None else tx.stores.put(store))
    tx.storage_choices.of_organization(organization.id, kept)
    audit.record(tx, actor, Action.UPDATE, organization, detail=f"storage: {choice.vendor}")
    return kept


def store_of(tx: Transaction, id: WorkspaceId) -> Store | None:
    """Where new data of a workspace goes; None for the service's own place."""
    choice = tx.storage_choices.get(id)
    if choice is None:
        workspace = tx.workspaces.get(id)
        above = workspace.organization_id if workspace else None
        choice = tx.storage_choices.get(above) if above else None
    return None if choice is None or choice.store_id is None else tx.stores.get(choice.store_id)


def is_note(choice: StorageChoice) -> bool:
    """Whether a choice names a place elsewhere without telling how to sign in to it."""
    names: list[str] = []
    json.loads(
        choice.params or "{}", object_pairs_hook=lambda pairs: names.extend(map(str, dict(pairs)))
    )
    telling = any(word in name.lower() for name in names for word in SIGNS_IN)
    return choice.vendor != OUR_STORAGE and not telling


def check_texts(choice: StorageChoice) -> None:
    """Raises InvalidInput for what cannot be kept."""
    texts.name(choice.vendor, field="vendor", most=MOST_VENDOR)
    if choice.params is not None and len(choice.params) > MOST_PARAMS:
        raise InvalidInput("The parameters are larger than 64 KiB.", field="params")
