"""The use case: a capture and its provenance become a publication in the outbox."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from gofigr_jupyter.capture.alt import alt_text, shown_by
from gofigr_jupyter.capture.capture import Capture, Rendering
from gofigr_jupyter.capture.stamps import Stamp, stamped
from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.ids import ContentHash, ShortIds, content_hash, new_id
from gofigr_jupyter.provenance.execution import Lineage
from gofigr_jupyter.provenance.provenance import Provenance
from gofigr_jupyter.publishing.expectation import Expectation, Expectations
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.publication import ALT, Attachment, Destination, Publication
from gofigr_jupyter.publishing.receipts import Receipt, State, receipt_for
from gofigr_jupyter.publishing.redaction import without_secrets


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
    secrets_allowed: tuple[str, ...] = ()
    going_out: Mapping[str, Any] | None = None
    """The payloads on their way to the page, where they are to describe themselves."""


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """A publication that is safe in the outbox, its first receipt and what is expected of it."""

    publication: Publication
    receipt: Receipt
    expectation: Expectation
    shown: Mapping[str, Any] = msgspec.field(default_factory=dict)
    """The payloads for the page that describe themselves."""


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
        publication = self.publication(draft)
        link = f"{address}/r/{publication.short_id}" if address else None
        expectation = self._expectations.expect(publication, link)
        shown: Mapping[str, Any] = {}
        if draft.going_out is not None:
            stamp = _stamp(publication, expectation)
            made, shown = stamped(publication.capture.renderings, draft.going_out, stamp)
            capture = replace(publication.capture, renderings=made)
            publication = replace(publication, capture=capture)
        publication = without_secrets(publication)
        try:
            self._outbox.put(publication)
        except GoFigrError:
            self._expectations.settled(publication.id)  # it will never be there
            raise
        return Published(
            publication=publication,
            receipt=_queued(publication, expectation),
            expectation=expectation,
            shown=shown,
        )

    def publication(self, draft: Draft) -> Publication:
        """What `draft` is published as."""
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
            secrets_allowed=draft.secrets_allowed,
        )


def content_of(renderings: tuple[Rendering, ...]) -> ContentHash:
    """The hash of a figure's bytes in all its formats: equal bytes, equal figure."""
    if len(renderings) == 1:
        return content_hash(renderings[0].mime.encode() + b"\0" + renderings[0].data)
    digests = "".join(f"{r.mime} {content_hash(r.data)}\n" for r in renderings)
    return content_hash(digests.encode())


def _stamp(publication: Publication, expectation: Expectation) -> Stamp:
    """What the picture says of itself: it names no revision that may never be."""
    return Stamp(
        title=expectation.name,
        alt=_alt(publication, expectation.name),
        notebook=publication.provenance.notebook.name,
        content=publication.content,
        code=publication.code,
        revision=expectation.revision if expectation.sure else None,
        link=expectation.link if expectation.sure else None,
    )


def _alt(publication: Publication, name: str) -> str | None:
    """The words of the user, else those that follow by rule from what was read of it by now."""
    said = publication.metadata.get(ALT)
    if isinstance(said, str):
        return said
    plotted = publication.capture.plotted
    shown = None if plotted is None else shown_by(plotted)
    return alt_text(name, shown, backend=publication.capture.backend) if shown else None


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
