"""Storage settings over the wire."""

from __future__ import annotations

import msgspec

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import DataItem, JsonText, Right
from gofigr_jupyter.service.domain.people import storage_choice
from gofigr_jupyter.service.domain.people.model import (
    OUR_STORAGE,
    OrganizationLevel,
    StorageChoice,
    Store,
)
from gofigr_jupyter.service.domain.ports import Transaction
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
    """Choose where a workspace keeps new data, once the place was tried; the rest stays."""
    given = _choice(call)
    workspace = call.service.database.read(
        lambda tx: storage_choice.may_choose_for_workspace(tx, call.actor, call.id)
    )
    choice, store = call.service.storage.tried(given, owner=workspace.id)
    return told.storage(
        call.service.database.write(
            lambda tx: storage_choice.choose_for_workspace(
                tx, call.actor, call.id, choice, store=store
            )
        )
    )


def test_workspace_storage(call: Call) -> wire.Storage:
    """Write, read and delete a test object there; nothing is changed."""
    given = _choice(call)
    workspace = call.service.database.read(
        lambda tx: access.workspace(tx, call.actor, call.id, need=Right.ADMIN)
    )
    choice, _ = call.service.storage.tried(given, owner=workspace.id)
    return told.storage(choice)


def show_organization_storage(call: Call) -> wire.Storage:
    """Where an organization keeps its data."""
    return told.storage(
        call.service.database.read(
            lambda tx: storage_choice.organization_storage(tx, call.actor, call.id)
        )
    )


def choose_organization_storage(call: Call) -> wire.Storage:
    """Choose for the workspaces of an organization that do not choose themselves.

    A place without a key is only noted: the data stays in the service's own place.
    """
    given = _choice(call)
    organization = call.service.database.read(
        lambda tx: access.organization(tx, call.actor, call.id, need=OrganizationLevel.ADMIN)
    )
    choice, store = given, None
    if not storage_choice.is_note(given):
        choice, store = call.service.storage.tried(given, owner=organization.id)
    return told.storage(
        call.service.database.write(
            lambda tx: storage_choice.choose_for_organization(
                tx, call.actor, call.id, choice, store=store
            )
        )
    )


def test_organization_storage(call: Call) -> wire.Storage:
    """Write, read and delete a test object there; nothing is changed."""
    given = _choice(call)
    organization = call.service.database.read(
        lambda tx: access.organization(tx, call.actor, call.id, need=OrganizationLevel.ADMIN)
    )
    choice, _ = call.service.storage.tried(given, owner=organization.id)
    return told.storage(choice)


def show_data_storage(call: Call) -> wire.DataStorage:
    """Where the bytes of a data object lie."""

    def find(tx: Transaction) -> tuple[DataItem, Store | None]:
        item = access.data(tx, call.caller, call.id)
        return item, None if item.store_id is None else tx.stores.get(item.store_id)

    item, store = call.service.database.read(find)
    if store is None:
        return wire.DataStorage(vendor=OUR_STORAGE)
    path = call.service.storage.path(store, item.hash)
    return wire.DataStorage(vendor=store.vendor.upper(), path=path)


def _choice(call: Call) -> StorageChoice:
    body = call.decode(wire.Storage)
    if body.params is not None and not isinstance(body.params, dict):
        raise InvalidInput("The parameters are not a JSON object.", field="params")
    params = None if body.params is None else JsonText(msgspec.json.encode(body.params).decode())
    choice = StorageChoice(vendor=body.vendor, params=params)
    storage_choice.check_texts(choice)
    return choice
