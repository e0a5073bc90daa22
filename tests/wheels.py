"""The wheel, built once for all tests on a machine without Node.js, and where it is installed."""

import fcntl
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Mapping
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]
SOURCES = ("gofigr_jupyter", "labextension", "pyproject.toml", "install.json")
SOURCES += ("README.md", "LICENSE")
NOT_SOURCES = shutil.ignore_patterns("node_modules", "lib", ".yarn", "__pycache__", "*.tsbuildinfo")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel of this checkout. Processes that test at the same time share one build."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    built = folder / "wheel"
    with open(folder / "wheel.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not list(built.glob("*.whl")):
            build(built)
    return next(built.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """A virtual environment with the wheel in it; other packages it has from this one."""
    folder = tmp_path_factory.mktemp("installed") / "venv"
    venv.create(folder)
    options = ["-q", "--no-deps", "--no-index", str(wheel)]
    command = [sys.executable, "-m", "pip", "--python", str(folder / "bin" / "python")]
    environment = {**os.environ, "PYTHONPATH": ""}
    subprocess.run([*command, "install", *options], check=True, env=environment)
    others = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    next(folder.glob("lib/*/site-packages")).joinpath("others.pth").write_text(others)
    return folder


def only_installed() -> Mapping[str, str]:
    """The settings with which a Jupyter server of that environment finds JupyterLab itself."""
    lab = Path(sys.prefix) / "share" / "jupyter" / "lab"
    return {"JUPYTERLAB_DIR": str(lab), "PYTHONPATH": ""}


def build(folder: Path) -> None:
    """Make the wheel in a new folder."""
    shutil.rmtree(folder, ignore_errors=True)
    copy_checkout(folder / "checkout")
    command = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), "."]
    environment = {**os.environ, "PATH": path_without_node(folder / "bin")}
    done = subprocess.run(
        command, cwd=folder / "checkout", env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-4000:]


def copy_checkout(target: Path) -> None:
    """The sources as a fresh clone has them: without the built panel."""
    for name in SOURCES:
        source = CHECKOUT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=NOT_SOURCES)
        else:
            target.mkdir(exist_ok=True, parents=True)
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
