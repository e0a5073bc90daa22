"""matplotlib: recognizes its figures without importing it, knows their title, can draw them."""

from __future__ import annotations

import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

from gofigr_jupyter.capture.capture import Rendering

if TYPE_CHECKING:
    from gofigr_jupyter.capture.artists.packing import Drawing

NAME = "matplotlib"


def recognizes(shown: object) -> bool:
    """Whether `shown` is a matplotlib figure."""
    # The class is missing while another thread is in the middle of the import.
    figure_class = getattr(sys.modules.get("matplotlib.figure"), "Figure", None)
    return figure_class is not None and isinstance(shown, figure_class)


def is_empty(figure: Any) -> bool:  # a matplotlib figure; matplotlib ships no types
    """Whether there is nothing to see in `figure`: no axes and no text."""
    return not (figure.axes or figure.texts or figure.lines or figure.images or figure.patches)


def open_figures() -> list[object]:
    """pyplot's open figures, oldest first."""
    pylab = sys.modules.get("matplotlib._pylab_helpers")
    managers = pylab.Gcf.get_all_fig_managers() if pylab is not None else []
    return [manager.canvas.figure for manager in managers]


def place_among_open(figure: object) -> tuple[int, int]:
    """The place of `figure` among pyplot's open figures, from 0, and how many those are."""
    figures = open_figures()
    at = next((place for place, other in enumerate(figures) if other is figure), None)
    return (0, 1) if at is None else (at, len(figures))


def title(figure: Any) -> str | None:
    """The figure's own title, else the first one that a part or axes of it has."""
    for part in (figure, *figure.subfigs):
        headline = part.get_suptitle()
        if headline:
            return str(headline)
    for axes in figure.axes:
        for place in ("center", "left", "right"):
            if text := axes.get_title(loc=place):
                return str(text)
    return None


def draw(figure: Any) -> Rendering:
    """A PNG of `figure`, for a display that had no picture of it (a terminal)."""
    picture = BytesIO()
    figure.savefig(picture, format="png", bbox_inches="tight")
    return Rendering(mime="image/png", data=picture.getvalue())


def drawing(figure: Any) -> Drawing:
    """What `figure` shows, as references to what its artists hold."""
    from gofigr_jupyter.capture.artists.figure import drawing_of  # imports matplotlib

    return drawing_of(figure)


def style() -> dict[str, Any]:
    """The settings of matplotlib that are not its defaults."""
    import matplotlib

    defaults = matplotlib.rcParamsDefault
    own = ("backend", "backend_fallback", "interactive")
    return {
        name: value
        for name, value in matplotlib.rcParams.items()
        if name not in own and value != defaults.get(name)
    }
