"""gofigr-jupyter search, check-deck and ask."""

import base64
import json

import pytest
from documents_made import picture, presentation
from kernels import a_kernel

from gofigr_jupyter.cli import main


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """A data folder in which `Bill length` is kept, and its picture as a file."""
    folder = tmp_path_factory.mktemp("search")
    picture = folder / "slide.png"
    with a_kernel(folder) as kernel:
        kernel.run("%load_ext gofigr_jupyter\nimport matplotlib.pyplot as plt")
        outputs = kernel.run("plt.plot([1, 5]); plt.title('Bill length'); plt.show()")
        (data,) = (each["image/png"] for each in outputs.displays if "image/png" in each)
        picture.write_bytes(base64.b64decode(data))
        kernel.run("%gofigr flush")
        yield kernel.place.root, picture


@pytest.fixture
def call(drawn, capsys):
    """Runs a command; what it printed and what it complained about."""

    def call(*options, status=0):
        assert main([*map(str, options), "--data", str(drawn[0])]) == status
        return capsys.readouterr()

    return call


def test_a_figure_is_found_and_asked(drawn, call):
    by_words = call("search", "bill", "len").out
    by_picture = call("search", "--image", drawn[1]).out
    by_both = call("search", "bill", "--image", drawn[1]).out
    by_neither = call("search", "walrus", "--image", drawn[1], status=1).out
    link = by_words.splitlines()[0].rpartition(" ")[2]

    answer = call("ask", link, "What is the maximum?").out

    assert by_words.startswith("Bill length · unsaved notebook · http://127.0.0.1:")
    assert by_picture.startswith("Bill length · ")
    assert by_both.startswith("Bill length · ")
    assert by_neither == "Nothing fits. Try fewer or other words.\n"
    assert "5" in answer
    assert "\n(Computed from the data kept · http://127.0.0.1:" in answer


def test_what_cannot_be_found_is_said(call, tmp_path):
    nothing = call("search", "walrus", status=1)
    neither = call("search", status=1)
    no_file = call("search", "--image", tmp_path / "no.png", status=1)
    unknown = call("ask", "zzzzzzzz9", status=1)

    assert nothing.out == "Nothing fits. Try fewer or other words.\n"
    assert neither.err.startswith("Give words, a picture, or both.")
    assert no_file.err == f"{tmp_path / 'no.png'}: No such file or directory.\n"
    assert unknown.err.startswith("There is no figure 'zzzzzzzz9' on http://127.0.0.1:")


def a_deck(path, *pictures):
    path.write_bytes(presentation(("Slide", "", pictures)))
    return path


def test_a_deck_is_checked_and_nothing_else_is_said(drawn, call, tmp_path):
    known = drawn[1].read_bytes()
    fine = call("check-deck", a_deck(tmp_path / "fine.pptx", known)).out
    mixed = a_deck(tmp_path / "mixed.pptx", known, picture(1))
    told = call("check-deck", mixed, status=1).out
    data = json.loads(call("check-deck", mixed, "--json", status=1).out)

    assert fine.splitlines()[0].split() == ["WHERE", "STATE", "FIGURE", "LINK"]
    assert "current  Bill length, revision 1 (same file)  http://127.0.0.1:" in fine
    assert told.splitlines()[-1] == "1 current, 1 unknown"
    assert [each["state"] for each in data["pictures"]] == ["current", "unknown"]
