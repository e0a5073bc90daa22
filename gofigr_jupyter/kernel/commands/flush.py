"""Waiting until everything published so far is durable and visible on its service."""

from __future__ import annotations

import time
from collections.abc import Callable

from gofigr_jupyter.kernel.session import Session
from gofigr_jupyter.kernel.words import counted
from gofigr_jupyter.publishing.receipts import Receipt, State

PATIENCE = 60.0
PAUSE = 0.005
NUDGE = 2.0
"""Seconds after which the service is woken again."""

Progress = Callable[[int, int], None]
"""Told how many publications are settled, of how many."""


def flush(session: Session, *, patience: float, progress: Progress) -> str:
    """Wait for each publication so far and its data, at most `patience` seconds; what came of it.

    An interrupt ends the waiting and nothing else.
    """
    session.finish(patience)
    pending = set(session.ledger.pending)
    figures = {r.publication for r in session.ledger.receipts if r.publication is not None}
    waited_for = pending | figures & session.route.adding()
    began = nudged = time.monotonic()
    session.look()
    open_now = waited_for & _open(session)
    while open_now:
        now = time.monotonic()
        if now - began > patience:
            return _still_waiting(session, open_now, patience)
        if now - nudged > NUDGE:
            session.route.wake()
            nudged = now
        progress(len(waited_for) - len(open_now), len(waited_for))
        time.sleep(PAUSE)
        session.look()
        open_now = waited_for & _open(session)
    progress(len(waited_for), len(waited_for))
    return summary(session.ledger.receipts)


def summary(receipts: tuple[Receipt, ...]) -> str:
    """What became of `receipts`, in a sentence."""
    figures = [receipt for receipt in receipts if receipt.publication is not None]
    failed = [receipt for receipt in receipts if receipt.state is State.FAILED]
    kept = sum(1 for r in figures if r.state in (State.CAPTURED, State.SEEN_AGAIN))
    if not figures and not failed:
        return "No figure has been shown yet."
    text = f"{counted(kept, 'figure')} kept and visible"
    if failed:
        text += f", {len(failed)} not kept (%gofigr status says why)"
    return text + "."


def bar(done: int, total: int, width: int = 24) -> str:
    """A progress bar in text."""
    full = width if not total else done * width // total
    return f"[{'█' * full}{'·' * (width - full)}] {done} of {total}"


def _open(session: Session) -> set[str]:
    """The publications that are not settled, or whose tables, modules and numbers still go out."""
    failed = {r.publication for r in session.ledger.receipts if r.state is State.FAILED}
    return set(session.ledger.pending) | session.route.adding() - failed


def _still_waiting(session: Session, publications: set[str], patience: float) -> str:
    reasons = {
        receipt.reason
        for receipt in session.ledger.receipts
        if receipt.publication in publications and receipt.reason
    }
    why = f" ({'; '.join(sorted(reasons))})" if reasons else ""
    verb = "waits" if len(publications) == 1 else "wait"
    return (
        f"{counted(len(publications), 'figure')} still {verb} after {patience:g} s{why}. "
        "Nothing is lost: the outbox holds them, and they go on as soon as the service answers."
    )
