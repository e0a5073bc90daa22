"""The changes that are not committed are kept beside the figure, without their secrets."""

import subprocess

import pytest

from gofigr_jupyter.delivery.patch import LARGEST, Patch, patch_of
from gofigr_jupyter.provenance.provenance import Git


@pytest.fixture
def project(tmp_path):
    git(tmp_path, "init", "--quiet")
    (tmp_path / "model.py").write_text("alpha = 1\n")
    git(tmp_path, "add", "model.py")
    git(tmp_path, "-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "-m", "one")
    return tmp_path


def git(folder, *arguments):
    answer = subprocess.run(
        ["git", *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return answer.stdout.strip()


def state(folder, **changes):
    told = {
        "commit": git(folder, "rev-parse", "HEAD"),
        "branch": "main",
        "remote": None,
        "dirty": True,
        "work_tree": str(folder),
    }
    return Git(**{**told, **changes})


def test_the_patch_tells_what_was_changed_since_the_commit(project):
    (project / "model.py").write_text("alpha = 2\n")

    patch = patch_of(state(project))

    assert "-alpha = 1\n+alpha = 2\n" in patch.text
    assert (patch.cut, patch.why) == (False, None)


def test_secrets_are_left_out_and_counted(project):
    (project / "model.py").write_text('api_key = "k3y-of-the-lab-4711"\n')

    patch = patch_of(state(project))

    assert 'api_key = "<secret removed: password or token>"' in patch.text
    assert patch.redactions == {"password or token": 1}


def test_of_a_long_patch_the_beginning_is_kept(project):
    (project / "model.py").write_text("x = 1\n" * LARGEST)

    patch = patch_of(state(project))

    assert patch.cut
    assert 0 < len(patch.text) <= LARGEST
    assert patch.text.endswith("+x = 1\n")


def test_a_clean_work_tree_has_no_patch(project):
    assert patch_of(state(project, dirty=False)) == Patch()
    assert patch_of(None) == Patch()


def test_a_work_tree_that_is_gone_is_told(project):
    gone = patch_of(state(project, work_tree=str(project / "gone")))

    assert gone.why == "the changes are not recorded: No such file or directory"


def test_a_commit_that_is_unknown_is_told(project):
    assert patch_of(state(project, commit="0" * 40)).why
