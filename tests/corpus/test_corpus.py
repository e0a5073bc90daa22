"""Precision and recall of slices and files over the labeled notebooks: at least 0.98 each."""

import contextlib
import io

import pytest
from labeled_notebooks import make_files, notebooks
from matplotlib import rc_context
from plotly.io import templates
from shells import running_shell, shell  # noqa: F401

from gofigr_jupyter.delivery.origin import Origins
from gofigr_jupyter.ipython_extension import Extension
from gofigr_jupyter.publishing.outbox import Outbox, _decoder
from gofigr_jupyter.runtime.place import Place

BAR = 0.98
CORPUS = notebooks()
counted = {"cells": [0, 0, 0], "files": [0, 0, 0]}
"""Right, wrongly found, and missed, over all notebooks."""
differences = []
"""What was wrongly found or missed: notebook, figure and names."""


def run(notebook, shell, folder):  # noqa: F811
    """Execute the notebook; what the publications of its figures say, by title."""
    place = Place(folder / "kept")
    shell.reset(new_session=False)
    extension = Extension(shell, start=lambda place, idle: None)
    extension.install()
    try:
        for number, name in enumerate(notebook.order):
            header = {"msg_id": f"{notebook.name} {number}", "msg_type": "execute_request"}
            parent = {"header": header, "metadata": {"cellId": name}, "content": {}}
            shell.get_parent = lambda parent=parent: parent
            with contextlib.redirect_stdout(io.StringIO()):
                result = shell.run_cell(notebook.cells[name], store_history=True)
            assert result.success == (name != "fails"), (notebook.name, name)
    finally:
        extension.remove()
    publications = [
        _decoder().decode((place.outbox / item.name).read_bytes())
        for item in Outbox(place.outbox).waiting()
    ]
    origins = Origins(place.sessions)
    return {p.capture.title: origins.of(p) for p in publications}


def count(kind, found, true):
    counted[kind][0] += len(found & true)
    counted[kind][1] += len(found - true)
    counted[kind][2] += len(true - found)


@pytest.fixture(autouse=True)
def styles():
    """What notebooks choose for all figures to come holds for none of another test."""
    template = templates.default
    with rc_context():
        yield
    templates.default = template


@pytest.mark.parametrize("notebook", CORPUS, ids=lambda notebook: notebook.name)
def test_each_labeled_figure_is_kept_with_its_origin(notebook, shell, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setenv("GF_DATA_DIR", str(tmp_path / "kept"))
    monkeypatch.chdir(tmp_path)
    make_files(notebook, tmp_path)

    origins = run(notebook, shell, tmp_path)

    assert set(notebook.labels) <= set(origins)
    for title, label in notebook.labels.items():
        own = origins[title].parts[-1].execution.cell_id
        cells = frozenset(part.execution.cell_id for part in origins[title].parts) - {own}
        files = frozenset(read.path.rsplit("/", 1)[1] for read in origins[title].inputs)
        true_files = frozenset(name.rsplit("/", 1)[-1] for name in label.files)
        count("cells", cells, label.cells)
        count("files", files, true_files)
        wrong = sorted(cells ^ label.cells) + sorted(files ^ true_files)
        if wrong:
            differences.append((notebook.name, title, wrong))


@pytest.mark.parametrize("kind", ["cells", "files"])
def test_precision_and_recall_reach_the_bar(kind):
    right, wrong, missed = counted[kind]
    if right + wrong + missed == 0:
        pytest.skip("the notebooks were not run in this process")
    assert right / (right + wrong) >= BAR, differences
    assert right / (right + missed) >= BAR, differences
