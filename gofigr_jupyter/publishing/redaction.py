"""Takes secrets out of what a figure shows as text, before it is written anywhere."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.provenance.secrets import Guard, removed_from
from gofigr_jupyter.publishing.publication import Attachment, Publication


def without_secrets(publication: Publication) -> Publication:
    """`publication` as it may be stored: what it shows as text (HTML, SVG, JSON) without secrets.

    The kernel has cleaned code and names, and counted what it took out of them but for the record
    of a clean room; here the rest is counted too.
    """
    guard = Guard(publication.secrets_allowed)
    capture, provenance = publication.capture, publication.provenance
    renderings = tuple(_without_secrets(each, guard) for each in capture.renderings)
    written = (a.data.decode(errors="replace") for a in publication.attachments if _is_record(a))
    found = Counter(provenance.redactions) + guard.kinds + removed_from(written)
    if found == provenance.redactions:
        return publication
    return replace(
        publication,
        capture=replace(capture, renderings=renderings),
        provenance=replace(provenance, redactions=dict(found)),
    )


def _without_secrets(rendering: Rendering, guard: Guard) -> Rendering:
    if not _is_text(rendering.mime):
        return rendering
    cleaned = guard.clean_output(rendering.data)
    return rendering if cleaned is rendering.data else replace(rendering, data=cleaned)


def _is_text(mime: str) -> bool:
    return mime.startswith("text/") or mime.endswith(("json", "xml", "javascript"))


def _is_record(attachment: Attachment) -> bool:
    return attachment.is_clean_room and attachment.type in ("code", "text")
