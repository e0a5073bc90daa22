"""All annotators together: what one cannot read, a note tells, and the rest is there."""

from gofigr_jupyter.provenance.annotate import Annotator
from gofigr_jupyter.provenance.notebook import Clues


def annotator(cwd, **clues):
    defaults = {"kernel_id": None, "runtime_dir": None, "environ": {}, "variables": {}, "cwd": cwd}
    return Annotator(Clues(**{**defaults, **clues}))


def test_outside_a_repository_there_is_no_git_and_no_complaint(tmp_path):
    provenance = annotator(tmp_path).provenance()

    assert (provenance.git, provenance.notes) == (None, ())
    assert provenance.notebook.name == "unsaved notebook"
    assert "msgspec==" in provenance.environment.packages


def test_the_repository_is_that_of_the_notebook_not_of_the_working_directory(tmp_path):
    git = tmp_path / "project" / ".git"
    git.mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")

    provenance = annotator(
        tmp_path, environ={"JPY_SESSION_NAME": str(tmp_path / "project" / "a.ipynb")}
    ).provenance()

    assert provenance.git.branch == "main"


def test_what_cannot_be_read_leaves_a_note(tmp_path):
    git = tmp_path / ".git"
    git.mkdir()
    (git / "HEAD").write_text("gibberish")

    notes = [note.text for note in annotator(tmp_path).provenance().notes]

    assert notes == [
        "the repository has no commit that can be read",
        "not known yet whether files were changed",
    ]
