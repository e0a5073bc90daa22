"""Our words for what happened: errors as one sentence, sizes, counts, the line under a figure."""

from __future__ import annotations

from gofigr_jupyter.capture.bundle import Bundle
from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.publishing.receipts import Receipt, State
from gofigr_jupyter.widgets import note

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


def line_under(receipt: Receipt, *, again: bool) -> Bundle:
    """The line under a figure: what became of it."""
    if receipt.state is State.FAILED:
        return note.not_kept(receipt.reason)
    if receipt.state is State.QUEUED and receipt.reason:
        return note.waiting(receipt.reason)
    return note.kept(
        receipt.name or "Untitled", number=receipt.number or 1, link=receipt.link, again=again
    )
