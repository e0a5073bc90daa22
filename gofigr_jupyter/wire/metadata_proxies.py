"""Metadata proxies as they travel."""

from __future__ import annotations

from typing import Any

from msgspec import Raw, Struct

from gofigr_jupyter.wire.revisions import Id, Time


class MetadataProxy(Struct, kw_only=True):
    """A place where a notebook's page leaves metadata; `updated` is null until it has."""

    api_id: Id
    initiator: str
    token: str
    created: Time
    expiry: Time
    updated: Time | None = None
    metadata: Any = None  # any JSON


class ProxyBody(Struct, kw_only=True):
    """A new proxy. It lasts ten minutes, or until `expiry`, but never a day."""

    expiry: Time | None = None


class PageMetadata(Struct, kw_only=True):
    """What a page leaves."""

    metadata: Raw


class Left(Struct, kw_only=True):
    """That it was left."""

    updated: Time
