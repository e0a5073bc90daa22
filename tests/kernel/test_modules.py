"""The user's own modules: kept as they were imported."""

import itertools
import os
import sys

import pytest

from gofigr_jupyter.publishing.additions import Additions
from gofigr_jupyter.publishing.pending import PendingFolder

names = (f"own_module_{number}" for number in itertools.count())


@pytest.fixture
def project(cells, tmp_path, monkeypatch):
    """A folder with a module, whose name is new in this process, and `loaded` to see them."""
    monkeypatch.syspath_prepend(tmp_path)

    class Project:
        name = next(names)
        path = tmp_path / f"{name}.py"

        def loaded(self):
            """The modules that go with a new figure, by name."""
            done = {addition.publication for addition in self.additions()}
            cells.run(f"line('Figure {len(done)}', (1, {len(done)}))")
            return {
                module.name: module
                for addition in self.additions()
                if addition.publication not in done
                for module in addition.modules
            }

        def additions(self):
            cells.session.finish(10)
            return PendingFolder(cells.place.additions, Additions).waiting()

    yield Project()
    for name in [name for name in sys.modules if name.startswith("own_")]:
        del sys.modules[name]


def write(path, text):
    """Write `path`, and let its time differ from the one before whatever the clock says."""
    before = path.stat().st_mtime_ns if path.exists() else 0
    path.write_text(text)
    os.utime(path, ns=(before + 10**9, before + 10**9))


def test_a_module_is_kept_with_its_source(cells, project):
    write(project.path, "def doubled(x): return 2 * x\n")
    cells.run(f"from {project.name} import doubled")

    module = project.loaded()[project.name]

    assert module.source == "def doubled(x): return 2 * x\n"
    assert (module.path, module.changed) == (str(project.path), False)


def test_of_a_module_that_was_edited_what_was_imported_is_kept(cells, project):
    write(project.path, "factor = 2\n")
    cells.run(f"import {project.name}")
    write(project.path, "factor = 3\n")

    module = project.loaded()[project.name]

    assert (module.source, module.changed) == ("factor = 2\n", True)


def test_a_module_that_was_reloaded_is_the_new_one(cells, project):
    write(project.path, "factor = 2\n")
    cells.run(f"import importlib, {project.name}")
    write(project.path, "factor = 3\n")
    cells.run(f"_ = importlib.reload({project.name})")

    module = project.loaded()[project.name]

    assert (module.source, module.changed) == ("factor = 3\n", False)


def test_installed_modules_are_not_the_users(cells, project):
    cells.run("import json, numpy, gofigr_jupyter")

    assert not [
        name for name in project.loaded() if name.partition(".")[0] in sys.stdlib_module_names
    ]
    assert not [name for name in project.loaded() if name.startswith(("numpy", "gofigr_jupyter"))]


def test_secrets_in_a_module_are_not_kept(cells, project):
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2"
    write(project.path, f"token = {token!r}\n")
    cells.run(f"import {project.name}")

    assert token not in project.loaded()[project.name].source
