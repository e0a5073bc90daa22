"""The use case: a capture and its provenance become a publication in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from gofigr_jupyter.capture.capture import Capture, Rendering
from gofigr_jupyter.ids import ContentHash, ShortIds, content_hash, new_id
from gofigr_jupyter.provenance.execution import Lineage
from gofigr_jupyter.provenance.provenance import Provenance
from gofigr_jupyter.publishing.expectation import Expectation, Expectations
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.publication import Attachment, Destination, Publication
from gofigr_jupyter.publishing.receipts import Receipt, State, receipt_for


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A figure about to be published: what was captured and what the user added."""

    capture: Capture
    content: ContentHash
    provenance: Provenance
    destination: Destination
    figure: str | None = None
    attachments: tuple[Attachment, ...] = ()
    metadata: Mapping[str, Any] = msgspec.field(default_factory=dict)  # any JSON that the user gave
    lineage: Lineage | None = None
    leave_out: tuple[str, ...] = ()


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A publication that is safe in the outbox, its first receipt and what is expected of it."""

    publication: Publication
    receipt: Receipt
    expectation: Expectation


class Publisher:
    """Publishes for one kernel session: gives ids, writes to the outbox, expects the answer."""

    def __init__(
        self, outbox: Outbox, expectations: Expectations, *, session: str, prefix: str
    ) -> None:
        self._outbox = outbox
        self._expectations = expectations
        self._session = session
        self._short_ids = ShortIds(prefix)

    def publish(self, draft: Draft, *, address: str | None) -> Published:
        """Put `draft` into the outbox. `address` is the service's, where it is known.

        Returns when the publication survives this process. Raises StorageUnavailable when it
        cannot be written.
        """
        publication = self._publication(draft)
        self._outbox.put(publication)
        link = f"{address}/r/{publication.short_id}" if address else None
        expectation = self._expectations.expect(publication, link)
        return Published(
            publication=publication,
            receipt=_queued(publication, expectation),
            expectation=expectation,
        )

    def _publication(self, draft: Draft) -> Publication:
        cell = draft.capture.cell
        return Publication(
            id=new_id(),
            short_id=self._short_ids.next(),
            session=self._session,
            created=now(),
            destination=draft.destination,
            figure=draft.figure,
            capture=draft.capture,
            provenance=draft.provenance,
            content=draft.content,
            code=content_hash(cell.source.encode("utf-8", "surrogatepass") if cell else b""),
            attachments=draft.attachments,
            metadata=dict(draft.metadata),
            lineage=draft.lineage,
            leave_out=draft.leave_out,
        )


def content_of(renderings: tuple[Rendering, ...]) -> ContentHash:
    """The hash of a figure's bytes in all its formats: equal bytes, equal figure."""
    if len(renderings) == 1:
        return content_hash(renderings[0].mime.encode() + b"\0" + renderings[0].data)
    digests = "".join(f"{r.mime} {content_hash(r.data)}\n" for r in renderings)
    return content_hash(digests.encode())


def now() -> str:
    """The time now, ISO 8601 with offset."""
    return datetime.now(UTC).astimezone().isoformat()


def _queued(publication: Publication, expectation: Expectation) -> Receipt:
    return replace(
        receipt_for(publication, State.QUEUED),
        name=expectation.name,
        revision=expectation.revision,
        short_id=expectation.short_id,
        number=expectation.number,
        link=expectation.link,
        at=publication.created,
    )
