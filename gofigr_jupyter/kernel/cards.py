"""Cards: the line under a figure becomes a live card, after its cell and in a thread.

The cell only shows the line, as ever. What a card needs (ipywidgets, the front end) is imported
with the first one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from gofigr_jupyter.capture.bundle import Bundle
from gofigr_jupyter.kernel.boundary import Boundary
from gofigr_jupyter.kernel.screen import Screen
from gofigr_jupyter.publishing.receipts import Receipt, State

if TYPE_CHECKING:
    from gofigr_jupyter.widgets.card import CardState
    from gofigr_jupyter.widgets.view import View, Views

PATIENCE = 2.0
"""Seconds that a card waits for the end of its cell: longer cells show it while they run."""
MOST = 200
"""Cards alive in one kernel. Before there are more, the oldest becomes a line again."""


class _News(NamedTuple):
    receipt: Receipt
    line: Bundle


class _Card(NamedTuple):
    view: View
    line: Bundle
    cell: tuple[str | None, int | None]


class Cards:
    """The cards of one kernel. `views` makes the means to show them; `report` hears of faults."""

    def __init__(
        self, screen: Screen, views: Callable[[], Views], report: Callable[[Exception], object]
    ) -> None:
        self._screen = screen
        self._make_views = views
        self._views: Views | None = None
        self._boundary = Boundary(report, what="a card could not be shown")
        self._news: SimpleQueue[_News | None] = SimpleQueue()
        self._between_cells = threading.Event()
        self._between_cells.set()
        self._thread: threading.Thread | None = None
        self._known: set[str] = set()
        self._cards: dict[str, _Card] = {}

    def __contains__(self, publication: str) -> bool:
        return publication in self._known

    @property
    def views(self) -> Views:
        """The means to show live views; imports what they need. Raises ImportError without it."""
        if self._views is None:
            self._views = self._make_views()
        return self._views

    def cell_started(self) -> None:
        """From now on the processor belongs to the user's cell."""
        self._between_cells.clear()

    def cell_ended(self) -> None:
        """The cell is over: its cards may come."""
        self._between_cells.set()

    def tell(self, receipt: Receipt, line: Bundle) -> None:
        """Show a card with `receipt` in the place of `line`, or change the one that is there."""
        if receipt.publication is None:
            return
        self._known.add(receipt.publication)
        self._news.put(_News(receipt, line))
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="gofigr-cards", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Every card becomes its line again."""
        if self._thread is not None:
            self._news.put(None)
            self._thread.join(timeout=1.0)
            self._thread = None
        for publication in list(self._cards):
            self._boundary.run(lambda known=publication: self._retire(known))  # type: ignore[misc]

    def _run(self) -> None:
        while (news := self._news.get()) is not None:
            if news.receipt.publication not in self._cards:
                self._between_cells.wait(PATIENCE)
            self._boundary.run(lambda told=news: self._show(told))  # type: ignore[misc]

    def _show(self, news: _News) -> None:
        receipt, line = news
        publication = receipt.publication or ""
        card = self._cards.get(publication)
        if card is None:
            self._close_earlier(receipt)
            view = self.views.make("card", _state(receipt))
            card = _Card(view, {}, (receipt.cell_id, receipt.execution_count))
        else:
            card.view.state = dict(_state(receipt))
        if card.line != line:
            self._place(publication, card.view, line)
        self._cards[publication] = card._replace(line=line)

    def _place(self, publication: str, view: View, line: Bundle) -> None:
        from gofigr_jupyter.widgets.view import MARK, bundle

        name = f"gofigr-{publication}"
        self._screen.correct(bundle(view, line), display_id=name, metadata=MARK)

    def _close_earlier(self, receipt: Receipt) -> None:
        """Forget cards whose cell runs again, for its output is gone, and keep within MOST."""
        for publication, card in list(self._cards.items()):
            cell, count = card.cell
            if cell is not None and cell == receipt.cell_id and count != receipt.execution_count:
                self._forget(publication)
        while len(self._cards) >= MOST:
            self._retire(next(iter(self._cards)))

    def _retire(self, publication: str) -> None:
        line = self._cards[publication].line
        self._screen.correct(line, display_id=f"gofigr-{publication}")
        self._forget(publication)

    def _forget(self, publication: str) -> None:
        self._known.discard(publication)
        self._cards.pop(publication).view.close()


def _state(receipt: Receipt) -> CardState:
    from gofigr_jupyter.widgets import card

    name = receipt.name or "Untitled"
    if receipt.state is State.FAILED:
        return card.failed(name, receipt.reason)
    revision = receipt.revision and card.Shown(
        id=receipt.revision, number=receipt.number or 1, link=receipt.link
    )
    if receipt.state is State.QUEUED:
        return card.waiting(name, revision or None, receipt.reason)
    return card.kept(name, revision or None, again=receipt.state is State.SEEN_AGAIN)
