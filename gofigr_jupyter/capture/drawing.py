"""A figure that is published without being displayed: its bytes, as a display would have them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gofigr_jupyter.capture.backends import backend_for, library_name, title_of
from gofigr_jupyter.capture.bundle import Bundle, is_figure
from gofigr_jupyter.capture.display import Display
from gofigr_jupyter.errors import InvalidInput

Format = Callable[[object], Bundle]


def drawn(figure: object, form: Format | None) -> Display:
    """`figure` as if it had been displayed; shows nothing.

    `form` is the shell's way to format an object, None outside a shell. Raises InvalidInput for
    what is no figure.
    """
    bundle = _bundle(figure, form)
    if backend_for(figure) is None and not is_figure(bundle):
        raise InvalidInput(
            f"This {type(figure).__name__} cannot be published: it shows no figure.",
            hint="Give a figure of matplotlib, plotly or another library, or an image.",
            field="figure",
        )
    return Display(
        shown=figure,
        bundle=bundle,
        library=library_name(figure, bundle),
        title=title_of(figure, bundle),
    )


def _bundle(figure: Any, form: Format | None) -> Bundle:
    if hasattr(figure, "_ipython_display_"):
        return {}  # formatting it would display it
    if form is not None and is_figure(bundle := form(figure)):
        return bundle
    if backend_for(figure) is not None:
        return {}
    from IPython.core.formatters import DisplayFormatter

    formatter: Any = DisplayFormatter()  # IPython ships no types
    bundle, _ = formatter.format(figure)
    return dict(bundle)
