"""Storage settings over the wire."""

from __future__ import annotations

import msgspec

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import JsonText, Right
from gofigr_jupyter.service.domain.people import storage_choice
from gofigr_jupyter.service.domain.people.model import (
    OUR_STORAGE,
    OrganizationLevel,
    StorageChoice,
)
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.people import told
from gofigr_jupyter.wire import people as wire


def show_workspace_storage(call: Call) -> wire.Storage:
    """Where a workspace keeps its data."""
    return told.storage(
        call.service.database.read(
            lambda tx: storage_choice.workspace_storage(tx, call.actor, call.id)
        )
    )


def choose_workspace_storage(call: Call) -> wire.Storage:
    """Choose where a workspace keeps its data."""
    choice = _choice(call)
    return told.storage(
        call.service.database.write(
            lambda tx: storage_choice.choose_for_workspace(tx, call.actor, call.id, choice)
        )
    )


def test_workspace_storage(call: Call) -> wire.Storage:
    """Tell whether the service could keep data there; nothing is changed."""
    choice = _choice(call)
    call.service.database.read(
        lambda tx: access.workspace(tx, call.actor, call.id, need=Right.ADMIN)
    )
    storage_choice.check_usable(choice)
    return told.storage(choice)


def show_organization_storage(call: Call) -> wire.Storage:
    """Where an organization keeps its data."""
    return told.storage(
        call.service.database.read(
            lambda tx: storage_choice.organization_storage(tx, call.actor, call.id)
        )
    )


def choose_organization_storage(call: Call) -> wire.Storage:
    """Note where an organization wants to keep its data."""
    choice = _choice(call)
    return told.storage(
        call.service.database.write(
            lambda tx: storage_choice.choose_for_organization(tx, call.actor, call.id, choice)
        )
    )


def test_organization_storage(call: Call) -> wire.Storage:
    """Tell whether the service could keep data there; nothing is changed."""
    choice = _choice(call)
    call.service.database.read(
        lambda tx: access.organization(tx, call.actor, call.id, need=OrganizationLevel.ADMIN)
    )
    storage_choice.check_usable(choice)
    return told.storage(choice)


def show_data_storage(call: Call) -> wire.DataStorage:
    """Where the bytes of a data object lie."""
    call.service.database.read(lambda tx: access.data(tx, call.actor, call.id))
    return wire.DataStorage(vendor=OUR_STORAGE)


def _choice(call: Call) -> StorageChoice:
    body = call.decode(wire.Storage)
    if body.params is not None and not isinstance(body.params, dict):
        raise InvalidInput("The parameters are not a JSON object.", field="params")
    params = None if body.params is None else JsonText(msgspec.json.encode(body.params).decode())
    return StorageChoice(vendor=body.vendor, params=params)
