"""Publication: one figure on its way to a service, frozen and complete."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from gofigr_jupyter.capture.capture import Capture
from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.provenance.execution import Lineage
from gofigr_jupyter.provenance.provenance import Provenance

SCHEMA = 1
ALT = "alt_text"
"""In the metadata: what a picture shows, for those who do not see it. Its author may change it."""


class Attachment(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that the user attached to a figure: a table or a file.

    `metadata` follows the GoFigr wire for the type (`format`, `encoding`, `path`, ...). What
    belongs to a clean room is needed to run the figure's function again.
    """

    name: str
    type: Literal["dataframe", "file", "text", "code"]
    data: bytes
    metadata: dict[str, Any] = msgspec.field(default_factory=dict)  # any JSON, by the wire
    is_clean_room: bool = False


class Destination(msgspec.Struct, frozen=True, kw_only=True):
    """Where a figure is to be kept.

    `service` is the name of a service that the outbox knows (see `outbox.Service`); `workspace` a
    name or an id, None for the user's primary one; `analysis` the name, made when missing.
    """

    service: str
    workspace: str | None
    analysis: str


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """One figure on its way to a service: everything delivery needs, and nothing else.

    `id` becomes the revision's id, so delivering twice cannot store twice. `figure` is the
    explicit identity (`publish(target=...)`, `%%figure NAME`), None to identify the figure by its
    cell. `content` hashes the renderings and `code` the cell's source: the two decide sameness.
    Of `leave_out` (`code`, `packages`, `inputs`, ...) the service is told nothing. What fits one of
    `secrets_allowed` stays, though it looks like a secret.
    """

    id: str
    short_id: str
    session: str
    created: str
    destination: Destination
    figure: str | None
    capture: Capture
    provenance: Provenance
    content: ContentHash
    code: ContentHash
    attachments: tuple[Attachment, ...] = ()
    metadata: dict[str, Any] = msgspec.field(default_factory=dict)  # any JSON that the user gave
    lineage: Lineage | None = None
    leave_out: tuple[str, ...] = ()
    secrets_allowed: tuple[str, ...] = ()
    schema: int = SCHEMA

    @property
    def name(self) -> str:
        """The figure's display name: explicit, else its title, else its place in the notebook."""
        if self.figure:
            return self.figure
        if self.capture.title:
            return self.capture.title
        cell = self.capture.cell
        if cell is None or cell.execution_count is None:
            return "Untitled"
        return f"Untitled (cell {cell.execution_count})"
