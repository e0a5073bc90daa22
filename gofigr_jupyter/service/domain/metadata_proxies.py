"""Metadata proxies: a notebook's page tells its kernel, through the service, where it is.

The kernel makes a proxy and hands its token to the page; whoever knows the token may leave
metadata there, and only who made it may read. It is gone within a day.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.errors import Forbidden, InvalidInput, NotFound
from gofigr_jupyter.ids import UserId, new_id
from gofigr_jupyter.service.domain.model import SECOND, Actor, JsonText, Moment
from gofigr_jupyter.service.domain.ports import Transaction

USUAL_TIME = 600 * SECOND
LONGEST_TIME = 24 * 3600 * SECOND - SECOND
MOST_METADATA = 64 * 1024
NULL = JsonText("null")


@dataclass(frozen=True, kw_only=True)
class MetadataProxy:
    """A place for metadata. `updated` is None until somebody left some; the token is hashed."""

    id: str
    digest: str
    user_id: UserId
    initiator: str
    created: Moment
    expiry: Moment
    updated: Moment | None = None
    metadata: JsonText = NULL


class MetadataProxies(Protocol):
    """Stored metadata proxies."""

    def add(self, proxy: MetadataProxy) -> None:
        """Store a new one."""

    def by_digest(self, digest: str) -> MetadataProxy | None:
        """The one whose token has this SHA-256."""

    def fill(self, id: str, metadata: JsonText, *, at: Moment) -> None:
        """Leave metadata in it."""

    def remove(self, id: str) -> None:
        """Delete it."""

    def forget_older(self, than: Moment) -> None:
        """Delete those that expired before then."""


def open_proxy(
    tx: Transaction, actor: Actor, *, expiry: Moment | None = None
) -> tuple[MetadataProxy, str]:
    """A new proxy and its token. It lasts ten minutes, or until `expiry`, but never a day."""
    tx.metadata_proxies.forget_older(tx.now)
    token = secrets.token_urlsafe(24)
    until = tx.now + USUAL_TIME if expiry is None else min(expiry, tx.now + LONGEST_TIME)
    if until <= tx.now:
        raise InvalidInput(
            "The expiry has passed already.", hint="Send a later one, or none.", field="expiry"
        )
    proxy = MetadataProxy(
        id=new_id(),
        digest=_digest(token),
        user_id=actor.user_id,
        initiator=actor.username,
        created=tx.now,
        expiry=Moment(until),
    )
    tx.metadata_proxies.add(proxy)
    return proxy, token


def read_proxy(tx: Transaction, actor: Actor | None, token: str) -> MetadataProxy:
    """The proxy with this token. Raises Forbidden for anybody but who made it."""
    proxy = _living(tx, token)
    # The wire wants those who are not signed in to be forbidden, too.
    if actor is None or actor.user_id != proxy.user_id:
        raise Forbidden("Only who made a metadata proxy may read it.")
    return proxy


def fill_proxy(tx: Transaction, token: str, metadata: JsonText) -> Moment:
    """Leave metadata in a proxy, in place of what is there; the time of that."""
    proxy = _living(tx, token)
    if len(metadata) > MOST_METADATA:
        raise InvalidInput(
            f"The metadata is larger than {MOST_METADATA // 1024} KiB.",
            hint="Send the page's address and title.",
            field="metadata",
        )
    tx.metadata_proxies.fill(proxy.id, metadata, at=tx.now)
    return tx.now


def close_proxy(tx: Transaction, actor: Actor, token: str) -> None:
    """Delete a proxy of one's own."""
    tx.metadata_proxies.remove(read_proxy(tx, actor, token).id)


def _living(tx: Transaction, token: str) -> MetadataProxy:
    proxy = tx.metadata_proxies.by_digest(_digest(token))
    if proxy is None or proxy.expiry <= tx.now:
        raise NotFound(
            "There is no such metadata proxy.", hint="It may have expired: make another."
        )
    return proxy


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
