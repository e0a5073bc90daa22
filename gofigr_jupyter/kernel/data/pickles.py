"""A figure as Python keeps it: pickled while no cell runs, within bounds of time and size."""

from __future__ import annotations

import pickle
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from gofigr_jupyter.capture.backends import matplotlib
from gofigr_jupyter.publishing.pictures import Pickled

MOST_BYTES = 32 * 1024 * 1024
MOST_SECONDS = 2.0


class NotPickled(Exception):
    """There will be no pickle; the text says why."""


class Interrupted(Exception):
    """Somebody needs the processor more."""


def pickled(
    figure: object, *, formats: tuple[str, ...], interrupted: Callable[[], bool]
) -> Pickled:
    """`figure`, to be drawn in `formats` later.

    Raises NotPickled where it cannot be or is over the bounds, and Interrupted as soon as it is.
    """
    data = _Bounded(time.monotonic() + MOST_SECONDS, interrupted)
    style = BytesIO()
    try:
        _Pickler(data).dump(figure)
        pickle.dump(matplotlib.style(), style)
    except (NotPickled, Interrupted):
        raise
    except Exception as error:  # the boundary to the user's objects, which may raise anything
        raise NotPickled(f"it cannot be pickled: {error}") from error
    return Pickled(
        data=data.getvalue(),
        style=style.getvalue(),
        interpreter=sys.executable,
        path=tuple(sys.path),
        formats=formats,
    )


class _Bounded(BytesIO):
    """Takes bytes as long as there is time, and room for them."""

    def __init__(self, end: float, interrupted: Callable[[], bool]) -> None:
        super().__init__()
        self._end = end
        self._interrupted = interrupted

    def write(self, data: Any) -> int:
        self.check()
        written = super().write(data)
        if self.tell() > MOST_BYTES:
            raise NotPickled(f"it is over the limit of {MOST_BYTES // 1024**2} MiB")
        return written

    def check(self) -> None:
        if self._interrupted():
            raise Interrupted
        if time.monotonic() > self._end:
            raise NotPickled(f"it takes longer than {MOST_SECONDS:.0f} seconds")


class _Pickler(pickle.Pickler):
    def __init__(self, file: _Bounded) -> None:
        super().__init__(file, protocol=5)
        self._check = file.check

    def reducer_override(self, thing: object) -> Any:
        """Called for each object on the way, which is where it can be stopped."""
        self._check()
        return NotImplemented
