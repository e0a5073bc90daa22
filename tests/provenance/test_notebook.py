"""Which notebook a kernel belongs to, from each of the places that can say it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from gofigr_jupyter.provenance.notebook import Clues, NotebookFinder
from gofigr_jupyter.provenance.provenance import Notebook


def finder(tmp_path, **clues):
    defaults = {
        "kernel_id": None,
        "runtime_dir": None,
        "environ": {},
        "variables": {},
        "cwd": tmp_path,
    }
    return NotebookFinder(Clues(**{**defaults, **clues}))


class Sessions(BaseHTTPRequestHandler):
    """What a Jupyter server answers when asked for its sessions."""

    def do_GET(self):
        allowed = (
            self.headers["Authorization"] == "token t0ken" and self.path == "/lab/api/sessions"
        )
        self.send_response(200 if allowed else 403)
        self.end_headers()
        if allowed:
            self.wfile.write(json.dumps(self.server.sessions).encode())

    def log_message(self, *words):
        pass


@pytest.fixture
def jupyter(tmp_path):
    """A server with one session, and the file that it leaves in Jupyter's runtime folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Sessions) as server:
        server.sessions = [
            {"path": "other.ipynb", "kernel": {"id": "k2"}},
            {"path": "plots/penguins.ipynb", "kernel": {"id": "k1"}},
        ]
        about = {
            "url": f"http://127.0.0.1:{server.server_port}/lab/",
            "token": "t0ken",
            "root_dir": "/home/ada",
        }
        (tmp_path / "jpserver-1.json").write_text(json.dumps(about))
        (tmp_path / "jpserver-2.json").write_text("{broken")
        thread = threading.Thread(target=server.serve_forever, args=[0.01])
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_the_jupyter_server_knows_best(tmp_path, jupyter):
    found = finder(
        tmp_path,
        kernel_id="k1",
        runtime_dir=tmp_path,
        environ={"JPY_SESSION_NAME": "/home/ada/old.ipynb"},
    )
    before = found.notebook
    found.refresh()
    found.wait()

    assert before == Notebook(name="old.ipynb", path="/home/ada/old.ipynb")
    assert found.notebook == Notebook(name="penguins.ipynb", path="/home/ada/plots/penguins.ipynb")


@pytest.mark.parametrize("kernel_id", ["k3", ""])
def test_a_kernel_that_the_server_does_not_know_keeps_what_it_has(tmp_path, jupyter, kernel_id):
    found = finder(
        tmp_path, kernel_id=kernel_id, runtime_dir=tmp_path, environ={"JPY_SESSION_NAME": "a.ipynb"}
    )
    found.refresh()
    found.wait()

    assert found.notebook == Notebook(name="a.ipynb", path=str(tmp_path / "a.ipynb"))


def test_a_server_that_is_gone_costs_nothing(tmp_path):
    about = {"url": "http://127.0.0.1:9/", "token": "", "root_dir": "/"}
    (tmp_path / "jpserver-1.json").write_text(json.dumps(about))
    found = finder(tmp_path, kernel_id="k1", runtime_dir=tmp_path)
    found.refresh()
    found.wait()

    assert found.notebook == Notebook(name="unsaved notebook", path=None)


@pytest.mark.parametrize(
    ("clues", "name"),
    [
        ({"environ": {"JPY_SESSION_NAME": "/w/lab.ipynb"}}, "lab.ipynb"),
        ({"environ": {"JPY_SESSION_NAME": "3f2504e0-4f89"}}, "unsaved notebook"),
        ({"variables": {"__vsc_ipynb_file__": "/w/code.ipynb"}}, "code.ipynb"),
        (
            {"command": ("python", "/bin/papermill", "in.ipynb", "out.ipynb", "-p", "a", "1")},
            "out.ipynb",
        ),
        (
            {
                "command": (
                    "python",
                    "/bin/jupyter-nbconvert",
                    "--execute",
                    "w/a.ipynb",
                    "--output",
                    "b.ipynb",
                )
            },
            "a.ipynb",
        ),
        ({"command": ("python", "/bin/jupyter", "nbconvert", "a.ipynb")}, "a.ipynb"),
        (
            {"command": ("python", "-m", "nbconvert", "--output", "b.ipynb", "a.ipynb")},
            "a.ipynb",
        ),
        ({"command": ("python", "/bin/jupyter-lab", "start.ipynb")}, "unsaved notebook"),
        ({"script": "plots/make.py"}, "make.py"),
        ({"script": "-c"}, "unsaved notebook"),
        ({}, "unsaved notebook"),
    ],
)
def test_without_a_server_the_next_best_clue_counts(tmp_path, clues, name):
    assert finder(tmp_path, **clues).notebook.name == name


class Gateway:
    """As much of Databricks' gateway as leads to the path of the notebook that runs."""

    def __init__(self, path):
        self._path = path

    def __getattr__(self, name):
        return lambda: self._path if name == "get" else self


def dbutils(path):
    return SimpleNamespace(notebook=SimpleNamespace(entry_point=Gateway(path)))


@pytest.mark.parametrize(
    ("environ", "variables", "expected"),
    [
        (
            {"DATABRICKS_RUNTIME_VERSION": "15.4"},
            {"dbutils": dbutils("/Users/ada/Bill length")},
            Notebook(name="Bill length", path="/Users/ada/Bill length"),
        ),
        ({}, {"dbutils": dbutils("/Users/ada/mine")}, Notebook(name="unsaved notebook", path=None)),
        (
            {"DATABRICKS_RUNTIME_VERSION": "15.4"},
            {"dbutils": 3},
            Notebook(name="unsaved notebook", path=None),
        ),
        ({"DATABRICKS_RUNTIME_VERSION": "15.4"}, {}, Notebook(name="unsaved notebook", path=None)),
    ],
)
def test_databricks_tells_its_notebook_by_dbutils(tmp_path, environ, variables, expected):
    found = finder(tmp_path, environ=environ, variables=variables)
    found.refresh()
    found.wait()

    assert found.notebook == expected


def test_the_path_is_where_the_notebook_really_is(tmp_path):
    # Jupyter Server names the folder twice for a notebook below its root folder.
    (tmp_path / "penguins.ipynb").write_text("{}")
    said = tmp_path / "sub" / "penguins.ipynb"

    found = finder(tmp_path, environ={"JPY_SESSION_NAME": str(said)})

    assert Path(found.notebook.path) == tmp_path / "penguins.ipynb"
