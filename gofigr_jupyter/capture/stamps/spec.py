"""Specifications in JSON: a member of our own for plotly, in `usermeta` for Vega and vega-lite."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

OURS = "gofigr"
USERS = "usermeta"


def written(data: bytes, payload: Any, texts: Mapping[str, str]) -> tuple[bytes, Any] | None:
    """A specification with the texts in it, and its payload; None for what is no object."""
    if not isinstance(payload, Mapping) or not data.endswith(b"}") or len(data) < 3:
        return None
    ours: dict[str, object] = {OURS: dict(texts)}
    if "data" in payload and "layout" in payload:
        added = ours
    elif USERS not in payload:
        added = {USERS: ours}
    else:
        return None  # what the user says there is the user's
    # Members are added at the end, so that the rest need not be encoded again.
    return data[:-1] + b"," + msgspec.json.encode(added)[1:], {**payload, **added}


def without(value: object) -> object:
    """A decoded specification as it was before."""
    if not isinstance(value, dict):
        return value
    users = value.get(USERS)
    mine = isinstance(users, dict) and list(users) == [OURS]
    return {key: item for key, item in value.items() if key != OURS and not (key == USERS and mine)}
