"""Finding: the whole way from a screenshot to the pictures that look like it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PIL import Image

from gofigr_jupyter.pictures.looks.features import ASKED, features_of
from gofigr_jupyter.pictures.looks.gallery import Ballot, Gallery
from gofigr_jupyter.pictures.looks.overlay import Screenshot

LEAST_LIKENESS = 0.6
"""Screenshots of a picture have 0.8 and more; of others nearly all have less than this."""
PLACED = 60
"""Pictures whose features are laid over the screenshot's."""
COMPARED = 25
"""And those that are themselves."""
ASKED_AT_ONCE = 300
MOST_ASKED = 3000
Visible = Callable[[Sequence[int]], Collection[int]]
"""Those of some pictures that may be found."""
Copies = Callable[[Collection[int]], Mapping[int, bytes]]
"""Small copies of pictures."""


def alike(
    image: Image.Image, galleries: Sequence[Gallery], *, visible: Visible, copies: Copies
) -> Mapping[int, float]:
    """How much the pictures of galleries that may be found look like `image`, if they do."""
    asked = features_of(image, most=ASKED)
    placings = []
    for gallery in galleries:
        ballot = gallery.ballot(asked)
        placings += [ballot.placing(picture) for picture in _first(ballot, visible)]
    placings = sorted(placings, key=lambda each: -each.votes)[:COMPARED]
    known = copies([each.picture for each in placings])
    placings = [each for each in placings if each.picture in known]
    found = Screenshot(image).likenesses([known[each.picture] for each in placings], placings)
    return {
        each.picture: likeness
        for each, likeness in zip(placings, found, strict=True)
        if likeness >= LEAST_LIKENESS
    }


def _first(ballot: Ballot, visible: Visible) -> Sequence[int]:
    ranked = ballot.ranked()
    found: list[int] = []
    for start in range(0, min(len(ranked), MOST_ASKED), ASKED_AT_ONCE):
        some = ranked[start : start + ASKED_AT_ONCE]
        seen = visible(some)
        found += [picture for picture in some if picture in seen]
        if len(found) >= PLACED:
            break
    return found[:PLACED]
