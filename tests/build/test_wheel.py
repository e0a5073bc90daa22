"""What the wheel holds, built on a machine without Node.js, and what Jupyter finds of it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from wheels import CHECKOUT

SHARE = "gofigr_jupyter-0.1.0.data/data/share/jupyter/labextensions/@gofigr/jupyter-panel/"
CONFIG = "gofigr_jupyter-0.1.0.data/data/etc/jupyter/jupyter_server_config.d/gofigr_jupyter.json"


def test_the_wheel_holds_the_panel_once(wheel):
    names = ZipFile(wheel).namelist()

    assert {f"{SHARE}package.json", f"{SHARE}static/style.js", f"{SHARE}install.json"} <= set(names)
    assert [name for name in names if "remoteEntry" in name and not name.startswith(SHARE)] == []


def test_the_wheel_enables_the_server_extension(wheel):
    with ZipFile(wheel) as archive:
        config = json.loads(archive.read(CONFIG))

    assert config == {"ServerApp": {"jpserver_extensions": {"gofigr_jupyter": True}}}


def test_the_wheel_holds_every_file_of_the_package(wheel):
    package = CHECKOUT / "gofigr_jupyter"
    files = {
        f"gofigr_jupyter/{path.relative_to(package).as_posix()}"
        for path in package.rglob("*")
        if path.is_file() and not {"__pycache__", "labextension"} & set(path.parts)
    }

    assert files - set(ZipFile(wheel).namelist()) == set()


def test_jupyterlab_finds_the_installed_panel(installed):
    listed = jupyter("labextension", "list", prefix=installed)

    assert "@gofigr/jupyter-panel v0.1.0 enabled OK" in listed


def test_jupyter_server_finds_the_installed_extension(installed):
    listed = jupyter("server", "extension", "list", prefix=installed)

    assert "gofigr_jupyter enabled" in listed


def jupyter(*arguments: str, prefix: Path) -> str:
    """What a `jupyter` command prints where nothing but `prefix` is installed."""
    environment = {
        **os.environ,
        "JUPYTER_PATH": str(prefix / "share" / "jupyter"),
        "JUPYTER_CONFIG_DIR": str(prefix / "etc" / "jupyter"),
        "JUPYTER_DATA_DIR": str(prefix / "nowhere"),
        "NO_COLOR": "1",
    }
    command = [sys.executable, "-m", "jupyter", *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    plain = (done.stdout + done.stderr).replace("\x1b[32m", "").replace("\x1b[0m", "")
    return " ".join(plain.split())
