"""What a plain script shows: by `pyplot.show()` and by plotly's `show()`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from types import ModuleType
from typing import Any

from gofigr_jupyter.capture.backends import backend_for, library_name, title_of
from gofigr_jupyter.capture.backends.matplotlib import open_figures
from gofigr_jupyter.capture.display import Display, Guard, Listener
from gofigr_jupyter.capture.imports import Imports

PYPLOT, PLOTLY = "matplotlib.pyplot", "plotly.io"


class ScriptShows:
    """Announces each figure that a script shows, just before it is on the screen.

    `shown` is called when the screen is done with: a window was closed, a page was opened.
    """

    def __init__(self, listener: Listener, *, guard: Guard, shown: Callable[[], None]) -> None:
        self._listener = listener
        self._guard = guard
        self._shown = shown
        self._imports = Imports((PYPLOT, PLOTLY), self._wrap)

    def install(self) -> None:
        """Announce from now on."""
        self._imports.install()

    def _wrap(self, module: ModuleType) -> None:
        """Put a function of ours in the place of the module's `show`."""
        original = module.show
        pyplot = module.__name__ == PYPLOT

        @wraps(original)
        def show(*args: Any, **kw: Any) -> Any:
            figures = open_figures() if pyplot else [*args[:1]]
            return self._showing(figures, lambda: original(*args, **kw))

        module.show = show  # type: ignore[attr-defined]  # both modules have one

    def _showing(self, figures: list[object], show: Callable[[], Any]) -> Any:
        for slot, figure in enumerate(figures):
            announce = partial(self._announce, figure, slot=slot, slots=len(figures))
            self._guard(announce)
        try:
            return show()
        finally:
            self._guard(self._shown)

    def _announce(self, figure: object, *, slot: int, slots: int) -> None:
        if backend_for(figure) is None:
            return
        display = Display(
            shown=figure,
            bundle={},
            library=library_name(figure, {}),
            title=title_of(figure, {}),
            slot=slot,
            slots=slots,
        )
        self._listener.displayed(display)
