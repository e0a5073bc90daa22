"""What is read of a repository: real repositories, made with git."""

import os
import subprocess

import pytest

from gofigr_jupyter.provenance.git import Repository, without_credentials
from gofigr_jupyter.provenance.provenance import Git

IDENTITY = {
    "GIT_AUTHOR_NAME": "Ada",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_COMMITTER_NAME": "Ada",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}


def git(folder, *words):
    answer = subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **IDENTITY},
        capture_output=True,
        text=True,
        check=True,
    )
    return answer.stdout.strip()


@pytest.fixture
def folder(tmp_path):
    """A repository with one commit on `main` and a subfolder."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "work.ipynb").write_text("{}")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message=First")
    return tmp_path


def known(folder):
    return Repository(folder).state()[0]


def test_commit_and_branch_are_read_from_a_subfolder(folder):
    assert known(folder / "notebooks") == Git(
        commit=git(folder, "rev-parse", "HEAD"),
        branch="main",
        remote=None,
        dirty=None,
        work_tree=str(folder),
    )


def test_a_folder_outside_a_repository_has_no_git(tmp_path):
    assert Repository(tmp_path).state() == (None, ())


def test_a_packed_branch_is_found(folder):
    commit = git(folder, "rev-parse", "HEAD")
    git(folder, "pack-refs", "--all")

    assert known(folder).commit == commit


def test_a_detached_head_has_a_commit_and_no_branch(folder):
    git(folder, "checkout", "--quiet", "--detach")

    assert (known(folder).commit, known(folder).branch) == (git(folder, "rev-parse", "HEAD"), None)


def test_a_branch_with_slashes_keeps_its_name(folder):
    git(folder, "checkout", "--quiet", "-b", "ada/new/plots")

    assert known(folder).branch == "ada/new/plots"


def test_a_linked_work_tree_has_its_own_branch_and_the_shared_remote(folder, tmp_path_factory):
    linked = tmp_path_factory.mktemp("linked") / "tree"
    git(folder, "remote", "add", "origin", "https://example.org/ada/work.git")
    git(folder, "worktree", "add", "--quiet", "-b", "side", str(linked))

    assert known(linked) == Git(
        commit=git(folder, "rev-parse", "HEAD"),
        branch="side",
        remote="https://example.org/ada/work.git",
        dirty=None,
        work_tree=str(linked),
    )


def test_a_repository_without_commits_says_so(tmp_path):
    git(tmp_path, "init", "--quiet", "--initial-branch=main")

    state, notes = Repository(tmp_path).state()

    assert (state.commit, state.branch) == (None, "main")
    assert notes[0].text == "the repository has no commit that can be read"


def test_origin_is_preferred_among_several_remotes(folder):
    git(folder, "remote", "add", "backup", "https://example.org/backup.git")
    git(folder, "remote", "add", "origin", "git@example.org:ada/work.git")

    assert known(folder).remote == "git@example.org:ada/work.git"


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://ada:secret@example.org/work.git", "https://example.org/work.git"),
        ("https://token@example.org/work.git", "https://example.org/work.git"),
        ("ssh://git@example.org/work.git", "ssh://example.org/work.git"),
        ("git@example.org:ada/work.git", "git@example.org:ada/work.git"),
        ("https://example.org/a@b.git", "https://example.org/a@b.git"),
        ("/srv/git/work.git", "/srv/git/work.git"),
    ],
)
def test_credentials_in_a_remote_are_dropped(url, safe):
    assert without_credentials(url) == safe


def test_a_password_in_the_settings_of_a_repository_is_not_recorded(folder):
    git(folder, "remote", "add", "origin", "https://ada:secret@example.org/work.git")

    assert known(folder).remote == "https://example.org/work.git"


@pytest.mark.parametrize(("change", "dirty"), [("{}", False), ("changed", True)])
def test_whether_files_were_changed_is_known_once_git_has_answered(folder, change, dirty):
    (folder / "notebooks" / "work.ipynb").write_text(change)
    (folder / "untracked").write_text("x")
    repository = Repository(folder)

    before = repository.state()
    repository.refresh()
    repository.wait()

    assert before[0].dirty is None
    assert before[1][0].text == "not known yet whether files were changed"
    assert repository.state()[0].dirty is dirty
    assert repository.state()[1] == ()


def test_a_new_commit_is_seen_by_the_next_cell(folder):
    repository = Repository(folder)
    repository.state()
    git(folder, "commit", "--quiet", "--allow-empty", "--message=Second")
    repository.refresh()
    repository.wait()

    assert repository.state()[0].commit == git(folder, "rev-parse", "HEAD")


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        (("checkout", "--quiet", "-b", "other"), lambda state: state.branch == "other"),
        (("checkout", "--quiet", "--detach"), lambda state: state.branch is None),
        (("pack-refs", "--all"), lambda state: state.commit is not None),
        (("remote", "add", "new", "https://example.org/n.git"), lambda state: state.remote),
    ],
)
def test_what_git_writes_between_two_cells_is_seen(folder, change, seen):
    repository = Repository(folder)
    repository.state()
    git(folder, *change)
    repository.refresh()

    assert seen(repository.state()[0])
