"""Which modules code imports, and where those lead."""

import pytest

from gofigr_jupyter.lineage.imports import imported, reached

CODE = {
    "import a.b as c": {"a.b"},
    "from a.b import c, d": {"a.b", "a.b.c", "a.b.d"},
    "def f():\n    import late": {"late"},
    "importlib.import_module('named')": {"named"},
    "x = 1": set(),
    "not python at all": set(),
}


@pytest.mark.parametrize("source", CODE)
def test_code_imports(source):
    assert imported(source) == CODE[source]


def test_only_the_lines_that_count_are_looked_at():
    assert imported("import a\nimport b", lines=(2,)) == {"b"}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("from . import x", {"pkg.sub", "pkg.sub.x"}),
        ("from .x import f", {"pkg.sub.x", "pkg.sub.x.f"}),
        ("from ..y import f", {"pkg.y", "pkg.y.f"}),
    ],
)
def test_relative_imports_begin_at_the_package(source, names):
    assert imported(source, package="pkg.sub") == names


def test_modules_bring_their_packages_and_what_they_import_themselves():
    modules = {
        "pkg": "",
        "pkg.plots": "from .colors import red\nimport shared",
        "pkg.colors": "red = 1",
        "pkg.unused": "",
        "shared": "import numpy",
        "other": "",
    }

    assert reached({"pkg.plots.draw", "numpy"}, modules) == [
        "pkg",
        "pkg.colors",
        "pkg.plots",
        "shared",
    ]
