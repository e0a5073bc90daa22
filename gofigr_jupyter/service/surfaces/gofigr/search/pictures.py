"""Search by a picture over the wire."""

from __future__ import annotations

from gofigr_jupyter.errors import TooLarge
from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.pictures import clues
from gofigr_jupyter.service.domain.search import pictures
from gofigr_jupyter.service.domain.search.model import Filters
from gofigr_jupyter.service.domain.search.pictures import Said
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import post
from gofigr_jupyter.service.surfaces.gofigr.search import words
from gofigr_jupyter.wire import search as wire

MOST_BYTES = 32 * 1024 * 1024


def find(call: Call) -> wire.SearchResults:
    """The figures that a picture says it shows: by its bytes, what is written in it, or codes."""
    body = call.decode(wire.PictureBody)
    if len(body.image) > MOST_BYTES:
        raise TooLarge(
            f"The picture is larger than {MOST_BYTES // 2**20} MiB.", hint="Send a smaller copy."
        )
    filters = Filters(
        workspace=words.id_of(body.workspace, "workspace"),
        analysis=words.id_of(body.analysis, "analysis"),
    )
    said = _said(body.image)
    waiting = call.service.index.catch_up(seconds=words.PATIENCE)
    found = call.service.database.read(lambda tx: pictures.find(tx, call.actor, said, filters))
    return words.results_of(found, waiting)


def _said(image: bytes) -> Said:
    from gofigr_jupyter.service.thumbnails.pictures import decoded  # brings Pillow

    written = clues.written_in(image)
    picture = None if written else decoded(image)
    seen = clues.Clues() if picture is None else clues.seen_in(picture)
    return Said(
        file=content_hash(image),
        written=(*written.revisions, *written.links),
        seen=seen.links,
    )


OPERATIONS = (post("/search/image", find, wire.PictureBody, wire.SearchResults, status=200),)
