"""Questions about a piece of syntax: which name does it begin with, what is it a part of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from gofigr_jupyter.lineage.known import NAMESPACES, PARTS, READER, WRITER

LONGEST_TEXT = 1000


def root_of(node: ast.AST) -> str | None:
    """The name that `a.b[c].d` begins with; None for what begins otherwise."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Starred | ast.Await):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def handed_out(node: ast.AST) -> bool:
    """Whether `node` is a call that hands out parts of what it is called on: `fig.subplots()`."""
    func = node.func if isinstance(node, ast.Call) else None
    return isinstance(func, ast.Attribute) and PARTS.fullmatch(func.attr) is not None


def whole(value: ast.AST) -> str | None:
    """What `value` is a part of, or the same as: `axes[0]`, `fig.add_subplot()`, `other`."""
    if isinstance(value, ast.Call):
        return root_of(value.func) if handed_out(value) else None
    if isinstance(value, ast.Name | ast.Attribute | ast.Subscript):
        return root_of(value)
    return None


def iterated(node: ast.AST) -> Iterator[str]:
    """The names that a loop takes its items from: `axes`, `zip(axes, data)`, `axes.flat`."""
    root = root_of(node)
    if root is not None:
        yield root
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in ("zip", "enumerate", "reversed"):
            for argument in node.args:
                yield from iterated(argument)
        elif isinstance(node.func, ast.Attribute):
            yield from iterated(node.func.value)


def texts_in(node: ast.Call) -> Iterator[str]:
    """Short texts given to a call; also those in quotes in them, as in SQL. None to a writer.

    An address is a text like any other unless a reader is given it.
    """
    func = node.func
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    if WRITER.fullmatch(name):
        return
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    texts = [part.value for part in given if isinstance(part, ast.Constant)]
    if name == "open" and any(isinstance(mode, str) and mode[:1] in "wax" for mode in texts[1:2]):
        return
    for text in texts:
        if isinstance(text, str) and 0 < len(text) <= LONGEST_TEXT:
            if "://" in text and not READER.fullmatch(name):
                continue
            yield text
            yield from re.findall(r"['\"]([^'\"]+)['\"]", text)


def named_global(node: ast.Subscript) -> str | None:
    """The name in `globals()["name"]`."""
    value, key = node.value, node.slice
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name)):
        return None
    if value.func.id not in NAMESPACES or value.args or not isinstance(key, ast.Constant):
        return None
    return key.value if isinstance(key.value, str) else None


def is_shell(node: ast.AST) -> bool:
    """Whether `node` is `get_ipython()`."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "get_ipython"
    )


def braces(line: str) -> Iterator[str]:
    """The Python inside `{...}` and after `$` of a shell line."""
    yield from re.findall(r"(?<!\{)\{([^{}]+)\}", line)
    yield from re.findall(r"\$([A-Za-z_]\w*)", line)


def stored(body: Sequence[ast.stmt]) -> set[str]:
    """The names that a function binds itself, those of functions inside it left out."""
    names: set[str] = set()
    waiting: list[ast.AST] = list(body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
        if isinstance(node, ast.ExceptHandler) and node.name:
            names.add(node.name)
        waiting += ast.iter_child_nodes(node)
    return names


def parameters(arguments: ast.arguments) -> tuple[str, ...]:
    """The names of a function's parameters, those of `*` and `**` last."""
    listed = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    extra = [a for a in (arguments.vararg, arguments.kwarg) if a is not None]
    return tuple(argument.arg for argument in [*listed, *extra])


def defaults(arguments: ast.arguments) -> list[ast.expr]:
    """The default values of parameters: they are read where the function is defined."""
    return [*arguments.defaults, *(d for d in arguments.kw_defaults if d is not None)]
