"""Which call in a clean room made which figure."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from gofigr_jupyter.capture.backends import matplotlib
from gofigr_jupyter.kernel.remembered import Remembered
from gofigr_jupyter.publishing.publication import Attachment

Record = tuple[Attachment, ...]
_at_work: ContextVar[Record] = ContextVar("at_work", default=())


class Rooms:
    """Knows the calls at work, and the figures of those that have ended."""

    def __init__(self) -> None:
        self._made: Remembered[Record] = Remembered()

    def record_of(self, figure: object) -> Record:
        """What goes with `figure`, of the call that makes or made it; nothing where none did."""
        return _at_work.get() or self._made.get(figure) or ()

    @contextmanager
    def working(self, record: Record) -> Iterator[None]:
        """While it lasts, each figure that is shown is one of this call."""
        before = matplotlib.open_figures()
        token = _at_work.set(record)
        try:
            yield
        finally:
            _at_work.reset(token)
            for figure in matplotlib.open_figures():
                if not any(figure is other for other in before):
                    self._made.add(figure, record)

    def answered(self, figure: object, record: Record) -> None:
        """A call has returned `figure`, which may be shown later."""
        if figure is not None:
            self._made.add(figure, record)
