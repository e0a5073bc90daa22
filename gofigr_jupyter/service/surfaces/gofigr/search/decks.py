"""Check this deck: which figures the pictures of a document show, and whether they still hold."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath

from gofigr_jupyter.errors import TooLarge
from gofigr_jupyter.ids import ContentHash, content_hash
from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.model import Revision
from gofigr_jupyter.service.domain.search.decks import Placed, State, Verdict, verdict
from gofigr_jupyter.service.domain.search.model import Filters
from gofigr_jupyter.service.domain.search.pictures import Said
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import post
from gofigr_jupyter.service.surfaces.gofigr.search import pictures, words
from gofigr_jupyter.wire import decks as wire
from gofigr_jupyter.wire.search import FoundRevision

MOST_BYTES = 128 * 1024 * 1024
MOST_COMPARED = 100
"""Pictures of one document that are compared by their looks, a fifth of a second each."""
NOT_COMPARED = f"came after {MOST_COMPARED} others that say nothing of themselves"


def check(call: Call) -> wire.CheckedDeck:
    """What the pictures of a document show: by their bytes, what they say, codes, or looks."""
    body = call.decode(wire.DeckBody)
    if len(body.document) > MOST_BYTES:
        raise TooLarge(
            f"The document is larger than {MOST_BYTES // 2**20} MiB.",
            hint="Split it into smaller ones.",
        )
    name = PurePath(texts.name(body.name)).name
    call.service.index.catch_up(seconds=words.PATIENCE)
    call.service.looks.look(seconds=pictures.PATIENCE)
    checking = Checking(call)
    with call.service.documents.opened(name, body.document) as opened:
        found = [_told(picture, checking.verdict(picture.read())) for picture in opened.pictures]
        left_out = {**opened.left_out, **checking.left_out}
    return wire.CheckedDeck(pictures=found, left_out=left_out)


class Checking:
    """Looks up the pictures of one document, each once."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._known: dict[ContentHash, Verdict] = {}
        self._compared = 0
        self.left_out: Counter[str] = Counter()

    def verdict(self, image: bytes) -> Verdict:
        """What is known about the figure that a picture shows."""
        hash = content_hash(image)
        if hash not in self._known:
            self._known[hash] = self._looked_up(image)
        return self._known[hash]

    def _looked_up(self, image: bytes) -> Verdict:
        said = pictures.said_by(image)
        found = self._verdict(said)
        if found.state is not State.UNKNOWN:
            return found
        if self._compared == MOST_COMPARED:
            self.left_out[NOT_COMPARED] += 1
            return found
        self._compared += 1
        return self._verdict(replace(said, alike=pictures.alike(self._call, image, Filters())))

    def _verdict(self, said: Said) -> Verdict:
        return self._call.service.database.read(lambda tx: verdict(tx, self._call.actor, said))


def _told(picture: Placed, verdict: Verdict) -> wire.DeckPicture:
    return wire.DeckPicture(
        anchor=picture.anchor,
        title=picture.title,
        state=verdict.state.value,
        found=words.found(verdict.hit) if verdict.hit else None,
        newest=_revision(verdict.newest) if verdict.newest else None,
        approved=verdict.is_approved,
    )


def _revision(revision: Revision) -> FoundRevision:
    return FoundRevision(
        api_id=revision.id,
        short_id=revision.short_id,
        revision_index=revision.revision_index,
    )


OPERATIONS = (post("/deck/check", check, wire.DeckBody, wire.CheckedDeck, status=200),)
