"""One line that changes while somebody waits."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from gofigr_jupyter.capture.bundle import Bundle

SOON = 0.3
"""Seconds before a line is worth showing at all."""
PAUSE = 0.1

Show = Callable[[Bundle, bool], None]
"""Shows a bundle, or updates it when the second argument says so."""


@contextmanager
def updating(show: Show | None) -> Iterator[Callable[[str], None]]:
    """A function that shows its text in the place of the one before.

    `show` is None in a terminal, where the line is written over itself. Nothing is shown of what is
    over soon, and the last line stays.
    """
    began = time.monotonic()
    shown_at = 0.0

    def say(text: str) -> None:
        nonlocal shown_at
        now = time.monotonic()
        if now - began < SOON or now - shown_at < PAUSE:
            return
        if show is None:
            sys.stdout.write(f"\r{text}")
            sys.stdout.flush()
        else:
            show({"text/plain": text}, shown_at > 0)
        shown_at = now

    yield say
    if shown_at and show is None:
        sys.stdout.write("\n")
