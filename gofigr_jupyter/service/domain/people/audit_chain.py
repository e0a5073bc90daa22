"""The chain that shows whether the audit trail was touched: each event sealed on the one before.

A seal is a digest of the event and of the seal before it, so nothing can be changed, taken out or
put in between without breaking it. Events are sealed a while after they happened, away from the
requests that caused them: on PostgreSQL one can become visible after later ones. Whoever kept the
newest seal somewhere else also sees when the end of the trail, with its seals, was cut off.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.service.domain.model import SECOND, Event
from gofigr_jupyter.service.domain.ports import Transaction

LAG = 60 * SECOND
"""How old an event is when it is sealed: no transaction takes that long."""
READ_AT_ONCE = 1000
SEALED_AT_ONCE = 200
"""So few that nobody who writes meanwhile waits for it."""
START = ""
"""What stands for the seal before the first one."""


@dataclass(frozen=True, kw_only=True)
class Seal:
    """The digest that seals the event at a cursor."""

    seq: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What a look at the chain found: how many events are sealed, and the newest seal.

    `broken_at` is the cursor of the first event that does not fit, and `problem` says why.
    """

    sealed: int
    head: str
    broken_at: int | None = None
    problem: str = ""


class Seals(Protocol):
    """Stored seals; rows are only ever added."""

    def newest(self) -> Seal | None:
        """The seal of the last sealed event."""

    def between(self, after: int, until: int) -> Mapping[int, str]:
        """The digests of the events after one cursor and up to another."""

    def after(self, cursor: int, limit: int) -> Sequence[Seal]:
        """The first seals after a cursor."""

    def add(self, seals: Sequence[Seal]) -> None:
        """Store seals; those that are there already stay as they are."""

    def has(self, digest: str) -> bool:
        """Whether there is a seal with this digest."""


def digest_of(previous: str, seq: int, event: Event) -> str:
    """The seal of an event: SHA-256 of the seal before, the cursor and all that is known of it."""
    told = json.dumps([previous, seq, vars(event)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(told.encode()).hexdigest()


def is_behind(tx: Transaction) -> bool:
    """Whether there are events to be sealed."""
    return bool(_unsealed(tx, limit=1))


def seal(tx: Transaction) -> int:
    """Seal the oldest events that are not sealed yet; how many they were."""
    last = tx.seals.newest()
    digest = last.digest if last else START
    made = []
    for seq, event in _unsealed(tx, limit=SEALED_AT_ONCE):
        digest = digest_of(digest, seq, event)
        made.append(Seal(seq=seq, digest=digest))
    tx.seals.add(made)
    return len(made)


def verify(tx: Transaction) -> Verdict:
    """Look through the whole chain."""
    newest = tx.seals.newest()
    digest, sealed, cursor = START, 0, 0
    last = newest.seq if newest else 0
    while cursor < last:
        seals = tx.seals.after(cursor, READ_AT_ONCE)
        until = seals[-1].seq
        events = dict(_events(tx, cursor, until))
        kept = {each.seq: each.digest for each in seals}
        for seq in sorted(events.keys() | kept.keys()):
            problem, digest = link(digest, seq, events.get(seq), kept.get(seq))
            if problem:
                return Verdict(sealed=sealed, head=digest, broken_at=seq, problem=problem)
            sealed += 1
        cursor = until
    return Verdict(sealed=sealed, head=digest)


def link(previous: str, seq: int, event: Event | None, kept: str | None) -> tuple[str, str]:
    """What is wrong with one link of the chain, if anything, and the seal that it should have."""
    if event is None:
        return "The event was taken out.", kept or previous
    digest = digest_of(previous, seq, event)
    if kept is None:
        return "The event was put in later.", digest
    return ("" if kept == digest else "The event, or its seal, was changed."), digest


def _unsealed(tx: Transaction, *, limit: int) -> Sequence[tuple[int, Event]]:
    last = tx.seals.newest()
    found = tx.activity.audit(after=last.seq if last else 0, limit=limit)
    young = next((n for n, (_, e) in enumerate(found) if e.at > tx.now - LAG), len(found))
    return found[:young]


def _events(tx: Transaction, after: int, until: int) -> Iterable[tuple[int, Event]]:
    while found := tx.activity.audit(after=after, limit=READ_AT_ONCE):
        for seq, event in found:
            if seq > until:
                return
            yield seq, event
        after = found[-1][0]
