"""One module per plotting library: what it adds to a figure that was captured.

A backend recognizes a library's figures without importing the library, reads their title, and can
draw one where the display had no picture of it. What no backend recognizes is captured all the
same: by its bytes, with the name of the package that its class comes from.
"""

from __future__ import annotations

from typing import Any, Protocol

from gofigr_jupyter.capture.backends import altair, matplotlib, plotly, plotnine, svg, vega
from gofigr_jupyter.capture.bundle import (
    FORMATS,
    HTML,
    PLOTLY,
    SCRIPT,
    WIDGET,
    Bundle,
    is_spec,
    library,
)
from gofigr_jupyter.capture.capture import Rendering
from gofigr_jupyter.capture.markup import title_in_markup

TITLE_LENGTH = 200
_SEABORN = "seaborn._core.plot"


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


BACKENDS: tuple[Backend, ...] = (matplotlib, plotly, plotnine, altair)


def backend_for(shown: object) -> Backend | None:
    """The first backend that recognizes `shown`."""
    return next((backend for backend in BACKENDS if backend.recognizes(shown)), None)


def behind_widget(shown: object, bundle: Bundle) -> tuple[object, Bundle]:
    """The figure that a live view shows, and what a picture of it there is in `bundle`.

    `shown` and `bundle` themselves where they are no live view of a figure: ipympl's canvas has
    its figure, altair's chart widget its chart, and plotly's widget is a figure.
    """
    if WIDGET not in bundle:
        return shown, bundle
    parts = (shown, getattr(shown, "figure", None), getattr(shown, "chart", None))
    figure = next((part for part in parts if backend_for(part)), None)
    if figure is None:
        return shown, bundle
    return figure, {mime: bundle[mime] for mime in FORMATS if mime in bundle}


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
    if backend is plotly and PLOTLY in bundle:
        text = plotly.title_in_spec(bundle[PLOTLY])  # a figure makes objects to tell its title
    else:
        text = backend.title(shown) if backend else (_title_of(shown) or _title_in(bundle))
    return " ".join(text.split())[:TITLE_LENGTH] or None if text else None


def _title_of(shown: object) -> str | None:
    """The title of an object of seaborn's, which has it among its labels."""
    labels = getattr(shown, "_labels", None) if type(shown).__module__ == _SEABORN else None
    found = labels.get("title") if isinstance(labels, dict) else None
    return found if isinstance(found, str) else None


def _title_in(bundle: Bundle) -> str | None:
    for mime, value in bundle.items():
        if mime == PLOTLY:
            return plotly.title_in_spec(value)
        if is_spec(mime):
            return vega.title_in_spec(value)
        if mime == "image/svg+xml":
            return svg.title_in_drawing(value)
        if mime in (HTML, SCRIPT) and isinstance(value, str):
            return title_in_markup(value)
    return None
