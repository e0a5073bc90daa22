"""Importing the package costs next to nothing."""

import subprocess
import sys

import pytest

import gofigr_jupyter


def test_importing_the_package_imports_nothing_of_it_but_its_version():
    code = (
        "import sys, gofigr_jupyter; "
        "print(sorted(m for m in sys.modules if m.startswith(('gofigr', 'msgspec', 'IPython'))))"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout == "['gofigr_jupyter', 'gofigr_jupyter._version']\n"


def test_the_public_names_are_there_and_others_are_not():
    keeping = {"configure", "publish", "reproducible", "rerun", "script", "suppress", "sync"}
    looking = {"ask", "browse", "describe", "figure", "search"}
    assert set(gofigr_jupyter.__all__) == {"__version__", *keeping, *looking}
    assert all(getattr(gofigr_jupyter, name) for name in gofigr_jupyter.__all__)
    assert "load_ipython_extension" in dir(gofigr_jupyter)
    with pytest.raises(AttributeError, match="has no attribute 'publsh'"):
        gofigr_jupyter.publsh  # noqa: B018


def test_jupyter_finds_the_panel_and_the_server_extension():
    assert gofigr_jupyter._jupyter_labextension_paths() == [
        {"src": "labextension", "dest": "@gofigr/jupyter-panel"}
    ]
    assert gofigr_jupyter._jupyter_server_extension_points() == [
        {"module": "gofigr_jupyter.server_extension"}
    ]


def test_the_readers_of_the_public_client_are_there_and_import_pandas_when_they_are_called():
    names = ["csv", "excel", "json", "html", "parquet", "feather", "hdf", "pickle", "sas"]
    code = (
        f"import sys, gofigr_jupyter as gf; [getattr(gf, 'read_' + n) for n in {names}]; gf.open; "
        "print('pandas' in sys.modules, 'read_csv' in dir(gf), gf.read_csv.__name__)"
    )

    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert answer.stdout == "False True read_csv\n"
