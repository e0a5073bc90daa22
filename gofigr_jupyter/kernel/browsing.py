"""`browse()` and `figure(id)`: what is kept, shown in the notebook."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import TimeoutError as NoAnswer
from typing import Any, TypeVar

from gofigr_jupyter.collection.background import Background
from gofigr_jupyter.collection.figures import Collection, Timeline, Wanted
from gofigr_jupyter.errors import GoFigrError, InvalidInput, ServiceUnavailable
from gofigr_jupyter.kernel.discussion import ShownFigure
from gofigr_jupyter.widgets.browsing import LISTED, Browsing, described, listed, unavailable
from gofigr_jupyter.widgets.view import Views

T = TypeVar("T")
PATIENCE = 30.0


class Browser:
    """Shows the figures of `collection`, which `background` asks.

    `views` gives the means to show them live; None where there is no notebook.
    """

    def __init__(
        self,
        collection: Collection,
        background: Background,
        *,
        views: Callable[[], Views] | None = None,
    ) -> None:
        self._collection = collection
        self._background = background
        self._views = views

    def browse(self, search: str) -> Browsing:
        """A gallery. Says why, and goes on trying, where the service does not answer."""
        wanted = Wanted(search=search, limit=LISTED)
        try:
            still = listed(self._answer(self._collection.page(wanted)))
        except GoFigrError as error:
            still = unavailable(str(error))
        return self._browsing("gallery", {"search": search}, still)

    def figure(self, name: object) -> ShownFigure:
        """One figure. Raises NotFound and InvalidInput for what names none."""
        if not isinstance(name, str) or not name.strip():
            raise InvalidInput(
                f"{name!r} names no figure.",
                hint="Give a short id, an id, or the link under a figure.",
            )
        try:
            revision, timeline = self._answer(self._find(name))
        except ServiceUnavailable as error:
            return self._shown(name, unavailable(str(error)))
        return self._shown(revision, described(timeline, revision))

    def _shown(self, name: str, still: dict[str, str]) -> ShownFigure:
        view = self._views and self._views().make("figure", {"revision": name})
        return ShownFigure(still, view, name=name, collection=self._collection, wait=self._answer)

    async def _find(self, name: str) -> tuple[str, Timeline]:
        revision = await self._collection.find(name)
        return revision, await self._collection.timeline(revision)

    def _browsing(self, kind: str, state: dict[str, Any], still: dict[str, str]) -> Browsing:
        return Browsing(still, self._views and self._views().make(kind, state))

    def _answer(self, work: Coroutine[Any, Any, T]) -> T:
        asked = self._background.run(work)
        try:
            return asked.result(PATIENCE)
        except NoAnswer:
            asked.cancel()
            raise ServiceUnavailable(
                f"The service has not answered in {PATIENCE:g} seconds.", hint="Try again."
            ) from None
