"""The quickstart in a real kernel: what the service keeps is what the notebook shows."""

import base64
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import httpx
import nbformat
import pytest
from executed import run
from jupyter_servers import stop_service

from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place

NOTEBOOK = Path(__file__).parents[2] / "notebooks" / "quickstart.ipynb"
PLOTLY = "application/vnd.plotly.v1+json"
FIGURES = {
    "axes": ("Life expectancy by country", "image/png"),
    "image": ("Grace Hopper and her colors", "image/png"),
    "dense": ("Slope and elevation", "image/png"),
    "express": ("Income and life expectancy in 2007", PLOTLY),
    "objects": ("The world grows, more slowly", PLOTLY),
    "frame": ("Median life expectancy", "image/png"),
    "svg": ("Life expectancy in Japan", "image/svg+xml"),
    "closed": ("Income in 2007", "image/png"),
    "name": ("Rwanda", "image/png"),
    "publish": ("Ten highest incomes", "image/png"),
}
"""Each cell that draws: the figure's name and what the notebook shows."""


@dataclass(frozen=True)
class Finished:
    """The notebook after it ran, and the service that kept its figures."""

    path: Path
    cells: dict[str, nbformat.NotebookNode]
    service: runtime.Running

    def get(self, path):
        """A JSON answer of the service's API."""
        url = f"{self.service.url}/api/v1.4.1/{path}"
        headers = {"Authorization": f"Token {self.service.key}"}
        return httpx.get(url, headers=headers, timeout=60).json()

    def shown(self, cell):
        """The figures under a cell, decoded."""
        mime = FIGURES[cell][1]
        return [
            decoded(mime, output.data[mime])
            for output in self.cells[cell].outputs
            if mime in output.get("data", {})
        ]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quickstart")
    path = Path(shutil.copy(NOTEBOOK, folder))
    place = Place(folder / "data")
    cells = run(path, place)
    service = runtime.find(place)
    yield Finished(path, cells, service)
    stop_service(place.root)


@pytest.fixture(scope="module")
def revisions(finished):
    """The newest revision of each figure, by the cell that drew it."""
    workspace = finished.get(f"workspace/{finished.get('workspace/')[0]['api_id']}/")
    [analysis] = workspace["analyses"]
    figures = finished.get(f"analysis/{analysis['api_id']}/")["figures"]
    found = {}
    for figure in figures:
        [listed] = finished.get(f"figure/{figure['api_id']}/")["revisions"]
        revision = finished.get(f"revision/{listed['api_id']}/")
        assert revision["metadata"]["cell_id"] not in found
        found[revision["metadata"]["cell_id"]] = {**revision, "name": figure["name"]}
    return found


def test_every_figure_is_kept_once_under_its_name(revisions):
    names = {cell: revision["name"] for cell, revision in revisions.items()}

    assert names == {cell: name for cell, (name, mime) in FIGURES.items()}


@pytest.mark.parametrize("cell", FIGURES)
def test_what_is_kept_is_what_the_notebook_shows(finished, revisions, cell):
    [item] = [item for item in revisions[cell]["data"] if item["name"] == "figure"]
    kept = base64.b64decode(finished.get(f"data/{item['api_id']}/")["data"])
    mime = FIGURES[cell][1]

    assert [json.loads(kept) if mime == PLOTLY else kept] == finished.shown(cell)


@pytest.mark.parametrize("cell", FIGURES)
def test_the_code_of_the_cell_is_kept(finished, revisions, cell):
    [item] = [item for item in revisions[cell]["data"] if item["name"] == "Jupyter Cell"]
    kept = base64.b64decode(finished.get(f"data/{item['api_id']}/")["data"])

    assert kept.decode() == finished.cells[cell].source


@pytest.mark.parametrize("cell", FIGURES)
def test_one_quiet_line_stands_under_each_figure(finished, revisions, cell):
    notes = [
        output.data
        for output in finished.cells[cell].outputs
        if "Kept as" in output.get("data", {}).get("text/plain", "")
    ]

    assert len(notes) == 1
    assert f"/r/{revisions[cell]['short_id']}" in notes[0]["text/plain"]
    assert len(json.dumps(notes[0])) <= 2048


def test_the_last_cell_says_that_everything_is_kept(finished):
    assert "10 figures kept" in finished.cells["flush"].outputs[-1].text


def test_the_public_client_reads_the_figures(finished):
    script = Path(__file__).with_name("read_with_public_client.py")
    options = [finished.service.url, finished.service.key, "quickstart"]

    done = subprocess.run([sys.executable, str(script), *options], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    read = {name: base64.b64decode(data) for name, data in json.loads(done.stdout).items()}
    assert read == {
        name: finished.shown(cell)[0]
        for cell, (name, mime) in FIGURES.items()
        if mime == "image/png"
    }


def decoded(mime, shown):
    return (
        base64.b64decode(shown)
        if mime == "image/png"
        else (shown.encode() if mime == "image/svg+xml" else json.loads(json.dumps(shown)))
    )
