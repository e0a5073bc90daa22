"""Runs a notebook in a real kernel, cell by cell, as a person would."""

import nbformat
from jupyter_servers import environment
from nbclient import NotebookClient


def run(path, place):
    """The cells of the notebook at `path` by id, after a real kernel ran them."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, resources={"metadata": {"path": str(path.parent)}}
    )
    settings = {"GF_DATA_DIR": str(place.root), "JPY_SESSION_NAME": str(path)}
    with (
        open(path.parent / "kernel.log", "wb") as log,
        client.setup_kernel(env=environment(path.parent, settings), stderr=log),
    ):
        for index, cell in enumerate(notebook.cells):
            client.execute_cell(cell, index)
    return {cell.id: cell for cell in notebook.cells}
