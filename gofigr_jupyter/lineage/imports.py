"""Imports: which modules a piece of code imports, and those that they import in turn."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Iterator, Mapping

from gofigr_jupyter.lineage.source import parse


def imported(source: str, *, lines: Collection[int] | None = None, package: str = "") -> set[str]:
    """The dotted names that `source` imports: of modules, and perhaps of what is in them.

    Only statements that begin in `lines` count, where those are given. `package` is the one that
    relative imports begin at.
    """
    statements = parse(source).statements
    chosen = [s for s in statements if lines is None or s.lineno in lines]
    return {name for s in chosen for node in ast.walk(s) for name in _names(node, package)}


def reached(names: Iterable[str], modules: Mapping[str, str]) -> list[str]:
    """Those of `modules` (sources by dotted name) that `names` lead to, sorted.

    A module brings the packages that it is in, and what it imports itself.
    """
    waiting, found = list(names), set()
    while waiting:
        name = waiting.pop()
        parts = name.split(".")
        for length in range(1, len(parts) + 1):
            module = ".".join(parts[:length])
            if module in modules and module not in found:
                found.add(module)
                waiting += imported(modules[module], package=_package(module, modules))
    return sorted(found)


def _package(module: str, modules: Mapping[str, str]) -> str:
    """The package that a module's relative imports begin at: itself, if it is one."""
    is_package = any(other.startswith(f"{module}.") for other in modules)
    return module if is_package else module.rpartition(".")[0]


def _names(node: ast.AST, package: str) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: -(node.level - 1) or None] if node.level else []
        module = ".".join([*above, *([node.module] if node.module else [])])
        yield module
        yield from (f"{module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Call):
        func = node.func
        name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
        first = node.args[0] if node.args else None
        if name in ("import_module", "__import__") and isinstance(first, ast.Constant):
            yield str(first.value)
