"""API keys: told once, kept as a hash, perhaps for one workspace, perhaps with an end."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from gofigr_jupyter.errors import Conflict, Forbidden, InvalidInput, NotAuthenticated, NotFound
from gofigr_jupyter.ids import ApiKeyId, is_id, new_id
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.model import SECOND, Actor, ApiKey, Moment, Right
from gofigr_jupyter.service.domain.ports import Transaction

MOST_KEYS = 25
PREFIX = "gfk_"
USE_IS_NOTED_EVERY = 60 * SECOND


def create_key(
    tx: Transaction,
    actor: Actor,
    *,
    name: str,
    expiry: Moment | None = None,
    workspace: str | None = None,
) -> tuple[ApiKey, str]:
    """A new key and its secret text, which nobody can read again.

    Raises Forbidden when asked with a key, or for a workspace where the actor may not create;
    Conflict when the user has as many keys as are allowed.
    """
    _no_keys(actor)
    texts.name(name)
    if expiry is not None and expiry <= tx.now:
        raise InvalidInput(
            "The expiry is in the past.", hint="Name a time that is to come.", field="expiry"
        )
    scope = access.workspace(tx, actor, workspace, need=Right.EDIT).id if workspace else None
    if len(tx.api_keys.of_user(actor.user_id)) >= MOST_KEYS:
        raise Conflict(f"You have {MOST_KEYS} API keys already.", hint="Delete one of them first.")
    text = PREFIX + secrets.token_urlsafe(32)
    key = ApiKey(
        id=ApiKeyId(new_id()),
        user_id=actor.user_id,
        name=name,
        digest=digest_of(text),
        created=tx.now,
        expiry=expiry,
        workspace_id=scope,
    )
    tx.api_keys.add(key)
    return key, text


def own_keys(tx: Transaction, actor: Actor) -> Sequence[ApiKey]:
    """The actor's keys, oldest first."""
    return tx.api_keys.of_user(actor.user_id)


def own_key(tx: Transaction, actor: Actor, id: str) -> ApiKey:
    """One of the actor's keys. Raises NotFound, and Forbidden for somebody else's."""
    key = tx.api_keys.get(id.lower()) if is_id(id) else None
    if key is None:
        raise NotFound(f"There is no API key {id[:60]!r}.", hint="It may have been revoked.")
    if key.user_id != actor.user_id:
        raise Forbidden("This API key belongs to somebody else.")
    return key


def revoke_key(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete a key, which stops working at once. Raises Forbidden when asked with a key."""
    _no_keys(actor)
    tx.api_keys.remove(own_key(tx, actor, id).id)
    tx.keys_changed = True


def actor_with_key(tx: Transaction, text: str) -> tuple[Actor, ApiKey]:
    """Who comes with this key. Raises NotAuthenticated when it opens nothing (any more)."""
    key = tx.api_keys.by_digest(digest_of(text))
    user = tx.users.get(key.user_id) if key else None
    if key is None or user is None or not user.is_active or _over(key, tx.now):
        raise NotAuthenticated(
            "This API key is unknown, was revoked, or has expired.", hint="Make a new one."
        )
    actor = Actor(
        user_id=user.id,
        username=user.username,
        is_staff=user.is_staff,
        by_key=True,
        only_workspace=key.workspace_id,
    )
    return actor, key


def use_is_worth_noting(key: ApiKey, now: Moment) -> bool:
    """Whether the last noted use lies so far back that this one should be written down."""
    return key.last_used is None or now - key.last_used >= USE_IS_NOTED_EVERY


def note_use(tx: Transaction, key: ApiKey) -> None:
    """Write down that a key was used now."""
    tx.api_keys.change(key.id, last_used=tx.now)


def digest_of(text: str) -> str:
    """What is kept of a key. Its 256 random bits need no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()


def _over(key: ApiKey, now: Moment) -> bool:
    return key.expiry is not None and key.expiry <= now


def _no_keys(actor: Actor) -> None:
    if actor.by_key:
        raise Forbidden(
            "An API key cannot make or revoke API keys.", hint="Sign in with your password."
        )
