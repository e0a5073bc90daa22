"""What a notebook's file says of its cells."""

import os

import nbformat
import pytest

from gofigr_jupyter.capture.notebook_file import Label, NotebookFile


@pytest.fixture
def notebook(tmp_path):
    cells = [
        nbformat.v4.new_code_cell("plot(1)", id="one", metadata={"tags": ["gofigr-skip"]}),
        nbformat.v4.new_code_cell("same", id="two"),
        nbformat.v4.new_code_cell("same", id="three"),
        nbformat.v4.new_markdown_cell("words", id="four"),
    ]
    path = tmp_path / "work.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


def test_a_cell_is_known_by_its_source(notebook):
    assert NotebookFile(notebook).label("plot(1)") == Label(id="one", tags=("gofigr-skip",))


@pytest.mark.parametrize("source", ["words", "never written"])
def test_a_source_that_is_no_code_cell_has_no_label(notebook, source):
    assert NotebookFile(notebook).label(source) is None


def test_copies_of_a_cell_are_told_apart_by_their_order(notebook):
    file = NotebookFile(notebook)

    ids = [file.label(source).id for source in ("plot(1)", "same", "same") * 2]

    assert ids == ["one", "two", "three", "one", "two", "three"]


def test_the_last_copy_is_followed_by_the_first(notebook):
    file = NotebookFile(notebook)

    assert [file.label("same").id for _ in range(3)] == ["two", "three", "two"]


def test_a_cell_that_was_written_later_is_found(notebook):
    file = NotebookFile(notebook)
    file.label("plot(1)")
    cells = [nbformat.v4.new_code_cell("plot(2)", id="five")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
    os.utime(notebook, ns=(1, 1))

    assert file.label("plot(2)") == Label(id="five", tags=())


@pytest.mark.parametrize("content", [None, b"", b"{not json", b'{"cells": 3}', b"[]"])
def test_a_file_that_cannot_be_read_has_no_labels(tmp_path, content):
    path = tmp_path / "broken.ipynb"
    if content is not None:
        path.write_bytes(content)

    assert NotebookFile(path).label("plot(1)") is None
