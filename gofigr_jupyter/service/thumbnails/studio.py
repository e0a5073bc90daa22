"""Makes small pictures off the request, each once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.thumbnails.cache import ThumbnailCache
from gofigr_jupyter.service.thumbnails.child import Children
from gofigr_jupyter.service.thumbnails.kinds import BY_THE_HEAD, IN_A_CHILD, LIMITS, Kind, kind_of

log = logging.getLogger(__name__)

WORKERS = 2
PATIENCE = 10.0
"""Seconds that a request waits; a picture that takes longer is there for a later one."""
MIN_SIZE, MAX_SIZE = 16, 1024

Open = Callable[[ContentHash], BinaryIO]
_Order = tuple[ContentHash, Kind, int]


class Studio:
    """Implements the service's thumbnailer over `open`, which gives the bytes of a blob."""

    def __init__(self, folder: Path, open: Open) -> None:
        self._cache = ThumbnailCache(folder)
        self._open = open
        self._children = Children()
        self._closing = False
        self._workers = ThreadPoolExecutor(WORKERS, thread_name_prefix="thumbnails")
        self._orders: dict[_Order, Future[bytes | None]] = {}
        self._lock = threading.Lock()

    def __call__(
        self, blob: ContentHash, *, format: str, size: int, wait: bool = True
    ) -> bytes | None:
        """A PNG of at most `size` pixels a side; None where there is none, or none yet."""
        kind = kind_of(format)
        if kind is None:
            return None
        side = min(max(size, MIN_SIZE), MAX_SIZE)
        kept = self._cache.get(blob, kind, side)
        if kept is not None:
            return kept
        if self._cache.has_none(blob, kind):
            return None
        try:
            return self._ordered((blob, kind, side)).result(PATIENCE if wait else 0)
        except (TimeoutError, CancelledError):
            return None

    def sweep(self) -> None:
        """Forget pictures that were made long ago."""
        self._cache.sweep()

    def close(self) -> None:
        """Stop; what is being made is given up."""
        with self._lock:
            self._closing = True
        self._workers.shutdown(wait=False, cancel_futures=True)
        self._children.close()
        self._workers.shutdown()

    def _ordered(self, order: _Order) -> Future[bytes | None]:
        with self._lock:
            if self._closing:
                raise CancelledError
            future = self._orders.get(order)
            if future is None:
                future = self._orders[order] = self._workers.submit(self._make, order)
            return future

    def _make(self, order: _Order) -> bytes | None:
        blob, kind, size = order
        try:
            made = self._made(blob, kind, size)
            if made is not None:
                self._cache.put(blob, kind, size, made)
            elif not self._closing:  # which ends the children
                self._cache.put_none(blob, kind)
            return made
        except Exception as error:  # a task's boundary: what cannot be drawn has no picture
            log.warning("no thumbnail", exc_info=error, extra={"blob": blob, "kind": kind})
            return None
        finally:
            with self._lock:
                self._orders.pop(order, None)

    def _made(self, blob: ContentHash, kind: Kind, size: int) -> bytes | None:
        with closing(self._open(blob)) as file:
            data = file.read(LIMITS[kind] + 1)
        if len(data) > LIMITS[kind] and kind not in BY_THE_HEAD:
            return None
        if kind in IN_A_CHILD:
            return self._children.draw(kind, data, size)
        from gofigr_jupyter.service.thumbnails.drawing import drawn  # brings Pillow

        return drawn(kind, data, size)
