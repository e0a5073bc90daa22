"""Which files count as data: settings and `.gofigrignore`, with git's rules."""

import pytest

from gofigr_jupyter.delivery.rules import counts
from gofigr_jupyter.provenance.execution import ASKED, OPENED, InputRules


@pytest.fixture
def project(tmp_path):
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / ".gofigrignore").write_text("# ours\n*.log\ndata/raw/\n!keep.log\n")
    return tmp_path


def is_data(project, name, *, via=OPENED, **rules):
    return counts(str(project / name), via, InputRules(**rules), folder=str(project))


@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("data/a.csv", True),
        ("run.log", False),
        ("data/run.log", False),
        ("keep.log", True),
        ("data/raw/a.csv", False),
        (".env", False),
        ("data/.env.local", False),
        ("server.pem", False),
        ("packages/numpy-2.0.dist-info/METADATA", False),
        ("data/environment.csv", True),
    ],
)
def test_an_ignore_file_has_the_rules_of_git(project, name, is_kept):
    assert is_data(project, name) is is_kept


def test_the_ignore_file_nearest_to_the_file_has_the_last_word(project):
    (project / "data" / ".gofigrignore").write_text("!run.log\n*.tmp\n")

    assert is_data(project, "data/run.log")
    assert not is_data(project, "run.log")
    assert not is_data(project, "data/a.tmp")


def test_a_changed_ignore_file_counts_at_once(project):
    assert is_data(project, "a.csv")
    (project / ".gofigrignore").write_text("*.csv\n")
    assert not is_data(project, "a.csv")


def test_settings_include_and_ignore_by_patterns(project):
    rules = {"include": ("*.csv", "/data/*.json"), "ignore": ("secret*",)}

    kept = [
        name
        for name in ("a.csv", "data/b.csv", "b.json", "data/b.json", "secret.csv", "a.txt")
        if is_data(project, name, **rules)
    ]

    assert kept == ["a.csv", "data/b.csv", "data/b.json"]


def test_a_file_outside_the_folder_is_matched_by_its_whole_path(project, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.csv"

    assert counts(str(elsewhere), OPENED, InputRules(), folder=str(project))
    assert not counts(str(elsewhere), OPENED, InputRules(ignore=("*.csv",)), folder=str(project))


def test_what_the_user_names_as_data_always_counts(project):
    assert is_data(project, "run.log", via=ASKED, include=("*.csv",), ignore=("*",))
