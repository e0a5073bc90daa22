"""Who may read a thing without being a member, as it travels."""

from __future__ import annotations

from msgspec import Struct


class UserShare(Struct, kw_only=True):
    """Whether a thing is shared with a user: a request and its answer."""

    username: str
    sharing_enabled: bool = True


class LinkShare(Struct, kw_only=True):
    """Whether a thing is shared with everybody who knows its address: a request and its answer."""

    enabled: bool
