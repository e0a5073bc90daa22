"""Specifications in JSON: a member of our own for plotly, in `usermeta` for Vega and vega-lite.

A small one of plotly says in words what it shows where nobody else has said it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from gofigr_jupyter.capture.alt import alt_text, shown_by

OURS = "gofigr"
USERS = "usermeta"
ALT = "Description"
SMALL = 16 * 1024
"""Bytes of a specification that is read while the cell waits."""


def written(data: bytes, payload: Any, texts: Mapping[str, str]) -> tuple[bytes, Any] | None:
    """A specification with the texts in it, and its payload; None for what is no object."""
    if not isinstance(payload, Mapping) or not data.endswith(b"}") or len(data) < 3:
        return None
    added: dict[str, object]
    if "data" in payload and "layout" in payload:
        added = {OURS: {**_words(data, payload, texts), **texts}}
    elif USERS not in payload:
        added = {USERS: {OURS: dict(texts)}}
    else:
        return None  # what the user says there is the user's
    # Members are added at the end, so that the rest need not be encoded again.
    return data[:-1] + b"," + msgspec.json.encode(added)[1:], {**payload, **added}


def _words(data: bytes, payload: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, str]:
    """What a small specification of plotly shows; nothing where that cannot be told at once."""
    if ALT in texts or len(data) > SMALL:
        return {}
    from gofigr_jupyter.capture.specs import plotly, values  # those who draw with it pay for it

    try:
        shown = shown_by(plotly.read(payload))
    except values.STRANGE:
        return {}
    return {ALT: alt_text(texts.get("Title", ""), shown, backend="plotly")} if shown else {}


def without(value: object) -> object:
    """A decoded specification as it was before."""
    if not isinstance(value, dict):
        return value
    users = value.get(USERS)
    mine = isinstance(users, dict) and list(users) == [OURS]
    return {key: item for key, item in value.items() if key != OURS and not (key == USERS and mine)}
