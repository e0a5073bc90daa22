"""gofigr-jupyter import."""

import pytest
from documents_made import notebook, picture, presentation
from git_servers import a_repository, commit, serving_http
from jupyter_servers import stop_service
from services import found, kept_revisions

from gofigr_jupyter.cli import main
from gofigr_jupyter.cli.imports import bar
from gofigr_jupyter.runtime.place import Place


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("data"))
    place.prepare()
    yield place
    stop_service(place.root)


@pytest.fixture
def call(place, capsys):
    """Runs the command; what it printed and what it complained about."""

    def call(*options, status=0):
        assert main(["import", *map(str, options), "--data", str(place.root)]) == status
        return capsys.readouterr()

    return call


def test_documents_and_repositories_are_imported(place, call, tmp_path):
    deck = tmp_path / "talk.pptx"
    deck.write_bytes(presentation(("Bills", "", [picture(1)])))
    work = a_repository(tmp_path / "lab")
    commit(work, {"masses.ipynb": notebook("# Masses", ("plot()", [picture(2)]))})

    first = call(deck)
    again = call(deck, "--analysis", "Talks")
    with serving_http(tmp_path) as server:
        url = f"http://127.0.0.1:{server.server_port}/lab/.git"
        by_git = call(url, "--branch", "main", "--analysis", "Penguins")

    assert (first.out, first.err) == ("Found 1 picture: 1 new.\n", "")
    assert again.out == "Found 1 picture: 0 new, 1 known before.\n"
    assert by_git.out.startswith("Looked through 1 notebook version: 1 new picture,")
    kept = kept_revisions(found(place))
    assert {name: len(revisions) for name, revisions in kept.items()} == {
        "talk.pptx": 1,
        "Talks": 0,
        "Penguins": 1,
    }


def test_what_cannot_be_imported_is_said(call, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear all,")

    assert (
        "none of the documents that can be imported" in call(tmp_path / "letter.txt", status=1).err
    )
    assert "is a folder" in call(tmp_path, status=1).err
    assert "No such file" in call(tmp_path / "nothing.pptx", status=1).err
    assert (
        "There is no workspace named 'Moon'."
        in call(tmp_path / "letter.txt", "--workspace", "Moon", status=1).err
    )
    assert (
        "There is no SSH key named 'k'." in call("git@127.0.0.1:a.git", "--key", "k", status=1).err
    )


def test_a_bar_tells_how_far_an_import_is():
    assert bar(0) == "[........................]   0 %"
    assert bar(50) == "[############............]  50 %"
    assert bar(100) == "[########################] 100 %"
