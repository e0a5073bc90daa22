"""Opens documents that are looked through and not kept."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from gofigr_jupyter.errors import RateLimited
from gofigr_jupyter.service.domain.search.decks import Opened, Placed
from gofigr_jupyter.service.importing.reading import contents_of
from gofigr_jupyter.service.importing.scratch import Scratch
from gofigr_jupyter.service.surfaces.closing import Closing

AT_ONCE = 2
AGAIN_SECONDS = 30


class Decks:
    """Implements `domain.search.decks.Documents`, by a process of its own for each."""

    def __init__(self, scratch: Scratch, closing: Closing) -> None:
        self._scratch = scratch
        self._closing = closing
        self._places = threading.BoundedSemaphore(AT_ONCE)

    @contextmanager
    def opened(self, name: str, data: bytes) -> Iterator[Opened]:
        """A document called `name`. Raises InvalidInput for what cannot be read.

        Raises RateLimited when too many are being read at once.
        """
        if not self._places.acquire(blocking=False):
            raise RateLimited("Other documents are being checked now.", retry_after=AGAIN_SECONDS)
        try:
            with self._scratch.folder() as folder:
                file = folder / "document"
                file.write_bytes(data)
                contents = contents_of(file, name, self._closing.look)
                yield Opened(
                    pictures=[
                        Placed(
                            anchor=told.anchor,
                            title=told.title,
                            read=partial((folder / str(told.number)).read_bytes),
                        )
                        for told in contents.pictures
                    ],
                    left_out=contents.left_out,
                )
        finally:
            self._places.release()
