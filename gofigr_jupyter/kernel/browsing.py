"""`browse()` and `figure(id)`: what is kept, shown in the notebook."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from concurrent.futures import TimeoutError as NoAnswer
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from gofigr_jupyter.collection.background import Background
from gofigr_jupyter.collection.figures import (
    Answer,
    Collection,
    Found,
    Recipe,
    Timeline,
    Wanted,
)
from gofigr_jupyter.errors import GoFigrError, InvalidInput, ServiceUnavailable
from gofigr_jupyter.kernel.discussion import ShownFigure
from gofigr_jupyter.widgets.browsing import LISTED, Browsing, described, listed, unavailable
from gofigr_jupyter.widgets.found import Answered, Search
from gofigr_jupyter.widgets.view import Views

T = TypeVar("T")
Image = str | PathLike[str] | bytes
"""A picture: its file, or its bytes."""
PATIENCE = 90.0
"""Seconds in which a service can start on a busy machine, and answer."""


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
        named = _named(name)
        try:
            revision, timeline = self._answer(self._find(named))
        except ServiceUnavailable as error:
            return self._shown(named, unavailable(str(error)))
        return self._shown(revision, described(timeline, revision))

    def recipe(self, name: object) -> Recipe:
        """What a clean room kept of one figure. Raises NotFound where none made it."""
        return self._answer(self._recipe(_named(name)))

    async def _recipe(self, name: str) -> Recipe:
        return await self._collection.recipe(await self._collection.find(name))

    def search(self, words: str, image: Image | None, limit: int) -> Search:
        """What words or a picture find, or both together."""
        if image is None:
            return Search(self._answer(self._collection.search(words, limit=limit)))
        found = self._collection.search_picture(_bytes_of(image), words=words)
        return Search(self._answer(found))

    def ask(self, name: object, question: str, *, send: bool) -> Answered:
        """The answer to a question about a figure."""
        # A model takes the time that its settings give it; who has had enough interrupts the cell.
        asked = self._asked(_named(name), question, send=send)
        return Answered(self._answer(asked, patience=None))

    async def _asked(self, name: str, question: str, *, send: bool) -> Answer:
        revision = await self._collection.find(name)
        return await self._collection.ask(revision, question, send=send)

    def _shown(self, name: str, still: dict[str, str]) -> ShownFigure:
        view = self._views and self._views().make("figure", {"revision": name})
        return ShownFigure(still, view, name=name, collection=self._collection, wait=self._answer)

    async def _find(self, name: str) -> tuple[str, Timeline]:
        revision = await self._collection.find(name)
        return revision, await self._collection.timeline(revision)

    def _browsing(self, kind: str, state: dict[str, Any], still: dict[str, str]) -> Browsing:
        return Browsing(still, self._views and self._views().make(kind, state))

    def _answer(self, work: Coroutine[Any, Any, T], *, patience: float | None = PATIENCE) -> T:
        asked = self._background.run(work)
        try:
            return asked.result(patience)
        except KeyboardInterrupt:
            asked.cancel()
            raise
        except NoAnswer:
            asked.cancel()
            raise ServiceUnavailable(
                f"The service has not answered in {PATIENCE:g} seconds.", hint="Try again."
            ) from None


def _bytes_of(image: Image) -> bytes:
    if isinstance(image, bytes):
        return image
    try:
        return Path(image).read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"{image} cannot be read: {error.strerror}.",
            hint="Give the file of a picture, or its bytes.",
        ) from None


def _named(name: object) -> str:
    """`name`, where it can be one of a figure; else raises InvalidInput."""
    if isinstance(name, ShownFigure):
        return name.name
    if isinstance(name, Found):
        name = name.revision or name.link
    if not isinstance(name, str) or not name.strip():
        raise InvalidInput(
            f"{name!r} names no figure.",
            hint="Give a short id, an id, or the link under a figure.",
        )
    return name
