"""What the user says about a figure, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from gofigr_jupyter.capture.bundle import Bundle
from gofigr_jupyter.publishing.publication import Attachment
from gofigr_jupyter.publishing.receipts import Receipt


class Extras(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says about a figure in code, without secrets: `redactions` counts them."""

    figure: str | None = None
    attachments: tuple[Attachment, ...] = ()
    metadata: Mapping[str, Any] = msgspec.field(default_factory=dict)  # any JSON
    redactions: Mapping[str, int] = msgspec.field(default_factory=dict)


class Kept(msgspec.Struct, frozen=True):
    """What became of a figure, and the payloads that describe themselves, for the page."""

    receipt: Receipt
    shown: Bundle = msgspec.field(default_factory=dict)
