"""Stories as files over the wire."""

from __future__ import annotations

from gofigr_jupyter.presentations.formats import format_named
from gofigr_jupyter.service.surfaces import decks
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import Download


def export_story(call: Call) -> Download:
    """A story with its pictures as a file: pptx, pdf, html, markdown (a zip) or notebook."""
    format = format_named(call.path["format"])
    gathered = call.service.database.read(lambda tx: decks.gather(tx, call.caller, call.id))
    deck = decks.deck(gathered, base=call.base, service=call.service)
    return Download(
        data=format.write(deck),
        media_type=format.media_type,
        file_name=decks.file_name(deck, format),
    )
