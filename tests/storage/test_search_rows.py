"""Many documents: words that all or few of them have are found the same by each database."""

import shutil

import pytest
from conftest import BOTH
from factories import HASH
from seeding import Seed, seed

from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.search.model import (
    Document,
    Filters,
    Question,
    Scope,
    Source,
    Weighing,
)
from gofigr_jupyter.service.domain.search.words import terms_of
from gofigr_jupyter.service.storage.engine import open_database

FIGURES = 400
MANY = 100_000
"""Documents there were before."""
MOST = 20


@pytest.fixture(scope="module", params=BOTH)
def index(request, tmp_path_factory):
    """A way to ask for words among many documents: gives their numbers, the oldest has 0."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("rows") / "gofigr.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        server = request.getfixturevalue("postgresql_server")
        template = request.getfixturevalue("postgresql_template")
        server.execute(f"CREATE DATABASE test_search_rows TEMPLATE {template}")
        url = server.url("test_search_rows")
    database = open_database(url)
    yield asking(database)
    database.close()
    if request.param == "postgresql":
        server.execute("DROP DATABASE test_search_rows WITH (FORCE)")


def asking(database):
    ann = database.write(
        lambda tx: users.create_user(tx, username="ann", email="", password_hash=HASH)
    )
    place = database.read(lambda tx: tx.workspaces.of_user(ann.id)[0].id)
    amount = Seed(figures=FIGURES, analyses=1, pictures=((64 * "0", 1),))
    seed(database, place, by="ann", amount=amount)
    numbers = database.write(write)

    def ask(words, *, within=(place,), weighing=Weighing.FEW, **more):
        filters = Filters(**more.pop("filters", {}))
        question = Question(terms=tuple(terms_of(words)), **more)
        scope = Scope(workspaces=within, reader=ann.id)
        found = database.read(
            lambda tx: tx.search.matches(question, scope, filters, most=MOST, weighing=weighing)
        )
        return [numbers[match.source_id] for match in found], [match.score for match in found]

    return ask


def write(tx):
    """All say `common`, one of three `often`, one of ten `seldom`, and three old ones `rare`."""
    ids = tx.search.lacking(Kind.FIGURE, FIGURES)
    if tx.search.connection.dialect.name == "postgresql":  # which looks otherwise for few
        tx.search.connection.run(f"ALTER SEQUENCE search_documents_id_seq RESTART {MANY}")
    for number, id in enumerate(ids):
        said = ["common"]
        said += ["often"] * (number % 3 == 0) + ["seldom"] * (number % 10 == 0)
        said += ["rare"] * (number in (5, 7, 9)) + ["early"] * (number < 2 * MOST)
        tx.search.put(a_document(tx.figures.get(id), number, " ".join(said)))
    return {id: number for number, id in enumerate(ids)}


def a_document(figure, number, code):
    return Document(
        source=Source(
            kind=Kind.FIGURE,
            source_id=figure.id,
            workspace_id=figure.workspace_id,
            analysis_id=figure.analysis_id,
            figure_id=figure.id,
        ),
        author="ann",
        made_on=figure.created_on,
        library="plotly" if number % 2 else "matplotlib",
        names="Often named" if number % 30 == 0 else "Figure",
        words="",
        place="study",
        talk="",
        shown="",
        code=code,
        also="",
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("common", range(FIGURES - 1, FIGURES - 1 - MOST, -1)),
        ("often", range(399, 399 - 3 * MOST, -3)),
        ("seldom", range(390, 390 - 10 * MOST, -10)),
        ("rare", (9, 7, 5)),
        ("early", range(2 * MOST - 1, MOST - 1, -1)),
        ("common rare", (9, 7, 5)),
        ("often seldom", [*range(390, -1, -30)]),
        ("common zebra", ()),
        ("zebra", ()),
    ],
)
def test_the_newest_with_the_words_are_found(index, words, expected):
    assert index(words)[0] == list(expected)


def test_some_of_the_words_are_enough_where_that_is_asked(index):
    assert index("rare zebra", any_of=True)[0] == [9, 7, 5]


def test_filters_and_places_narrow_what_is_found(index):
    assert index("rare", filters={"library": "matplotlib"})[0] == []
    assert index("seldom", filters={"library": "plotly"})[0] == []
    assert index("common", within=("elsewhere",))[0] == []


def test_few_are_weighed_and_of_many_at_most_those_with_the_words_in_their_names(index):
    rare, many = index("rare")[1], index("often")
    named = [score for number, score in zip(*many, strict=True) if number % 30 == 0]
    others = [score for number, score in zip(*many, strict=True) if number % 30]

    assert all(rare)
    assert not any(others)
    assert all(named) or not any(named)


def test_names_alone_can_be_asked_for(index):
    numbers, scores = index("often", names_only=True, weighing=Weighing.ALL)

    assert numbers == list(range(390, -1, -30))
    assert all(scores)
