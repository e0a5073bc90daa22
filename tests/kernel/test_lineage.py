"""Real kernels: which cells and files a kept figure is linked to."""

import time

import pytest
from kernels import a_kernel
from services import found, get, kept_revisions

from gofigr_jupyter.ids import content_hash

IMPORTS = (
    "import json\nimport pandas as pd\nimport matplotlib.pyplot as plt\nimport plotly.express as px"
)
LOAD = """
a = pd.read_csv("files/a.csv")
b = pd.read_csv("files/b.csv")
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lineage")
    (folder / "files").mkdir()
    for number, name in enumerate("ab"):
        (folder / "files" / f"{name}.csv").write_text(f"x,y\n1,2\n{number},3\n")
    (folder / "files" / "c.json").write_text("[1, 2, 4]")
    with a_kernel(folder, JPY_SESSION_NAME=str(folder / "lineage.ipynb")) as kernel:
        kernel.folder = folder
        kernel.run("%load_ext gofigr_jupyter", cellId="load")
        kernel.run(IMPORTS, cellId="imports")
        kernel.run(LOAD, cellId="data")
        kernel.run("def doubled(d):\n    return d * factor", cellId="function")
        kernel.run("factor = 2", cellId="factor")
        kernel.run("unused = json.load(open('files/c.json'))", cellId="unused")
        yield kernel


def origin(kernel, name):
    """The slice (cell ids) and inputs (file names) of the newest revision of a figure."""
    kernel.run("%gofigr flush")
    service = found(kernel.place)
    revisions = [
        get(service, f"/api/v1.4.1/revision/{revision['api_id']}/")
        for revision in kept_revisions(service)["lineage"]
    ]
    revision = next(
        r for r in revisions if r["metadata"]["provenance"]["identity"]["title"] == name
    )
    told = revision["metadata"]["provenance"]
    cells = [cell["cell_id"] for cell in told["slice"]]
    files = [read["path"].rsplit("/", 1)[1] for read in told["inputs"]]
    return cells, files, revision


def kept_inputs(kernel, name):
    """The inputs of a figure once their files are kept, or cannot be."""
    deadline = time.monotonic() + 60
    while True:
        _, _, revision = origin(kernel, name)
        told = revision["metadata"]["provenance"]
        noted = any(note["about"] == "inputs" for note in told["notes"])
        if noted or all(read["asset_revision"] for read in told["inputs"]):
            return told["inputs"], revision
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_files_of_a_figure_are_kept_and_a_changed_one_is_kept_anew(kernel):
    table = kernel.folder / "files" / "d.csv"
    table.write_text("x\n1\n")
    draw = "d = pd.read_csv('files/d.csv'); plt.plot(d.x); plt.title('{}')"
    kernel.run(draw.format("Before"), cellId="before")
    (first,), revision = kept_inputs(kernel, "Before")
    table.write_text("x\n2\n")
    kernel.run(draw.format("After"), cellId="after")
    (second,), _ = kept_inputs(kernel, "After")

    service = found(kernel.place)
    assert [link["asset_revision"] for link in revision["assets"]] == [first["asset_revision"]]
    assert first["blake3"] == content_hash(b"x\n1\n")
    assert second["blake3"] == content_hash(b"x\n2\n")
    states = [
        get(service, f"/api/v1.4.1/asset_revision/{read['asset_revision']}/")
        for read in (first, second)
    ]
    assert states[0]["asset"] == states[1]["asset"]
    assert [state["data"][0]["hash"] for state in states] == [first["blake3"], second["blake3"]]


def test_a_figure_is_linked_to_what_it_used_and_to_nothing_else(kernel):
    kernel.run("plt.plot(a.x, doubled(a.y)); plt.title('Used')", cellId="draw")
    cells, files, revision = origin(kernel, "Used")
    assert cells == ["imports", "data", "function", "factor", "draw"]
    assert files == ["a.csv"]
    codes = [data["name"] for data in revision["data"] if data["type"] == "code"]
    assert codes[0] == "Jupyter Cell"
    assert len(codes) == len(cells)


def test_two_figures_of_one_cell_are_linked_to_their_own_files(kernel):
    kernel.run(
        "plt.plot(a.x); plt.title('First'); plt.show()\n"
        "px.line(b, x='x', y='y', title='Second').show('plotly_mimetype')",
        cellId="both",
    )
    assert origin(kernel, "First")[:2] == (["imports", "data", "both"], ["a.csv"])
    assert origin(kernel, "Second")[:2] == (["imports", "data", "both"], ["b.csv"])


def test_a_cell_that_ran_again_counts_with_its_last_source(kernel):
    kernel.run("factor = 3", cellId="factor")
    kernel.run("plt.plot(doubled(b.y)); plt.title('Again')", cellId="again")
    cells, files, revision = origin(kernel, "Again")
    assert cells == ["imports", "data", "function", "factor", "again"]
    assert files == ["b.csv"]
    told = revision["metadata"]["provenance"]["slice"]
    assert all(cell["confidence"] == "sure" for cell in told)


def test_a_file_read_in_the_figures_own_cell_is_linked(kernel):
    kernel.run(
        "with open('files/c.json') as file:\n    values = json.load(file)\n"
        "plt.plot(values)\nplt.title('Own')",
        cellId="own",
    )
    assert origin(kernel, "Own")[:2] == (["imports", "own"], ["c.json"])


def test_dynamic_code_makes_its_cell_unsure(kernel):
    kernel.run("exec('hid' + 'den = [3, 1, 2]')", cellId="dynamic")
    kernel.run("plt.plot(hidden); plt.title('Hidden')", cellId="shows")
    cells, _, revision = origin(kernel, "Hidden")
    assert cells == ["imports", "dynamic", "shows"]
    unsure = revision["metadata"]["provenance"]["slice"][1]
    assert unsure["confidence"] == "unsure"
    assert "exec() runs code that is made up as it runs" in unsure["why"]


def test_a_figure_published_by_name_is_linked_too(kernel):
    kernel.run(
        "from gofigr_jupyter import publish\nfig, ax = plt.subplots()\nax.plot(b.x)\n"
        "ax.set_title('Named')\nplt.close(fig)\n_ = publish(fig, 'Named')",
        cellId="named",
    )
    cells, files, _ = origin(kernel, "Named")
    assert cells == ["imports", "data", "named"]
    assert files == ["b.csv"]


def test_the_tables_that_a_figure_used_and_what_it_shows_are_kept_with_it(kernel):
    kernel.run("wide = a.assign(z=3)", cellId="wide")
    kernel.run("plt.plot(wide.x, wide.z); plt.title('Tables')", cellId="tables")
    deadline = time.monotonic() + 60
    while not (told := origin(kernel, "Tables")[2]["metadata"]["provenance"].get("tables")):
        assert time.monotonic() < deadline
        time.sleep(0.05)

    _, _, revision = origin(kernel, "Tables")
    assert told == [{"name": "wide", "shape": [2, 3], "kept": "whole"}]
    kept = [data["name"] for data in revision["data"] if data["type"] == "dataframe"]
    assert kept == ["plotted data", "wide"]


def test_what_the_user_does_not_want_is_not_kept_with_a_figure(kernel):
    parts = ("code", "packages", "inputs", "plotted", "tables")
    said = [", ".join(f"keep_{part}={keep}" for part in parts) for keep in (False, True)]
    kernel.run(f"import gofigr_jupyter as gf; gf.configure({said[0]})")
    kernel.run("plt.plot(a.x); plt.title('Left out')", cellId="left-out")
    kernel.run(f"gf.configure({said[1]})")

    cells, files, revision = origin(kernel, "Left out")

    assert (cells, files) == (["imports", "data", "left-out"], [])
    assert [data["name"] for data in revision["data"]] == ["figure"]
