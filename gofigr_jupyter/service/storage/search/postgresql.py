"""Finds words by PostgreSQL's text search, and parts of names by pg_trgm, where it is there.

Its index of words does not have documents in their order. So what many documents have is looked for
in the newest ones, one after another, and what few have in the index. Which of both it is, a sample
tells: PostgreSQL's own guess thinks that to look into a document costs nothing, and is wrong by
hundreds of milliseconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    column,
    func,
    literal_column,
    select,
    table,
)

from gofigr_jupyter.service.domain.search.model import Question, Weighing
from gofigr_jupyter.service.domain.search.words import Term
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.search.statements import (
    ASKED,
    MATCHED,
    MOST,
    MOST_KEPT,
    NEWEST_FIRST,
    NOTHING,
    Rows,
    Within,
)
from gofigr_jupyter.service.storage.search.tables import search_documents, search_texts

SAMPLE = 200
REACH = 5000
"""The sample is of those who were written last, whoever may see them."""
DENSE = 0.2
"""Of them, that much may be seen where the newest are looked at."""
COMMON = 0.2
"""Of the sample: from there on, the newest are looked at one after another."""
MOST_LOOKED_AT = 6000
FREQUENT = 0.1
"""From there on, an index gives more than are needed."""
SPARE = 1.5
"""So many times those that should be enough are fetched then."""
WEIGHTS = "'{0.05, 0.3, 0.4, 1.0}'::float4[]"
_SETTINGS = {
    # A plan for any words is one for rare words, and takes seconds where they are common.
    "plan_cache_mode": "force_custom_plan",
    # To look for a better order of the joins takes ten times as long as what they are for.
    "join_collapse_limit": "1",
    # To compile a query takes longer than to run it.
    "jit": "off",
    # To read all texts is never the quickest way, though it looks so: they are not in the rows.
    "enable_seqscan": "off",
    "random_page_cost": "1.1",
}
_ANYHOW = {"enable_mergejoin": "on", "enable_hashjoin": "on"}
_ONE_BY_ONE = dict.fromkeys(_ANYHOW, "off")
"""Documents that an index gives are fetched one by one, until there are enough of those that may be
seen; not where these are rare."""
_ESCAPE = "/"
_WILD = re.compile(f"[%_{_ESCAPE}]")
"""What means something to LIKE."""
_VECTORS = table("search_texts", column("id"), column("vector"), column("told")).alias("vectors")
_LOOKED_FOR = func.to_tsquery("simple", ASKED)
_AFTER = bindparam("after", type_=BigInteger)
_FITS: ColumnElement[bool] = _VECTORS.c.vector.op("@@")(_LOOKED_FOR)
_IS_NAMED: ColumnElement[bool] = _VECTORS.c.told.op("@@")(_LOOKED_FOR)
_IS_ITS = _VECTORS.c.id == search_documents.c.id
Way = Callable[[Within], Select[Any]]
"""Finds documents with words, newest first."""
Score = Callable[[CTE], ColumnElement[Any]]
"""Tells how well they fit."""


class PostgresqlEngine:
    """Implements `storage.search.engines.Engine`."""

    def begin(self, connection: Connection) -> None:
        """Have the queries of this transaction planned as they need it."""
        _set(connection, _SETTINGS)

    def words(
        self,
        connection: Connection,
        question: Question,
        within: Within,
        *,
        most: int,
        weighing: Weighing,
    ) -> Rows:
        """The newest documents with words."""
        asked = _asked(question)
        sample = None if question.names_only else _sampled(connection, within, asked)
        score = _score(question, sample, weighing)
        found: Rows = ()
        given = {"asked": asked, "most": most, "after": sample.after(most) if sample else 0}
        are_rare = sample is not None and sample.looked_at < SAMPLE
        for way in sample.ways() if sample else (_named,):
            _set(connection, _ANYHOW if are_rare or way is _newest else _ONE_BY_ONE)
            query = _words(within, way=way, score=score)
            found = connection.execute(query, given).tuples()
            if len(found) == most:
                break
        return found

    def parts(self, connection: Connection, text: str, within: Within, *, most: int) -> Rows:
        """The newest things whose names have a text in them."""
        plain = _WILD.sub(lambda wild: _ESCAPE + wild[0], text)
        given = {"asked": f"%{plain}%", "most": most}
        return connection.execute(_parts(within), given).tuples()


def _set(connection: Connection, settings: Mapping[str, str]) -> None:
    """Change settings for this transaction."""
    pairs = (f"set_config('{name}', '{value}', true)" for name, value in settings.items())
    connection.run(f"SELECT {', '.join(pairs)}")  # constants of this module


@lru_cache(MOST_KEPT)
def _parts(within: Within) -> Select[Any]:
    return (
        select(*MATCHED, NOTHING.label("score"))
        .join_from(search_texts, search_documents, search_texts.c.id == search_documents.c.id)
        .where(func.lower(search_texts.c.title).like(ASKED, escape=_ESCAPE), within.condition())
        .order_by(NEWEST_FIRST)
        .limit(MOST)
    )


class Sample(NamedTuple):
    """How many of the newest documents have the words, and how many of them in their names."""

    looked_at: int
    fitting: int
    named: int
    newest: int | None
    oldest: int | None

    def ways(self) -> Iterator[Way]:
        """How to look for the words; when enough is found, the next ones are not needed."""
        if self.looked_at == SAMPLE and self.newest is not None and self.oldest is not None:
            are_many = self.newest > MOST_LOOKED_AT
            are_together = self.newest - self.oldest < SAMPLE / DENSE
            if are_many and are_together and self.fitting >= COMMON * SAMPLE:
                yield _newest
            elif are_many and self.fitting >= FREQUENT * SAMPLE:
                yield _latest
        yield _indexed

    def after(self, most: int) -> int:
        """The document after which so many should have the words, as it is among the newest."""
        if not self.fitting or self.newest is None or self.oldest is None:
            return 0
        return int(self.newest - SPARE * most * (self.newest - self.oldest) / self.fitting)


def _sampled(connection: Connection, within: Within, asked: str) -> Sample:
    (counts,) = connection.execute(_sample(within), {"asked": asked}).tuples()
    return Sample._make(counts)


@lru_cache(MOST_KEPT)
def _sample(within: Within) -> Select[*tuple[Any, ...]]:
    some = (
        select(_VECTORS.c.id, _FITS.label("fits"), and_(_FITS, _IS_NAMED).label("named"))
        .join_from(search_documents, _VECTORS, _IS_ITS)
        .where(search_documents.c.id > _last() - REACH, within.condition())
        .order_by(NEWEST_FIRST)
        .limit(SAMPLE)
        .subquery()
    )
    of = some.c
    fitting, named = func.count().filter(of.fits), func.count().filter(of.named)
    return select(func.count(), fitting, named, func.max(of.id), func.min(of.id))


def _last() -> ColumnElement[int]:
    return select(func.max(search_documents.c.id)).scalar_subquery()


@lru_cache(MOST_KEPT)
def _words(within: Within, *, way: Way, score: Score) -> Select[Any]:
    found = way(within).cte("found").prefix_with("MATERIALIZED")
    return select(*found.c, score(found).label("score")).order_by(found.c.id.desc())


def _score(question: Question, sample: Sample | None, weighing: Weighing) -> Score:
    if question.names_only:
        return _by_names
    if weighing is Weighing.NONE:
        return _nothing
    if weighing is Weighing.ALL:
        return _by_words
    return _by_names_if_many if sample and sample.named else _nothing_if_many


def _nothing(_found: CTE) -> ColumnElement[Any]:
    return NOTHING


def _by_words(found: CTE) -> ColumnElement[Any]:
    return _ranked(found, _VECTORS.c.vector).scalar_subquery()


def _by_names(found: CTE) -> ColumnElement[Any]:
    """0 for those that do not have the words in their names."""
    named = _ranked(found, _VECTORS.c.told).where(_IS_NAMED)
    return func.coalesce(named.scalar_subquery(), 0)


def _nothing_if_many(found: CTE) -> ColumnElement[Any]:
    return case((_are_few(found), _by_words(found)), else_=0)


def _by_names_if_many(found: CTE) -> ColumnElement[Any]:
    return case((_are_few(found), _by_words(found)), else_=_by_names(found))


def _are_few(found: CTE) -> ColumnElement[bool]:
    return select(func.count()).select_from(found).scalar_subquery() < MOST


def _ranked(found: CTE, vector: ColumnElement[Any]) -> Select[float]:
    rank = func.ts_rank(literal_column(WEIGHTS), vector, _LOOKED_FOR)
    return select(rank).where(_VECTORS.c.id == found.c.id)


def _newest(within: Within) -> Select[Any]:
    """By looking into the newest documents."""
    looked_at = (
        select(*MATCHED, _VECTORS.c.vector)
        .join_from(search_documents, _VECTORS, _IS_ITS)
        .where(within.condition())
        .order_by(NEWEST_FIRST)
        .limit(MOST_LOOKED_AT)
        .subquery()
    )
    own = looked_at.c
    found = select(*(own[column.name] for column in MATCHED)).order_by(own.id.desc()).limit(MOST)
    return found.where(own.vector.op("@@")(_LOOKED_FOR))


def _latest(within: Within) -> Select[Any]:
    """By the index of all words, those that came after the others."""
    is_late = _VECTORS.c.id + 0 > _AFTER  # so that it is not looked for in the order of ids
    return _among(select(_VECTORS.c.id).where(_FITS, is_late), within)


def _indexed(within: Within) -> Select[Any]:
    """By the index of all words."""
    return _among(select(_VECTORS.c.id).where(_FITS), within)


def _named(within: Within) -> Select[Any]:
    """By the index of names."""
    return _among(select(_VECTORS.c.id).where(_IS_NAMED), within)


def _among(wanted: Select[Any], within: Within) -> Select[Any]:
    """Those that an index gives, of which there may be far more or fewer than is guessed.

    So all are sorted before the documents of any are fetched.
    """
    hits = wanted.cte("hits").prefix_with("MATERIALIZED")
    sorted = select(hits.c.id).order_by(hits.c.id.desc()).subquery()
    found = select(*MATCHED).join_from(
        sorted, search_documents, search_documents.c.id == sorted.c.id
    )
    return found.where(within.condition()).order_by(sorted.c.id.desc()).limit(MOST)


def _asked(question: Question) -> str:
    """Words have letters and digits only, so that nothing in them means anything here."""
    return (" | " if question.any_of else " & ").join(map(_term, question.terms))


def _term(term: Term) -> str:
    return f"({' <-> '.join(term.words)}{':*' if term.is_open else ''})"
