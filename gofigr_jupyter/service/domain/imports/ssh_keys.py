"""SSH keys: each user's own, one of them the default; the private part is never told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gofigr_jupyter.errors import Conflict, Forbidden, NotFound
from gofigr_jupyter.ids import SshKeyId, UserId, is_id, new_id
from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.imports.model import SshKey
from gofigr_jupyter.service.domain.imports.private_keys import PrivateKey
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction

MOST_KEYS = 25


class SshKeyChanges(TypedDict, total=False):
    """What can be changed about a key."""

    name: str
    is_default: bool


def create_key(
    tx: Transaction, actor: Actor, key: PrivateKey, *, sealed: str, about: SshKeyChanges
) -> SshKey:
    """Keep a key; a user's first one is the default unless told otherwise.

    Raises Conflict for a key that the user has, and for one too many.
    """
    kept = own_keys(tx, actor)
    if any(each.fingerprint == key.fingerprint for each in kept):
        raise Conflict(f"You have the key {key.fingerprint} already.", hint="Use that one.")
    if len(kept) >= MOST_KEYS:
        raise Conflict(f"You have {MOST_KEYS} SSH keys already.", hint="Delete one of them first.")
    made = SshKey(
        id=SshKeyId(new_id()),
        user_id=actor.user_id,
        name=texts.name(about.get("name", "")),
        public_key=key.public_key,
        fingerprint=key.fingerprint,
        sealed=sealed,
        is_default=about.get("is_default", not kept),
        created=tx.now,
    )
    if made.is_default:
        _no_default(tx, kept)
    tx.ssh_keys.add(made)
    return made


def own_keys(tx: Transaction, actor: Actor) -> Sequence[SshKey]:
    """The actor's keys, oldest first."""
    return tx.ssh_keys.of_user(_whole(actor))


def own_key(tx: Transaction, actor: Actor, id: str) -> SshKey:
    """One of the actor's keys. Raises NotFound, and Forbidden for somebody else's."""
    owner = _whole(actor)
    key = tx.ssh_keys.get(id.lower()) if is_id(id) else None
    if key is None:
        raise NotFound(f"There is no SSH key {id[:60]!r}.", hint="It may have been deleted.")
    if key.user_id != owner:
        raise Forbidden("This SSH key belongs to somebody else.")
    return key


def default_key(tx: Transaction, actor: Actor) -> SshKey | None:
    """The one that is used where none is named; a key for one workspace brings none along."""
    if actor.only_workspace is not None:
        return None
    return next((key for key in own_keys(tx, actor) if key.is_default), None)


def change_key(tx: Transaction, actor: Actor, id: str, changes: SshKeyChanges) -> SshKey:
    """Rename a key, or make it the default, which the other ones are then no more."""
    key = own_key(tx, actor, id)
    if "name" in changes:
        texts.name(changes["name"])
    if changes.get("is_default"):
        _no_default(tx, own_keys(tx, actor))
    tx.ssh_keys.change(key.id, **changes)
    return tx.ssh_keys.get(key.id) or key


def delete_key(tx: Transaction, actor: Actor, id: str) -> None:
    """Forget a key."""
    tx.ssh_keys.remove(own_key(tx, actor, id).id)


def _no_default(tx: Transaction, keys: Sequence[SshKey]) -> None:
    for key in keys:
        if key.is_default:
            tx.ssh_keys.change(key.id, is_default=False)


def _whole(actor: Actor) -> UserId:
    """Whose keys they are. An API key for one workspace opens none: they open other places."""
    if actor.only_workspace is not None:
        raise Forbidden(
            "An API key for one workspace does not open SSH keys.",
            hint="Use a key for all workspaces, or sign in.",
        )
    return actor.user_id
