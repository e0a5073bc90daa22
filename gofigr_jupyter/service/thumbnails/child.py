"""Draws in a child process what a hostile file could crash or keep busy.

Run as `python -m gofigr_jupyter.service.thumbnails.child KIND SIZE`: the file comes by standard
input and the PNG goes to standard output, nothing where there is none.
"""

from __future__ import annotations

import subprocess
import sys

from gofigr_jupyter.runtime.bounds import bound
from gofigr_jupyter.service.thumbnails.kinds import Kind

SECONDS, CLOCK_SECONDS = 10, 30
"""Of the processor, and of the clock, for a child."""


class Children:
    """The child processes at work; `close` ends them."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()

    def draw(self, kind: Kind, data: bytes, size: int) -> bytes | None:
        """A PNG of `data`; None where the child made none within its bounds.

        Raises OSError where no process can be started.
        """
        command = [sys.executable, "-m", __name__, kind, str(size)]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)
        self._running.add(child)
        try:
            drawn, _ = child.communicate(data, timeout=CLOCK_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            drawn, _ = child.communicate()
        finally:
            self._running.discard(child)
        return drawn if drawn and child.returncode == 0 else None

    def close(self) -> None:
        """End those that are at work."""
        for child in list(self._running):
            child.kill()


def main() -> None:
    """Draw what comes by standard input."""
    bound(seconds=SECONDS)
    from gofigr_jupyter.service.thumbnails.documents import DRAWERS

    drawn = DRAWERS[Kind(sys.argv[1])](sys.stdin.buffer.read(), int(sys.argv[2]))
    sys.stdout.buffer.write(drawn or b"")


if __name__ == "__main__":
    main()
