"""Takes what happened into the search index, outside of the requests that did it.

Every change writes an event; an indexer reads the events that came since it last looked and writes
anew what search knows about those things. Doing it twice is harmless, and so is being killed in
between. A search does it before it answers, for a short while; the worker does the rest.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from gofigr_jupyter.errors import Conflict, StorageUnavailable
from gofigr_jupyter.ids import AnalysisId
from gofigr_jupyter.service.domain.model import SECOND, Action, Kind, Moment
from gofigr_jupyter.service.domain.people.news import News
from gofigr_jupyter.service.domain.ports import Blobs, Database, Transaction
from gofigr_jupyter.service.domain.search import documents
from gofigr_jupyter.service.domain.search.model import Document, Draft, Progress

BATCH = 25
"""Things that are written at once: others wait for the database meanwhile."""
FIRST_ROUNDS = 4
MOST_LACKING = 1000
MOST_MISSING = 200
MISSED_FOR = 60 * SECOND
"""On PostgreSQL an event can become visible after later ones, for so long at most."""
Target = tuple[Kind, str]


@dataclass(frozen=True, kw_only=True)
class Round:
    """What is done at once: things to write, things that are gone, and how far that leads."""

    drafts: Sequence[Draft]
    gone: Sequence[Target]
    progress: Progress
    is_last: bool


class Indexer:
    """Keeps the index of one service up to date."""

    def __init__(self, database: Database, blobs: Blobs) -> None:
        self._database = database
        self._blobs = blobs
        self._lock = threading.Lock()
        self._closed = False

    def close(self) -> None:
        """Stop catching up; the rest is taken in later."""
        self._closed = True

    def catch_up(self, *, seconds: float) -> int:
        """Take in what happened, for a while; how many events are left.

        However slow the machine is, the first rounds are done: what was made just now is found.
        """
        end = time.monotonic() + seconds
        rounds = 0
        while (
            (left := self._database.read(_behind))
            and not self._closed
            and (rounds < FIRST_ROUNDS or time.monotonic() < end)
        ):
            with self._lock:
                if self._advance():
                    return 0
            rounds += 1
        return left

    def complete(self, going_on: Callable[[int], bool]) -> int:
        """Index everything that has no document, whatever the reason; how many things they were.

        `going_on` is told how many were done and says whether to go on.
        """
        done = 0
        for kind in documents.DRAFTS:
            before: Sequence[str] = ()
            while lacking := self._database.read(partial(_lacking, kind)):
                if lacking == before:  # they cannot be written; the others are not to wait
                    break
                before = lacking
                for start in range(0, len(lacking), BATCH):
                    targets = [(kind, id) for id in lacking[start : start + BATCH]]
                    self.renew(targets)
                done += len(lacking)
                if not going_on(done):
                    return done
        return done

    def renew(self, targets: Sequence[Target]) -> None:
        """Write anew what search knows about some things."""
        drafts, gone = self._database.read(partial(_drafted, targets=targets))
        self._write(drafts, gone, None)

    def _advance(self) -> bool:
        """Do one round; whether nothing is left."""
        before, found = self._database.read(_next_round)
        if found.drafts or found.gone or found.progress != before:
            self._write(found.drafts, found.gone, found.progress)
        return found.is_last

    def _write(
        self, drafts: Iterable[Draft], gone: Sequence[Target], progress: Progress | None
    ) -> None:
        made = [self._document(draft) for draft in drafts]

        def write(tx: Transaction) -> None:
            for document in made:
                tx.search.put(document)
            for kind, id in gone:
                tx.search.forget(kind, id)
            if progress is not None:
                tx.search.note(progress)

        try:
            self._database.write(write)
        except Conflict:
            return  # something was deleted meanwhile: it is not there in the next round

    def _document(self, draft: Draft) -> Document:
        try:
            return documents.document_of(draft, self._blobs)
        except StorageUnavailable:
            # A store that somebody took the key away from must not stop the others.
            return documents.document_of(draft.without_files(), self._blobs)


def _behind(tx: Transaction) -> int:
    progress = tx.search.progress()
    return max(0, tx.activity.newest() - progress.cursor) + len(progress.missing)


def _lacking(kind: Kind, tx: Transaction) -> Sequence[str]:
    return tx.search.lacking(kind, MOST_LACKING)


def _next_round(tx: Transaction) -> tuple[Progress, Round]:
    before = tx.search.progress()
    missing = [number for number, _ in before.missing]
    found = tx.activity.news(after=before.cursor, missing=missing, limit=BATCH)
    changed = [news for news in found if news.is_about_contents]
    # The workspace that comes with an account is made without an event.
    around = [(Kind.WORKSPACE, n.event.workspace_id) for n in changed if n.event.workspace_id]
    about = [(n.event.target_type, n.event.target_id) for n in changed]
    targets: list[Target] = list(dict.fromkeys([*around, *about]))
    renamed = _renamed(tx, targets)[:BATCH]
    drafts, gone = _drafted(tx, [*targets, *renamed])
    gone += [
        (news.event.target_type, news.event.target_id)
        for news in changed
        if news.event.action is Action.DELETE
    ]
    is_whole = len(renamed) < BATCH  # else those below it are not done: come here again
    return before, Round(
        drafts=drafts,
        gone=gone,
        progress=_after(before, found, tx.now) if is_whole else before,
        is_last=is_whole and len(found) < BATCH,
    )


def _renamed(tx: Transaction, targets: Iterable[Target]) -> list[Target]:
    """Things whose documents tell an old name of what they are in."""
    found: list[Target] = []
    for kind, id in targets:
        if kind is Kind.ANALYSIS and (analysis := tx.analyses.get(id)):
            found += tx.search.elsewhere(AnalysisId(id), analysis.name, BATCH)
        elif kind is Kind.FIGURE and (figure := tx.figures.get(id)):
            found += tx.search.otherwise(figure, documents.called(tx, figure.analysis_id), BATCH)
    return found


def _drafted(tx: Transaction, targets: Iterable[Target]) -> tuple[list[Draft], list[Target]]:
    drafts, gone = [], []
    for kind, id in targets:
        draft = documents.draft_of(tx, kind, id)
        if draft is None:
            gone.append((kind, id))
        else:
            drafts.append(draft)
    return drafts, gone


def _after(before: Progress, found: Sequence[News], now: Moment) -> Progress:
    came = {news.cursor for news in found}
    cursor = max(came, default=before.cursor)
    cursor = max(cursor, before.cursor)
    new = [(n, now) for n in range(before.cursor + 1, cursor) if n not in came]
    still = [(n, at) for n, at in before.missing if n not in came and now - at < MISSED_FOR]
    return Progress(cursor=cursor, missing=tuple([*still, *new][-MOST_MISSING:]))
