"""Who sends a request, by its Authorization header."""

from __future__ import annotations

import hmac
from contextlib import suppress

from gofigr_jupyter.errors import NotAuthenticated, StorageUnavailable
from gofigr_jupyter.service.domain import api_keys
from gofigr_jupyter.service.domain.model import Actor, ApiKey, Moment
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.tokens import Use, actor_of
from gofigr_jupyter.service.surfaces.service import Service


def actor_with_header(service: Service, header: str | None) -> Actor | None:
    """Who sends `Bearer <token>` or `Token <API key>`; None without a header.

    Raises TokenNotValid for a bad token and NotAuthenticated for a bad key: clients refresh after
    the first, and must not after the second.
    """
    if header is None:
        return None
    scheme, _, credential = header.partition(" ")
    if scheme.lower() == "bearer":
        signer = service.signer()
        return service.database.read(
            lambda tx: actor_of(signer.user(tx, credential.strip(), Use.ACCESS))
        )
    if scheme.lower() == "token":
        return _actor_with_key(service, credential.strip())
    raise NotAuthenticated(
        f"The service does not know the authorization scheme {scheme[:30]!r}.",
        hint="Send 'Bearer <token>' or 'Token <API key>'.",
    )


def _actor_with_key(service: Service, text: str) -> Actor:
    local = service.local
    if local and local.key and hmac.compare_digest(local.key.encode(), text.encode()):
        return local.actor

    ring = service.keys
    known = ring.actor(api_keys.digest_of(text))
    if known is not None:
        return known
    changes = ring.changes

    def look_up(tx: Transaction) -> tuple[Actor, ApiKey, Moment]:
        actor, key = api_keys.actor_with_key(tx, text)
        return actor, key, tx.now

    actor, key, now = service.database.read(look_up)
    ring.remember(key, actor, now=now, changes=changes)
    if api_keys.use_is_worth_noting(key, now):
        with suppress(StorageUnavailable):  # a full disk must not keep anybody from reading
            service.database.write(lambda tx: api_keys.note_use(tx, key))
    return actor
