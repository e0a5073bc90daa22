"""Our words for what happened: errors as one sentence, sizes, counts."""

from __future__ import annotations

from gofigr_jupyter.errors import GoFigrError

MIB = 1024 * 1024


def sentence(error: BaseException) -> str:
    """`error` in one line for people."""
    text = str(error) if isinstance(error, GoFigrError) else f"{type(error).__name__}: {error}"
    return " ".join(text.split())


def size(count: int) -> str:
    """A number of bytes as people say it."""
    if count < 1000:
        return f"{count} B"
    if count < 1000 * 1024:
        return f"{count / 1024:.0f} kB"
    return f"{count / MIB:.1f} MiB"


def counted(count: int, noun: str) -> str:
    """`count` and `noun`, in the plural where needed."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
