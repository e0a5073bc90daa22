"""The wheel, built on a machine without Node.js: one build serves every test here."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

CHECKOUT = Path(__file__).parents[2]
SOURCES = ("gofigr_jupyter", "labextension", "pyproject.toml", "install.json")
SOURCES += ("README.md", "LICENSE")
NOT_SOURCES = shutil.ignore_patterns("node_modules", "lib", ".yarn", "__pycache__", "*.tsbuildinfo")
SHARE = "gofigr_jupyter-0.1.0.data/data/share/jupyter/labextensions/@gofigr/jupyter-panel/"
CONFIG = "gofigr_jupyter-0.1.0.data/data/etc/jupyter/jupyter_server_config.d/gofigr_jupyter.json"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("build")
    checkout = folder / "checkout"
    copy_checkout(checkout)
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), "."]
    environment = {**os.environ, "PATH": path_without_node(folder / "bin")}

    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr[-4000:]
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def prefix(wheel, tmp_path_factory):
    folder = tmp_path_factory.mktemp("prefix")
    options = ["-q", "--no-deps", "--no-index", "--prefix", str(folder)]
    subprocess.run([sys.executable, "-m", "pip", "install", *options, str(wheel)], check=True)
    return folder


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


def test_jupyterlab_finds_the_installed_panel(prefix):
    listed = jupyter("labextension", "list", prefix=prefix)

    assert "@gofigr/jupyter-panel v0.1.0 enabled OK" in listed


def test_jupyter_server_finds_the_installed_extension(prefix):
    listed = jupyter("server", "extension", "list", prefix=prefix)

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


def copy_checkout(target: Path) -> None:
    """The sources as a fresh clone has them: without the built panel."""
    for name in SOURCES:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=NOT_SOURCES)
        else:
            target.mkdir(exist_ok=True)
            shutil.copy(source, target / name)
    shutil.rmtree(target / "gofigr_jupyter" / "labextension", ignore_errors=True)


def path_without_node(folder: Path) -> str:
    """A PATH that has the usual programs, but neither Node.js nor its tools."""
    folder.mkdir()
    for place in ("/bin", "/usr/bin"):
        for program in Path(place).iterdir():
            link = folder / program.name
            if program.name not in {"node", "nodejs", "npm", "npx"} and not link.exists():
                link.symlink_to(program)
    return str(folder)
