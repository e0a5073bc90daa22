"""The hashes that lock files tell: read from every kind, and what pip makes of them."""

import base64
import hashlib
import json
import platform
import subprocess
import sys
import zipfile

import msgspec
import pytest

from gofigr_jupyter.delivery.locks import fits, hashes_in, with_hashes
from gofigr_jupyter.provenance.provenance import Environment, Git, Notebook, Provenance

A, B, C = "a" * 64, "b" * 64, "c" * 64
HERE = f"manylinux_2_28_{platform.machine()}"
UV = f"""
[[package]]
name = "numpy"
version = "2.0.0"
sdist = {{ url = "https://x/numpy-2.0.0.tar.gz", hash = "sha256:{C}" }}
wheels = [
  {{ url = "https://x/numpy-2.0.0-cp311-cp311-{HERE}.whl", hash = "sha256:{A}" }},
  {{ url = "https://x/numpy-2.0.0-cp312-cp312-{HERE}.whl", hash = "sha256:{B}" }},
]
"""
PYLOCK = f"""
lock-version = "1.0"
[[packages]]
name = "numpy"
version = "2.0.0"
wheels = [{{ name = "numpy-2.0.0-py3-none-any.whl", url = "u", hashes = {{ sha256 = "{A}" }} }}]
"""
POETRY = f"""
[[package]]
name = "NumPy"
version = "2.0.0"
files = [
  {{ file = "numpy-2.0.0-cp310-cp310-{HERE}.whl", hash = "sha256:{B}" }},
  {{ file = "numpy-2.0.0.tar.gz", hash = "sha256:{A}" }},
]
"""
PIPFILE = json.dumps({"default": {"numpy": {"version": "==2.0.0", "hashes": [f"sha256:{A}"]}}})
REQUIREMENTS = f"""# by pip-compile
numpy==2.0.0 \\
    --hash=sha256:{A}
scipy>=1
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the wheels named here are Linux's")
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("uv.lock", UV),
        ("pylock.toml", PYLOCK),
        ("poetry.lock", POETRY),
        ("Pipfile.lock", PIPFILE),
        ("requirements-dev.txt", REQUIREMENTS),
    ],
)
def test_every_kind_of_lock_file_tells_the_archive_that_this_python_installs(name, text):
    assert hashes_in(name, text, "3.11.7") == {("numpy", "2.0.0"): (A,)}


@pytest.mark.parametrize("name", ["uv.lock", "Pipfile.lock", "requirements.txt"])
@pytest.mark.parametrize("text", ["", "[[", '{"default": 1}', "package = 3", "\x00"])
def test_a_lock_file_that_nobody_understands_tells_nothing(name, text):
    assert hashes_in(name, text, "3.11.7") == {}


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("py3-none-any", True),
        ("py2.py3-none-any", True),
        ("py2-none-any", False),
        (f"cp39-abi3-{HERE}", True),
        (f"cp312-abi3-{HERE}", False),
        (f"cp313-cp313t-{HERE}", False),
        ("cp311-cp311-win32", False),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="the wheels named here are Linux's")
def test_a_wheel_fits_by_its_tags(tags, expected):
    assert fits(f"x-1.0-{tags}.whl", "3.11.7") is expected


def a_wheel(folder, name):
    path = folder / f"{name}-1.0-py3-none-any.whl"
    info = f"{name}-1.0.dist-info"
    files = {
        f"{name}.py": b"",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for file, data in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
        record += f"{file},sha256={digest},{len(data)}\n"
    with zipfile.ZipFile(path, "w") as archive:
        for file, data in {**files, f"{info}/RECORD": record.encode()}.items():
            archive.writestr(file, data)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def of_project(folder, packages, *, executable="/usr/bin/python3"):
    """A figure's provenance in a notebook two folders below a repository's root."""
    return Provenance(
        notebook=Notebook(name="n.ipynb", path=str(folder / "notebooks" / "n.ipynb")),
        environment=Environment(
            python=platform.python_version(), executable=executable, platform="", packages=packages
        ),
        git=Git(commit=None, branch=None, remote=None, dirty=None, work_tree=str(folder)),
    )


@pytest.fixture
def project(tmp_path):
    """A project with two locked wheels, and the folder that these can be installed from."""
    (tmp_path / "project" / "notebooks").mkdir(parents=True)
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    locked = "".join(
        f'[[packages]]\nname = "{name}"\nversion = "1.0"\n[[packages.wheels]]\n'
        f'name = "{name}-1.0-py3-none-any.whl"\nhashes.sha256 = "{a_wheel(wheels, name)}"\n'
        for name in ("gofigralpha", "gofigrbeta")
    )
    (tmp_path / "project" / "pylock.toml").write_text(locked)
    return tmp_path / "project", wheels


def install(packages, wheels, target):
    target.mkdir()
    (target / "lock.txt").write_text(packages)
    where = ("--no-index", "--find-links", str(wheels), "--target", str(target))
    command = (sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "install")
    options = ("--require-hashes", "--no-deps", "-q", "-r", str(target / "lock.txt"))
    return subprocess.run([*command, *where, *options], capture_output=True, text=True, check=False)


def test_pip_installs_the_very_archives_again_and_no_others(project, tmp_path):
    folder, wheels = project
    told = with_hashes(of_project(folder, "gofigralpha==1.0\ngofigrbeta==1.0\n"))

    done = install(told.environment.packages, wheels, tmp_path / "again")
    with zipfile.ZipFile(wheels / "gofigrbeta-1.0-py3-none-any.whl", "a") as other:
        other.writestr("more.py", "")
    refused = install(told.environment.packages, wheels, tmp_path / "other")

    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "again" / "gofigrbeta.py").is_file()
    assert "DO NOT MATCH THE HASHES" in refused.stderr


def test_what_no_lock_file_has_in_that_version_stays_as_it_is(project):
    folder, _ = project
    packages = "gofigralpha==1.1\nother==1.0\nthird @ git+https://x/y@abc\n"

    assert with_hashes(of_project(folder, packages)).environment.packages == packages


def test_a_lock_file_beside_the_virtual_environment_counts_and_one_above_the_project_does_not(
    project, tmp_path
):
    folder, _ = project
    (folder / ".venv" / "bin").mkdir(parents=True)
    (folder / ".venv" / "pyvenv.cfg").touch()
    elsewhere = tmp_path / "project" / "notebooks"
    executable = str(folder / ".venv" / "bin" / "python")
    inside = of_project(elsewhere, "gofigralpha==1.0\n", executable=executable)
    outside = msgspec.structs.replace(of_project(elsewhere, "gofigralpha==1.0\n"), git=None)

    assert "--hash=sha256:" in with_hashes(inside).environment.packages
    assert "--hash" not in with_hashes(outside).environment.packages
