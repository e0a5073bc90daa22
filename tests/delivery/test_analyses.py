"""Which analysis a notebook's figures go to."""

import pytest
from publications import a_publication

from gofigr_jupyter.delivery.analyses import choose, description_of
from gofigr_jupyter.wire.entities import Analysis


def an_analysis(name="penguins", description=None):
    return Analysis(api_id=f"{name} {description}", name=name, description=description)


@pytest.mark.parametrize(
    ("known", "mine", "expected"),
    [
        pytest.param([], "/a/penguins.ipynb", None, id="a new notebook"),
        pytest.param([("penguins", "/a/penguins.ipynb")], "/a/penguins.ipynb", 0, id="known"),
        pytest.param(
            [("penguins", "/here/penguins.ipynb")],
            "/b/penguins.ipynb",
            None,
            id="another notebook of the same name",
        ),
        pytest.param(
            [("penguins", "/gone/penguins.ipynb")],
            "/b/penguins.ipynb",
            0,
            id="the notebook was moved",
        ),
        pytest.param(
            [("My study", "/a/penguins.ipynb")],
            "/a/penguins.ipynb",
            0,
            id="the user renamed the analysis",
        ),
        pytest.param([("penguins", None)], "/a/penguins.ipynb", 0, id="made by another client"),
        pytest.param(
            [("penguins", "/here/penguins.ipynb"), ("penguins", "/a/penguins.ipynb")],
            "/a/penguins.ipynb",
            1,
            id="two of one name",
        ),
        pytest.param([("penguins", "/here/penguins.ipynb")], None, 0, id="the path is not known"),
        pytest.param([("Other", None)], None, None, id="no such name"),
    ],
)
def test_a_notebook_has_one_analysis(known, mine, expected):
    analyses = [an_analysis(name, path and f"Notebook {path}") for name, path in known]

    found = choose(
        analyses,
        name="penguins",
        description=mine and f"Notebook {mine}",
        exists=lambda path: path.startswith("/here/"),
    )

    assert found is (None if expected is None else analyses[expected])


def test_an_analysis_that_the_user_named_belongs_to_no_notebook():
    assert description_of(a_publication(analysis="My study")) is None
    assert description_of(a_publication(path=None)) is None


def test_two_notebooks_of_one_name_have_two_analyses(keeping, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        notebook = tmp_path / folder / "penguins.ipynb"
        notebook.touch()
        keeping.deliver(a_publication(path=str(notebook)))

    assert [analysis.name for analysis in keeping.analyses()] == ["penguins", "penguins"]
    assert len(keeping.figures()) == 2


def test_a_moved_notebook_keeps_its_analysis(keeping, tmp_path):
    keeping.deliver(a_publication(path=str(tmp_path / "gone" / "penguins.ipynb")))

    receipt = keeping.deliver(a_publication(path=str(tmp_path / "penguins.ipynb"), data=b"2"))

    assert receipt.number == 2
    (analysis,) = keeping.analyses()
    assert analysis.description == f"Notebook {tmp_path / 'penguins.ipynb'}"


def test_a_description_that_the_user_wrote_stays(keeping):
    keeping.deliver(a_publication(path=None))
    (analysis,) = keeping.analyses()
    keeping.run(keeping.client.describe_analysis(analysis.api_id, "About penguins"))
    keeping.restart()

    keeping.deliver(a_publication(data=b"2"))

    (analysis,) = keeping.analyses()
    assert analysis.description == "About penguins"


def test_two_notebooks_in_one_named_analysis_share_its_figures(keeping):
    kinds = {"analysis": "My study", "figure": "Fig. 1"}
    for number, path in enumerate(["/a/one.ipynb", "/a/two.ipynb", "/a/one.ipynb"]):
        keeping.deliver(a_publication(**kinds, path=path, data=bytes([number])))

    assert keeping.counts() == {"Fig. 1": 3}
