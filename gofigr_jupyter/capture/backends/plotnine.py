"""plotnine: recognizes its plots without importing it, and knows their title."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import Any

from gofigr_jupyter.capture.capture import Rendering

NAME = "plotnine"


def recognizes(shown: object) -> bool:
    """Whether `shown` is a plot of plotnine."""
    plot_class = getattr(sys.modules.get("plotnine"), "ggplot", None)
    return plot_class is not None and isinstance(shown, plot_class)


def is_empty(figure: Any) -> bool:  # a plot; plotnine draws a panel at least
    """Never: a plot without layers is drawn as an empty panel."""
    return False


def title(figure: Any) -> str | None:
    """The title among the plot's labels."""
    found = getattr(figure.labels, "title", None)
    return found if isinstance(found, str) else None


def draw(figure: Any) -> Rendering:
    """A PNG of the plot, for a display that had no picture of it (a terminal)."""
    picture = BytesIO()
    figure.save(picture, format="png", verbose=False)
    return Rendering(mime="image/png", data=picture.getvalue())
