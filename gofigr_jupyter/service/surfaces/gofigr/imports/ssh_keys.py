"""SSH keys over the wire."""

from __future__ import annotations

from msgspec import UNSET

from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.imports import model, private_keys, ssh_keys
from gofigr_jupyter.service.domain.imports.ssh_keys import SshKeyChanges
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire import imports as wire


def list_keys(call: Call) -> list[wire.SshKey]:
    """The caller's SSH keys, oldest first."""
    found = call.service.database.read(lambda tx: ssh_keys.own_keys(tx, call.actor))
    return [_told(key) for key in found]


def create_key(call: Call) -> wire.SshKey:
    """Keep an SSH key, encrypted; without a private key, a new one is made."""
    body = call.decode(wire.SshKeyBody)
    texts.name(body.name)
    call.service.database.read(lambda tx: ssh_keys.own_keys(tx, call.actor))  # who may at all
    key = private_keys.made() if body.private_key is None else private_keys.read(body.private_key)
    sealed = call.service.remotes.sealed(key.text)
    about = SshKeyChanges(name=body.name)
    if body.is_default is not UNSET:
        about["is_default"] = body.is_default
    return _told(
        call.service.database.write(
            lambda tx: ssh_keys.create_key(tx, call.actor, key, sealed=sealed, about=about)
        )
    )


def show_key(call: Call) -> wire.SshKey:
    """One of the caller's SSH keys."""
    return _told(call.service.database.read(lambda tx: ssh_keys.own_key(tx, call.actor, call.id)))


def change_key(call: Call) -> wire.SshKey:
    """Rename an SSH key, or make it the one that is used where none is named."""
    body = call.decode(wire.SshKeyChanges)
    changes = SshKeyChanges()
    if body.name is not UNSET:
        changes["name"] = body.name
    if body.is_default is not UNSET:
        changes["is_default"] = body.is_default
    return _told(
        call.service.database.write(
            lambda tx: ssh_keys.change_key(tx, call.actor, call.id, changes)
        )
    )


def delete_key(call: Call) -> None:
    """Forget an SSH key."""
    call.service.database.write(lambda tx: ssh_keys.delete_key(tx, call.actor, call.id))


def _told(key: model.SshKey) -> wire.SshKey:
    return wire.SshKey(
        api_id=key.id,
        name=key.name,
        fingerprint=key.fingerprint,
        public_key=key.public_key,
        is_default=key.is_default,
        created_on=responses.time(key.created) or "",
    )
