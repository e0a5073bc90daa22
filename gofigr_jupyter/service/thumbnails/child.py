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
    """The child processes at work; `close` ends them, and those that come later."""

    def __init__(self) -> None:
        self._running: set[subprocess.Popen[bytes]] = set()
        self._closed = False

    def draw(self, kind: Kind, data: bytes, size: int) -> bytes | None:
        """A PNG of `data`; None where the child made none within its bounds.

        Raises OSError where no process can be started.
        """
        code, drawn = self.run(__name__, kind, str(size), data=data)
        return drawn if drawn and code == 0 else None

    def run(
        self, module: str, *arguments: str, data: bytes, seconds: float = CLOCK_SECONDS
    ) -> tuple[int, bytes]:
        """How a module ends that gets `data` in a child, and what it said until then.

        After so many `seconds` of the clock it is ended.
        Raises OSError where no process can be started.
        """
        command = [sys.executable, "-m", module, *arguments]
        pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
        child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nowhere)
        self._running.add(child)
        if self._closed:
            child.kill()
        try:
            said, _ = child.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            said, _ = child.communicate()
        finally:
            self._running.discard(child)
        return child.returncode, said

    def close(self) -> None:
        """End those that are at work."""
        self._closed = True
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
