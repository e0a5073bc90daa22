"""Questions about a piece of syntax: which name does it begin with, what is it a part of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from gofigr_jupyter.lineage.known import (
    ASKING,
    COPIED,
    NAMESPACES,
    PARTS,
    READER,
    REMEMBERING,
    WORKING_ON,
    WRITER,
    draws_on,
)

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
        return root_of(value.func) if handed_out(value) or _drawn(value) else None
    if isinstance(value, ast.ListComp | ast.List | ast.Tuple):
        first = value.elt if isinstance(value, ast.ListComp) else next(iter(value.elts), None)
        return whole(first) if isinstance(first, ast.Call) else None
    if isinstance(value, ast.Subscript) and isinstance(value.value, ast.Call):
        return whole(value.value)
    if isinstance(value, ast.Subscript) and _chooses(value.slice):
        return None  # a copy
    if isinstance(value, ast.Name | ast.Attribute | ast.Subscript):
        return root_of(value)
    return None


def parts_of(target: ast.AST, value: ast.AST) -> Iterator[tuple[str, str]]:
    """The names that `target = value` binds, each with the name that it is a part of.

    What works on something counts as a part of that: an optimizer of the model whose parameters
    it is given, a pen of the picture that it draws on.
    """
    names = names_in(target)
    of = whole(value)
    if of is not None:
        yield from ((name, of) for name in names if name != of)
    if not isinstance(value, ast.Call):
        return
    for other in filter(None, _worked_on(value)):
        yield from ((name, other) for name in names)
    if len(names) > 1 and handed_out(value):
        yield from ((name, names[0]) for name in names[1:])  # fig, ax = plt.subplots()


def _worked_on(call: ast.Call) -> Iterator[str | None]:
    """The names of what the made thing will change."""
    maker = call.func.attr if isinstance(call.func, ast.Attribute) else root_of(call.func)
    if maker in WORKING_ON:
        yield from map(root_of, call.args[:1])
    for argument in call.args:
        func = argument.func if isinstance(argument, ast.Call) else None
        if isinstance(func, ast.Attribute) and func.attr == "parameters":
            yield root_of(func.value)


def names_in(target: ast.AST) -> list[str]:
    """The names that a target of an assignment or of a loop binds."""
    return [name.id for name in ast.walk(target) if isinstance(name, ast.Name)]


def _drawn(call: ast.Call) -> bool:
    """Whether `call` gives what it has drawn: `ax.plot()`. `hist` gives numbers as well."""
    func = call.func
    root = root_of(func)
    return (
        isinstance(func, ast.Attribute)
        and func.attr != "hist"
        and root is not None
        and draws_on(root, (func.attr,))
    )


def gives_output(node: ast.stmt) -> bool:
    """Whether a cell that ends with `node` has an output, which `_` stands for then."""
    if not isinstance(node, ast.Expr):
        return False
    func = node.value.func if isinstance(node.value, ast.Call) else None
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return name not in ("print", "display", "show")


def _chooses(node: ast.AST) -> bool:
    """Whether many are chosen by what stands in the brackets: `df[["x", "y"]]`, `df[df.x > 0]`."""
    if isinstance(node, ast.BinOp):
        return isinstance(node.op, ast.BitAnd | ast.BitOr)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Invert | ast.Not)
    return isinstance(node, ast.List | ast.Compare | ast.BoolOp)


def taken(target: ast.AST, source: ast.AST) -> Iterator[tuple[str, str]]:
    """The names that a loop binds, each with a name that it takes its items from.

    `for ax, (name, table) in zip(axes, tables.items())` takes `ax` from `axes` and `table` from
    `tables`.
    """
    several = target.elts if isinstance(target, ast.Tuple | ast.List) else []
    given = source.args if isinstance(source, ast.Call) else []
    called = source.func if isinstance(source, ast.Call) else None
    function = called.id if isinstance(called, ast.Name) else ""
    if function == "zip" and len(several) == len(given):
        for each, of in zip(several, given, strict=True):
            yield from taken(each, of)
    elif function == "enumerate" and len(several) == 2 and given:
        yield from taken(several[1], given[0])
    elif isinstance(called, ast.Attribute) and called.attr == "items" and len(several) == 2:
        yield from taken(several[1], called.value)
    else:
        yield from ((name, of) for of in _iterated(source) for name in names_in(target))


def _iterated(node: ast.AST) -> Iterator[str]:
    """The names that a loop takes its items from: `axes`, `zip(axes, data)`, `axes.flat`."""
    root = root_of(node)
    if root is not None:
        yield root
    elif isinstance(node, ast.Tuple | ast.List):
        for element in node.elts:
            yield from _iterated(element)
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Name) and node.func.id in ("zip", "enumerate", "reversed"):
            for argument in node.args:
                yield from _iterated(argument)
        elif isinstance(node.func, ast.Attribute) and node.func.attr not in COPIED:
            yield from _iterated(node.func.value)


def asked_for(node: ast.Call) -> Iterator[str]:
    """The names in a text that is given to a call: `df.query("x > @cut")`, `sql("... from df")`."""
    func = node.func
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    is_duckdb = name == "execute" and root_of(func) == "duckdb"
    if name not in ASKING and not is_duckdb:
        return
    for part in ast.walk(ast.Tuple(node.args)):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield from re.findall(r"@([A-Za-z_]\w*)", part.value)
            if name != "eval":
                yield from re.findall(r"(?i)\b(?:from|join)\s+([a-z_]\w*)", part.value)


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


def is_remembering(decorator: ast.expr) -> bool:
    """Whether a function's results are kept by `decorator`: `@lru_cache`, `@memory.cache(...)`."""
    func = decorator.func if isinstance(decorator, ast.Call) else decorator
    name = func.attr if isinstance(func, ast.Attribute) else getattr(func, "id", "")
    return REMEMBERING.fullmatch(name) is not None


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
