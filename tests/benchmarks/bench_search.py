"""How long a search by words takes. `make bench` prints it.

GOFIGR_REVISIONS says among how many revisions, 2,000 unless told; a thousand take some seconds.
The processor's time is that of this process and of PostgreSQL's for it, where the system tells.
"""

import gc
import itertools
import os
import random
import time
from pathlib import Path

import psycopg
import pytest
from factories import HASH
from reporting import report
from seeding import SUBJECTS, Seed, seed

from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.search.model import Document, Filters, Source
from gofigr_jupyter.service.domain.search.search import search
from gofigr_jupyter.service.domain.tokens import actor_of
from gofigr_jupyter.service.storage.engine import open_database

REVISIONS = int(os.environ.get("GOFIGR_REVISIONS", "2000"))
ANALYSES = 100
ROUNDS = 40
CODE_WORDS = 120
WORDS_AT_ONCE = 2000
CHANCE = random.Random(20261122)
LETTERS = "aeioubcdfglmnprst"
VOCABULARY = [
    "".join(CHANCE.choice(LETTERS) for _ in range(CHANCE.randint(4, 9))) for _ in range(20_000)
]
COMMON = ["import", "numpy", "as", "np", "pyplot", "plt", "data", "figure", "plot", "dose"]
RARE = VOCABULARY[-500:]
USUAL = list(itertools.accumulate(1 / (n + 10) for n in range(len(VOCABULARY) - len(RARE))))
LIBRARIES = ("matplotlib", "plotly", "seaborn")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request, tmp_path_factory):
    """A database with documents of many revisions, and somebody who may see them all."""
    if request.param == "sqlite":
        folder = tmp_path_factory.mktemp("search")
        database, *told = fill(f"sqlite:///{folder / 'gofigr.db'}")
        yield database, *told
        database.close()
        return
    server = request.getfixturevalue("postgresql_server")
    server.execute("CREATE DATABASE bench_search")
    url = server.url("bench_search")
    database, *told = fill(url)
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")  # as the server does by itself after a while
    yield database, *told
    database.close()
    server.execute("DROP DATABASE bench_search WITH (FORCE)")


def fill(url):
    database = open_database(url)
    ann = actor_of(
        database.write(
            lambda tx: users.create_user(tx, username="ann", email="", password_hash=HASH)
        )
    )
    place = database.read(lambda tx: tx.workspaces.of_user(ann.user_id)[0].id)
    amount = Seed(figures=REVISIONS, analyses=ANALYSES, pictures=((64 * "0", 1),))
    seed(database, place, by="ann", amount=amount)
    for kind in (Kind.FIGURE, Kind.REVISION):
        lacking = database.read(lambda tx, kind=kind: tx.search.lacking(kind, REVISIONS))
        for at in range(0, len(lacking), WORDS_AT_ONCE):
            some = lacking[at : at + WORDS_AT_ONCE]
            database.write(lambda tx, kind=kind, some=some: write(tx, kind, some))
    return database, ann, place


def write(tx, kind, ids):
    for id in ids:
        tx.search.put(document(tx, kind, id))


def document(tx, kind, id):
    """What search would know of a figure or of a revision with a cell of code."""
    revision = tx.revisions.get(id) if kind is Kind.REVISION else None
    figure = tx.figures.get(revision.figure_id if revision else id)
    words = CHANCE.choices(VOCABULARY[: len(USUAL)], cum_weights=USUAL, k=CODE_WORDS)
    if CHANCE.random() < 0.001:
        words.append(CHANCE.choice(RARE))
    return Document(
        source=Source(
            kind=kind,
            source_id=id,
            workspace_id=figure.workspace_id,
            analysis_id=figure.analysis_id,
            figure_id=figure.id,
            revision_id=revision.id if revision else None,
        ),
        author="ann",
        made_on=figure.created_on,
        library=CHANCE.choice(LIBRARIES) if revision else "",
        names=figure.name,
        words="",
        place="study",
        talk="",
        shown="",
        code=" ".join([*COMMON, *words]) if revision else "",
        also="",
    )


def rare(_):
    return CHANCE.choice(RARE), {}


def common(_):
    return CHANCE.choice(COMMON), {}


def two_words(_):
    return f"{CHANCE.choice(COMMON)} {CHANCE.choice(VOCABULARY[:200])}", {}


def a_name(_):
    return CHANCE.choice(SUBJECTS), {}


def one_name(_):
    return f"{CHANCE.choice(SUBJECTS)} {CHANCE.randrange(REVISIONS):05}", {}


def two_letters(_):
    return CHANCE.choice(VOCABULARY)[:2], {}


def as_typed(_):
    word = CHANCE.choice(VOCABULARY[:2000])
    return word[: CHANCE.randint(3, len(word))], {}


def with_filters(workspace):
    chosen = {"library": CHANCE.choice(LIBRARIES), "author": "ann", "workspace": workspace}
    return CHANCE.choice(VOCABULARY[:2000]), chosen


def nothing_found(_):
    return f"{CHANCE.choice(COMMON)} zzzyx{CHANCE.randrange(100)}", {}


def no_words(_):
    return "", {}


KINDS = (
    rare,
    common,
    two_words,
    a_name,
    one_name,
    two_letters,
    as_typed,
    with_filters,
    nothing_found,
    no_words,
)


def bench_searching_for_words(filled):
    database, ann, workspace = filled
    every = {"processor": [], "clock": []}
    processor = processor_of(database)
    gc.collect()
    gc.freeze()  # as the service does when it has started
    for kind in KINDS:
        ask(database, ann, *kind(workspace))  # the first one builds its queries
        taken, clock, found = [], [], 0
        for _ in range(ROUNDS):
            text, filters = kind(workspace)
            begun, at = processor(), time.perf_counter()
            found += ask(database, ann, text, filters).total
            taken.append((processor() - begun) * 1e3)
            clock.append((time.perf_counter() - at) * 1e3)
        report(f"{kind.__name__} (processor), {found // ROUNDS} found", taken)
        report("    on the clock", clock)
        every["processor"] += taken
        every["clock"] += clock
    for measure, values in every.items():
        report(f"every search among {REVISIONS:,} revisions ({measure})", values)
    assert len(every["clock"]) == ROUNDS * len(KINDS)


def ask(database, ann, text, filters):
    wanted = Filters(**filters)
    return database.read(lambda tx: search(tx, ann, text, wanted, near={}, offset=0, limit=20))


def processor_of(database):
    """Tells the seconds of processor that this process and its only connection have used."""
    if database.read(lambda tx: tx.search.connection.dialect.name) == "sqlite":
        return time.process_time
    server = database.read(lambda tx: tx.search.connection.run("SELECT pg_backend_pid()"))
    told = Path(f"/proc/{server}/schedstat")
    if not told.exists():
        return time.process_time
    return lambda: time.process_time() + int(told.read_text().split()[0]) / 1e9
