"""The house: who may import whom, how large things may grow, which names are public."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "gofigr_jupyter"
GROUND = {"errors", "ids", "_version"}
ARROWS: dict[str, set[str]] = {
    "__init__": {"kernel", "ipython_extension", "scripts", "server_extension"},
    "__main__": {"cli"},
    "settings": set(),
    "capture": set(),
    "provenance": set(),
    "lineage": set(),
    "pictures": set(),
    "wire": set(),
    "collection": {"client", "wire"},
    "insight": set(),
    "documents": {"runtime"},
    "presentations": set(),
    "widgets": {"collection"},
    "runtime": set(),
    "publishing": {"capture", "provenance"},
    "client": {"wire"},
    "delivery": {
        "publishing",
        "capture",
        "provenance",
        "lineage",
        "client",
        "wire",
        "runtime",
    },
    "kernel": {
        "settings",
        "capture",
        "provenance",
        "publishing",
        "collection",
        "widgets",
        "runtime",
    },
    "ipython_extension": {
        "kernel",
        "settings",
        "capture",
        "provenance",
        "publishing",
        "widgets",
        "runtime",
        "host",
        "connect",
        "collection",
    },
    "scripts": {"ipython_extension", "kernel"},
    "service.domain": {"insight"},
    "service.storage": {"service.domain"},
    "service.thumbnails": {"runtime", "pictures"},
    "service.meaning": {"runtime", "service.domain"},
    "service.surfaces": {
        "service.domain",
        "service.thumbnails",
        "wire",
        "insight",
        "pictures",
        "presentations",
    },
    "service": {
        "documents",
        "insight",
        "pictures",
        "service.domain",
        "service.meaning",
        "service.storage",
        "service.surfaces",
        "service.thumbnails",
        "wire",
        "settings",
    },
    "connect": {"settings", "client", "service", "runtime"},
    "host": {
        "service",
        "service.domain",
        "service.storage",
        "delivery",
        "runtime",
        "client",
        "connect",
        "settings",
        "publishing",
    },
    "server_extension": {"connect", "runtime", "settings", "host", "publishing", "wire"},
    "cli": {
        "host",
        "runtime",
        "settings",
        "connect",
        "client",
        "collection",
        "widgets",
        "publishing",
        "service",
        "service.domain",
        "service.storage",
        "wire",
        "presentations",
        "scripts",
    },
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(module: str) -> str:
    """The row of ARROWS that a module below gofigr_jupyter belongs to."""
    names = module.split(".")
    longest = ".".join(names[:2])
    return longest if longest in ARROWS else names[0]


def imported_parts(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            pytest.fail(f"{path}: relative imports hide arrows")
        else:
            continue
        for name in names:
            if name.startswith("gofigr_jupyter.") and exists(name):
                found.add(part_of(name.removeprefix("gofigr_jupyter.")))
    return found


def exists(name: str) -> bool:
    path = PACKAGE.parent.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def test_modules_import_only_what_their_parts_may():
    assert {path: parts for path in MODULES if (parts := forbidden_parts(path))} == {}


def forbidden_parts(path: Path) -> set[str]:
    part = part_of(".".join(path.relative_to(PACKAGE).with_suffix("").parts))
    return imported_parts(path) - (ARROWS.get(part, set()) | GROUND | {part})


def test_the_arrows_make_no_ring():
    def reachable(part, seen):
        for target in ARROWS.get(part, ()):
            if target not in seen:
                seen.add(target)
                reachable(target, seen)
        return seen

    assert [part for part in ARROWS if part in reachable(part, set())] == []


def test_modules_and_functions_stay_small():
    assert {path: large for path in MODULES if (large := too_large(path))} == {}


def too_large(path: Path) -> list[str]:
    """The functions of over 50 lines or 4 parameters, and the module itself if over 400 lines."""
    text = path.read_text(encoding="utf-8")
    return [path.name] * (text.count("\n") > 400) + [
        node.name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno - node.lineno >= 50 or len(own_parameters(node)) > 4)
    ]


def own_parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    given = [each.arg for each in function.args.posonlyargs + function.args.args]
    return [name for name in given if name not in ("self", "cls")]


def test_a_folder_holds_at_most_twenty_modules():
    folders = {path.parent for path in MODULES}

    assert [f for f in folders if len(list(f.glob("*.py"))) > 20] == []
