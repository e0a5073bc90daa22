"""What the service needs to make further pictures of a figure, taken while no cell runs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from gofigr_jupyter.capture.backends import matplotlib
from gofigr_jupyter.kernel.data.pickles import Interrupted, NotPickled, pickled
from gofigr_jupyter.kernel.data.plotting import packed
from gofigr_jupyter.kernel.data.taking import Behind
from gofigr_jupyter.provenance.secrets import Guard
from gofigr_jupyter.publishing.pictures import Pictures
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.publishing.services import EMBEDDED
from gofigr_jupyter.settings import Settings

__all__ = ["Interrupted", "taken"]

CHANGED = "the figure was changed after it had been shown"
CROWDED = "too many figures were shown without a pause between cells"
UNKNOWN = "without plotted data it is not known whether the figure was changed since it was shown"


def taken(
    behind: Behind,
    publication: Publication,
    *,
    settings: Settings,
    interrupted: Callable[[], bool],
) -> Pictures | None:
    """What is needed for the pictures that the user wants; None where that is nothing.

    Raises Interrupted where it must wait. Only figures of matplotlib that are kept on this machine
    are pickled.
    """
    service = publication.destination.service
    pictures = Pictures(
        publication=publication.id,
        service=service,
        watermark=settings.watermark,
        at=settings.watermark_url or "",
        plain=not settings.self_describing,
    )
    pickles = settings.keep_pickle and service == EMBEDDED
    if not pickles or publication.capture.backend != matplotlib.NAME:
        return pictures if settings.watermark else None
    try:
        if why := _changed(behind, Guard(settings.secrets_allowed)):
            raise NotPickled(why)
        formats = settings.pickle_formats
        found = pickled(behind.figure, formats=formats, interrupted=interrupted)
    except NotPickled as error:
        return msgspec.structs.replace(pictures, note=str(error))
    return msgspec.structs.replace(pictures, pickled=found)


def _changed(behind: Behind, guard: Guard) -> str | None:
    """Why the figure is not what was shown any more, None where it is."""
    if behind.figure is None:
        return CROWDED
    shown, bounds = behind.shown, behind.bounds
    then = shown.plotted
    if then is None and shown.drawing is not None:
        then = packed(shown.drawing, bounds, guard)
    if then is None:
        return UNKNOWN
    now = packed(matplotlib.drawing(behind.figure), bounds, guard)
    return None if now == then else CHANGED
