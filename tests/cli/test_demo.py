"""The demo: a notebook in, rows out."""

import subprocess
import sys

import httpx
import nbformat
import pytest
from jupyter_servers import environment, stop_service

LOAD = "%load_ext gofigr_jupyter"
DRAW = """import matplotlib.pyplot as plt
plt.plot([1, 3, 2])
plt.title("Bill length");"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    yield folder
    stop_service(folder / ".demo")


@pytest.fixture(scope="module")
def penguins(folder):
    return write(folder / "penguins.ipynb", LOAD, DRAW)


@pytest.fixture(scope="module")
def first_run(folder, penguins):
    return demo(folder, penguins.name)


def test_it_prints_a_row_for_each_figure(first_run):
    header, row, *_ = first_run.stdout.splitlines()

    assert first_run.returncode == 0, first_run.stderr
    assert header.split() == ["FIGURE", "REVISION", "SIZE", "LINK"]
    assert row.startswith("Bill length  1 ")
    assert "/r/" in row


def test_its_link_opens(first_run):
    link = first_run.stdout.splitlines()[1].split()[-1]

    page = httpx.get(link, timeout=60)

    assert page.status_code == 200
    assert "Bill length" in page.text


def test_it_says_where_the_figures_are_and_how_to_open_the_notebook(first_run, folder):
    assert f"1 of 1 figures are kept, 1 of them as new revisions, in {folder}/.demo." in (
        first_run.stdout
    )
    assert "jupyter-lab penguins.ipynb" in first_run.stdout


def test_a_second_run_adds_no_revision(first_run, folder, penguins):
    before = penguins.read_bytes()

    again = demo(folder, penguins.name)

    assert again.returncode == 0, again.stderr
    assert "Bill length  1 seen again" in again.stdout
    assert "0 of them as new revisions" in again.stdout
    assert penguins.read_bytes() == before


def test_a_cell_that_fails_ends_it_with_a_sentence(folder):
    notebook = write(folder / "broken.ipynb", LOAD, "weights = {}\nweights['penguin']")

    done = demo(folder, notebook.name)

    assert done.returncode == 1
    assert "The cell that begins with 'weights = {}' failed: KeyError: 'penguin'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_notebook_without_figures_is_told(folder):
    notebook = write(folder / "words.ipynb", "print('no figure')")

    done = demo(folder, notebook.name)

    assert done.returncode == 1
    assert "Does the notebook run '%load_ext gofigr_jupyter' and draw a figure?" in done.stdout


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("missing.ipynb", None, "There is no notebook missing.ipynb."),
        ("letter.ipynb", "Dear Sir", "cannot be read as a notebook"),
    ],
)
def test_what_is_no_notebook_is_told(folder, name, content, sentence):
    if content is not None:
        (folder / name).write_text(content)

    done = demo(folder, name)

    assert (done.returncode, done.stdout) == (1, "")
    assert sentence in done.stderr


def demo(folder, *arguments):
    command = [sys.executable, "-m", "gofigr_jupyter", "demo", *arguments]
    return subprocess.run(
        command,
        cwd=folder,
        env=environment(folder, {}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def write(path, *sources):
    cells = [nbformat.v4.new_code_cell(source, id=f"c{i}") for i, source in enumerate(sources)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path
