"""Search by a picture over the wire."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from gofigr_jupyter.errors import TooLarge
from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.pictures import clues
from gofigr_jupyter.service.domain.search import pictures, search
from gofigr_jupyter.service.domain.search.model import Filters
from gofigr_jupyter.service.domain.search.pictures import Said
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import post
from gofigr_jupyter.service.surfaces.gofigr.search import words
from gofigr_jupyter.wire import search as wire

MOST_BYTES = 32 * 1024 * 1024
PATIENCE = 1.0
"""Seconds that are waited for looks of what has just been kept."""


def find(call: Call) -> wire.SearchResults:
    """The figures that a picture shows: by its bytes, what it says, codes in it, or its looks."""
    body = call.decode(wire.PictureBody)
    if len(body.image) > MOST_BYTES:
        raise TooLarge(
            f"The picture is larger than {MOST_BYTES // 2**20} MiB.", hint="Send a smaller copy."
        )
    search.check_length(body.query)
    filters = Filters(
        workspace=words.id_of(body.workspace, "workspace"),
        analysis=words.id_of(body.analysis, "analysis"),
    )
    waiting = call.service.index.catch_up(seconds=words.PATIENCE)
    said = said_by(body.image)
    if not said.written:
        call.service.looks.look(seconds=PATIENCE)
        said = replace(said, alike=alike(call, body.image, filters))
    found = call.service.database.read(
        lambda tx: pictures.find(tx, call.actor, said, filters, text=body.query)
    )
    return words.results_of(found, waiting)


def said_by(image: bytes) -> Said:
    """What a picture says of itself: its bytes, what is written in it, or codes that one sees."""
    from gofigr_jupyter.service.thumbnails.pictures import decoded  # brings Pillow

    written = clues.written_in(image)
    picture = None if written else decoded(image)
    seen = clues.Clues() if picture is None else clues.seen_in(picture)
    return Said(
        file=content_hash(image),
        written=(*written.revisions, *written.links),
        seen=seen.links,
    )


def alike(call: Call, image: bytes, filters: Filters) -> Mapping[int, float]:
    """How much looks that the caller may find are like that of a picture, those that are."""
    from gofigr_jupyter.service.thumbnails.pictures import decoded

    picture = decoded(image)
    if picture is None:
        return {}

    def visible(looks: Collection[int]) -> set[int]:
        return call.service.database.read(
            lambda tx: pictures.visible(tx, call.actor, looks, filters)
        )

    return call.service.looks.alike(picture, visible)


OPERATIONS = (post("/search/image", find, wire.PictureBody, wire.SearchResults, status=200),)
