"""Bounds for child processes that read what nobody vouches for."""

from __future__ import annotations

GIB = 1024**3


def bound(*, seconds: int, memory: int = 2 * GIB) -> None:
    """End this process after so many seconds of the processor, or bytes of memory."""
    try:
        import resource
    except ImportError:  # Windows has only the clock of whoever waits
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
