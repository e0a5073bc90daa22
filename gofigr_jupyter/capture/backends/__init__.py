"""One module per plotting library: what it adds to a figure that was captured.

A backend recognizes a library's figures without importing the library, reads their title, and can
draw one where the display had no picture of it. What no backend recognizes is captured all the
same: by its bytes, with the name of the package that its class comes from.
"""

from __future__ import annotations

from typing import Any, Protocol

from gofigr_jupyter.capture.backends import matplotlib, plotly, svg, vega
from gofigr_jupyter.capture.bundle import PLOTLY, Bundle, is_spec, library
from gofigr_jupyter.capture.capture import Rendering

TITLE_LENGTH = 200


class Backend(Protocol):
    """What a module in this folder offers for a library whose figures are objects."""

    NAME: str

    def recognizes(self, shown: object) -> bool:
        """Whether `shown` is a figure of this library."""

    def is_empty(self, figure: Any) -> bool:
        """Whether there is nothing to see in `figure`."""

    def title(self, figure: Any) -> str | None:
        """The title that the figure itself has."""

    def draw(self, figure: Any) -> Rendering:
        """A rendering of `figure`."""


BACKENDS: tuple[Backend, ...] = (matplotlib, plotly)


def backend_for(shown: object) -> Backend | None:
    """The first backend that recognizes `shown`."""
    return next((backend for backend in BACKENDS if backend.recognizes(shown)), None)


def library_name(shown: object, bundle: Bundle) -> str:
    """The plotting library behind a display: by its object, else by its bundle, else "image"."""
    backend = backend_for(shown)
    if backend:
        return backend.NAME
    package = (type(shown).__module__ or "").partition(".")[0]
    if shown is not None and package not in ("builtins", "__main__", "IPython"):
        return package
    return library(bundle) or "image"


def title_of(shown: object, bundle: Bundle) -> str | None:
    """The title of what is displayed, in one line, None where it has none."""
    backend = backend_for(shown)
    text = backend.title(shown) if backend else _title_in(bundle)
    return " ".join(text.split())[:TITLE_LENGTH] or None if text else None


def _title_in(bundle: Bundle) -> str | None:
    for mime, value in bundle.items():
        if mime == PLOTLY:
            return plotly.title_in_spec(value)
        if is_spec(mime):
            return vega.title_in_spec(value)
        if mime == "image/svg+xml":
            return svg.title_in_drawing(value)
    return None
