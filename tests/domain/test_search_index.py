"""The search index: what is indexed is what exists, whatever happened to the service."""

import pytest
from factories import Site
from sqlalchemy import create_engine, text

from gofigr_jupyter.service.app import ServiceConfig, open_service
from gofigr_jupyter.service.domain import analyses, figures
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.search import words
from gofigr_jupyter.service.domain.search.indexing import Indexer


@pytest.fixture
def service(tmp_path):
    opened = open_service(
        ServiceConfig(
            database_url=f"sqlite:///{tmp_path / 'gofigr.db'}",
            blobs_url=(tmp_path / "blobs").as_uri(),
        )
    )
    yield opened
    opened.close()


@pytest.fixture
def site(service):
    return Site(service)


@pytest.fixture
def ann(site):
    return site.user("ann")


@pytest.fixture
def indexed(tmp_path):
    """What the word index of SQLite holds: (kind, name) of each row, found by all it says."""

    def read():
        engine = create_engine(f"sqlite:///{tmp_path / 'gofigr.db'}")
        with engine.connect() as connection:
            connection.execute(
                text("INSERT INTO search_words (search_words) VALUES ('integrity-check')")
            )
            rows = connection.execute(
                text(
                    "SELECT kind, names FROM search_documents JOIN search_texts USING (id)"
                    " ORDER BY kind, names"
                )
            )
            found = [tuple(row) for row in rows]
        engine.dispose()
        return found

    return read


def test_everything_that_exists_is_indexed_and_nothing_else(service, site, ann, indexed):
    analysis = site.analysis(ann, name="study")
    kept = site.figure(ann, analysis, "kept")
    site.revision(ann, kept)
    gone = site.figure(ann, analysis, "gone")
    site.revision(ann, gone)
    service.index.catch_up(seconds=60)

    service.database.write(lambda tx: figures.delete_figure(tx, ann.actor, gone.id))
    left = service.index.catch_up(seconds=60)

    assert left == 0
    assert indexed() == [
        ("analysis", "study"),
        ("figure", "kept"),
        ("figure_revision", "kept"),
        ("workspace", site.primary(ann).name),
    ]


def test_what_no_event_tells_of_is_indexed_too(service, site, ann, indexed):
    site.revision(ann, site.figure(ann, name="restored"))
    service.index.catch_up(seconds=60)
    service.database.write(lambda tx: tx.search.forget(Kind.FIGURE, _only_figure(tx, ann)))

    done = service.index.complete(lambda _: True)

    assert done == 1
    assert ("figure", "restored") in indexed()


def _only_figure(tx, ann):
    (workspace,) = tx.workspaces.of_user(ann.actor.user_id)
    (figure,) = tx.figures.in_workspaces([workspace.id])
    return figure.id


def test_an_indexer_that_died_is_followed_by_one_that_goes_on(service, site, ann, indexed):
    analysis = site.analysis(ann)
    for number in range(110):
        site.figure(ann, analysis, f"plot {number:03}")
    before = service.index.catch_up(seconds=0)

    left = Indexer(service.database, service.blobs).catch_up(seconds=60)

    assert before > 0
    assert left == 0
    assert len([name for kind, name in indexed() if kind == "figure"]) == 110


def test_a_new_name_reaches_all_that_is_below(service, site, ann, indexed):
    analysis = site.analysis(ann, name="old")
    for number in range(40):
        site.figure(ann, analysis, f"plot {number:02}")
    service.index.catch_up(seconds=60)

    service.database.write(
        lambda tx: analyses.change_analysis(tx, ann.actor, analysis.id, {"name": "new"})
    )
    service.index.catch_up(seconds=60)

    stale = service.database.read(lambda tx: tx.search.elsewhere(analysis.id, "new", 100))
    assert stale == []
    assert ("analysis", "new") in indexed()


def test_code_that_cannot_be_read_leaves_the_rest_searchable(service, site, ann, indexed, tmp_path):
    code = ("Jupyter Cell", "code", {}, b"plot()")
    site.revision(ann, site.figure(ann, name="kept"), code)
    for path in (tmp_path / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()

    left = service.index.catch_up(seconds=60)

    assert left == 0
    assert ("figure_revision", "kept") in indexed()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("billLength_mm", ("billlength", "mm")),
        ("Übersicht 東京", ("ubersicht", "東", "京")),
        ("-- !", ()),
    ],
)
def test_words_are_letters_and_digits_without_case_and_accents(text, expected):
    assert words.words_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("billLength HTTPServer plain", "bill length http server"),
        ("Übersicht", "ubersicht"),
        ("東京", "東 京"),
    ],
)
def test_other_forms_of_words_are_found(text, expected):
    assert words.other_forms(text) == expected
