"""The other ways to run a notebook: nbconvert, papermill, and IPython in a terminal."""

import base64
import io
import subprocess
import sys

import nbformat
import pandas as pd
import pytest
from kernels import stop_service
from services import found, get, kept_revisions, until

from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.runtime.place import Place

FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.title('Bill length'); plt.show()"
SKIPPED = "plt.plot([3, 4]); plt.title('Left out'); plt.show()"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A data folder whose service leaves with the test."""
    monkeypatch.setenv("GF_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("GF_IDLE_MINUTES", "1")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONWARNINGS", "ignore")
    monkeypatch.setenv("MPLBACKEND", "module://matplotlib_inline.backend_inline")
    place = Place(tmp_path / "data")
    yield place
    stop_service(place)


@pytest.fixture
def notebook(tmp_path):
    cells = [
        nbformat.v4.new_code_cell("%load_ext gofigr_jupyter"),
        nbformat.v4.new_code_cell(FIGURE, id="drawn"),
        nbformat.v4.new_code_cell(SKIPPED, metadata={"tags": ["gofigr-skip"]}),
        nbformat.v4.new_code_cell("%gofigr flush"),
        nbformat.v4.new_code_cell("%gofigr status"),
    ]
    path = tmp_path / "penguins.ipynb"
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def run(*command, cwd):
    subprocess.run([sys.executable, "-m", *command], cwd=cwd, capture_output=True, check=True)


def one_kept(place, analysis):
    (revision,) = kept_revisions(found(place))[analysis]
    return revision["metadata"]["provenance"]


def test_nbconvert_keeps_what_it_executes_under_the_notebooks_name(place, notebook, tmp_path):
    options = ("--to", "notebook", "--execute", "--output", "out.ipynb")
    run("nbconvert", *options, notebook.name, cwd=tmp_path)

    assert one_kept(place, "penguins")["cell"]["id"] == "drawn"
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    assert "the cell is tagged gofigr-skip" in executed.cells[-1].outputs[0].text
    assert "Kept as “Bill length” · revision 1" in str(executed.cells[1].outputs)


def test_papermill_keeps_what_it_executes_under_the_name_of_the_new_notebook(
    place, notebook, tmp_path
):
    run("papermill", notebook.name, "adelie.ipynb", "-p", "species", "Adelie", cwd=tmp_path)

    assert one_kept(place, "adelie")["cell"]["id"] == "drawn"
    executed = nbformat.read(tmp_path / "adelie.ipynb", as_version=4)
    assert "the cell is tagged gofigr-skip" in executed.cells[-1].outputs[0].text


def test_ipython_in_a_terminal_keeps_what_it_shows(place, tmp_path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "agg")
    lines = [
        "%load_ext gofigr_jupyter",
        "from matplotlib.figure import Figure",
        "figure = Figure(figsize=(1, 1))",
        "_ = figure.add_subplot(title='In a terminal')",
        "figure",
        "%gofigr flush",
    ]
    answer = subprocess.run(
        [sys.executable, "-m", "IPython", "--simple-prompt", "--no-banner"],
        input="\n".join(lines) + "\n",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert "Kept as “In a terminal” · revision 1" in answer.stdout
    assert "1 figure kept and visible." in answer.stdout
    assert one_kept(place, "unsaved notebook")["cell"]["execution_count"] == 5


def test_a_script_that_ends_at_once_loses_nothing(place, tmp_path):
    code = """
import gofigr_jupyter
from matplotlib.figure import Figure
figure = Figure(figsize=(1, 1))
figure.add_subplot(title="From a script")
gofigr_jupyter.publish(figure)
"""
    (tmp_path / "make.py").write_text(code)
    subprocess.run([sys.executable, "make.py"], cwd=tmp_path, check=True)

    found(place)
    until(lambda: not Outbox(place.outbox).waiting() and not Outbox(place.outbox).leased())
    assert one_kept(place, "make.py")["notebook"]["path"] == str(tmp_path / "make.py")


SCRIPT = """
import sys
import matplotlib.pyplot as plt
import plotly.graph_objects as go
import plotly.io
plotly.io.renderers.default = "json"
def line(title):
    fig, ax = plt.subplots(figsize=(1, 1)); ax.plot([1, 2]); ax.set_title(title)
    return fig
line("Shown"); plt.show(); plt.close("all")
line("Saved").savefig("saved.png"); plt.close("all")
both = line("Both"); both.savefig("both.png"); plt.show(); plt.close("all")
line("Never shown")
go.Figure(go.Scatter(y=[1, 2]), layout_title_text="Plotly").show()
print(sys.argv[1:], __name__)
"""


@pytest.mark.parametrize("way", ["run", "call"])
def test_a_script_keeps_what_it_shows_or_saves(place, tmp_path, monkeypatch, way):
    monkeypatch.setenv("MPLBACKEND", "agg")
    first = "" if way == "run" else "import gofigr_jupyter\ngofigr_jupyter.script()\n"
    (tmp_path / "make.py").write_text(first + SCRIPT)
    command = ["-m", "gofigr_jupyter", "run"] if way == "run" else []
    answer = subprocess.run(
        [sys.executable, *command, "make.py", "--fast", "2"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    service = found(place)
    until(lambda: not Outbox(place.outbox).waiting() and not Outbox(place.outbox).leased())
    kept = [
        get(service, f"/api/v1.4.1/figure/{revision['figure']}/")["name"]
        for revision in kept_revisions(service)["make.py"]
    ]
    assert sorted(kept) == ["Both", "Plotly", "Saved", "Shown"]
    assert answer.stdout.endswith("['--fast', '2'] __main__\n")
    assert answer.stderr == ("Kept 4 figures.\n" if way == "run" else "")


def test_a_script_that_fails_keeps_what_it_had_shown_and_fails(place, tmp_path):
    code = "import matplotlib.pyplot as plt\nplt.figure().savefig('a.png')\n1 / 0"
    (tmp_path / "make.py").write_text(code)
    answer = subprocess.run(
        [sys.executable, "-m", "gofigr_jupyter", "run", "make.py"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert "ZeroDivisionError" in answer.stderr
    until(lambda: kept_revisions(found(place)).get("make.py"))


TABLES = """
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

factor = pd.Series([2, 3], name="factor")
big = np.arange(1_000_000.0)
unused = pd.DataFrame({"u": [1]})


def draw(values, title):
    fig, ax = plt.subplots(figsize=(1, 1))
    ax.plot(values)
    ax.set_title(title)
    fig.savefig(title + ".png")
    plt.close(fig)
    del values


def main():
    for name, numbers in (("One", [1, 2]), ("Two", [3, 4])):
        table = pd.DataFrame({"x": numbers})
        draw(table.x * factor, name)
        table.loc[0, "x"] = 99


main()
plt.plot(big[:3])
plt.title("Shown")
plt.show()
big[0] = 7
print(unused)
"""


def test_the_tables_behind_a_scripts_figures_are_kept_as_they_were_then(
    place, tmp_path, monkeypatch
):
    monkeypatch.setenv("MPLBACKEND", "agg")
    (tmp_path / "make.py").write_text(TABLES)
    run("gofigr_jupyter", "run", "make.py", cwd=tmp_path)

    service = found(place)
    until(lambda: not Outbox(place.outbox).waiting() and not Outbox(place.outbox).leased())
    until(lambda: not any(place.additions.iterdir()))
    kept = {
        revision["metadata"]["provenance"]["identity"]["title"]: revision
        for revision in kept_revisions(service)["make.py"]
    }
    assert rows(service, kept["One"]) == {
        "factor": {"factor": [2, 3]},
        "table": {"x": [1, 2]},
        "values": {0: [2, 6]},
    }
    assert rows(service, kept["Two"]) == {
        "factor": {"factor": [2, 3]},
        "table": {"x": [3, 4]},
        "values": {0: [6, 12]},
    }
    told = {t["name"]: t for t in kept["Shown"]["metadata"]["provenance"]["tables"]}
    assert (told["big"]["kept"], told["big"]["blake3"]) == ("head", None)
    assert "unused" not in told
    assert rows(service, kept["Shown"])["big"]["value"][:3] == [0, 1, 2]


def rows(service, revision):
    """The tables of a revision, by name and column."""
    told = get(service, f"/api/v1.4.1/revision/{revision['api_id']}/")
    tables = {table["name"] for table in told["metadata"]["provenance"]["tables"]}
    return {
        data["name"]: pd.read_parquet(io.BytesIO(whole(service, data))).to_dict("list")
        for data in told["data"]
        if data["name"] in tables
    }


def whole(service, data):
    return base64.b64decode(get(service, f"/api/v1.4.1/data/{data['api_id']}/")["data"])


def test_the_prompt_of_python_keeps_what_is_shown_there(place, tmp_path):
    lines = [
        "import gofigr_jupyter; gofigr_jupyter.script()",
        "import matplotlib; matplotlib.use('agg'); import matplotlib.pyplot as plt",
        "_ = plt.title('At the prompt')",
        "plt.show()",
    ]
    subprocess.run(
        [sys.executable, "-i"],
        input="\n".join(lines) + "\n",
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    found(place)
    until(lambda: not Outbox(place.outbox).waiting() and not Outbox(place.outbox).leased())
    assert one_kept(place, "unsaved notebook")["identity"]["title"] == "At the prompt"
