"""What `%gofigr status` says: where figures go, what became of each, what waits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.kernel.words import counted, size
from gofigr_jupyter.publishing.receipts import Receipt, State

NO_FIGURE = "no figure was shown"
HEAD = ("Cell", "Figure", "State", "Revision", "Size", "")


def status(session: Session) -> str:
    """The whole status as text."""
    session.look()
    receipts = session.ledger.receipts
    parts = [_where(session)]
    shown = [receipt for receipt in receipts if receipt.reason != NO_FIGURE]
    if shown:
        parts.append(table([HEAD, *(_row(receipt) for receipt in shown)]))
    bare = _counts(receipt for receipt in receipts if receipt.reason == NO_FIGURE)
    if bare:
        parts.append(f"Cells without a figure: {bare}")
    parts.append(_outbox(session))
    parts += session.problems
    return "\n\n".join(parts)


def table(rows: Sequence[Sequence[str]]) -> str:
    """`rows` in columns as wide as they need to be."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _where(session: Session) -> str:
    settings, place = session.settings, session.route.place
    address = session.route.address
    at = f" ({address})" if address else ""
    service = f"the service on this machine{at}" if settings.embedded else settings.url
    destination = session.route.destination(session.annotator.notebook)
    return (
        f"Figures are kept by {service}.\n"
        f"Workspace: {destination.workspace or 'your primary one'} · "
        f"Analysis: {destination.analysis} · "
        f"Capture: {'on' if settings.auto_publish else 'off'}\n"
        f"Data folder: {place.root}"
    )


def _row(receipt: Receipt) -> tuple[str, ...]:
    if receipt.state in (State.CAPTURED, State.SEEN_AGAIN):
        remark = receipt.link or receipt.reason
    else:
        remark = receipt.reason
    if receipt.redactions:
        removed = f"{counted(receipt.redactions, 'secret')} removed"
        remark = f"{remark} ({removed})" if remark else removed
    return (
        _count(receipt),
        _short(receipt.name or ""),
        str(receipt.state),
        str(receipt.number or ""),
        size(receipt.size_bytes) if receipt.size_bytes else "",
        remark,
    )


def _outbox(session: Session) -> str:
    waiting = len(session.route.outbox.waiting()) + len(session.route.outbox.leased())
    refused = session.route.outbox.refused()
    lines = [f"Outbox: {counted(waiting, 'figure')} waiting, {len(refused)} refused."]
    lines += [f"  refused: {reason}" for reason in sorted({reason for _, reason in refused})]
    return "\n".join(lines)


def _counts(receipts: Iterable[Receipt]) -> str:
    return ", ".join(_count(receipt) for receipt in receipts)


def _count(receipt: Receipt) -> str:
    return "[ ]" if receipt.execution_count is None else f"[{receipt.execution_count}]"


def _short(text: str, length: int = 40) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
