"""A cell's text, magics and shell lines included, as Python statements with their lines."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from functools import cache

PYTHON_CELL_MAGICS = frozenset({"time", "timeit", "capture", "prun", "figure"})
"""Cell magics whose body is Python that runs in the user's namespace."""

_CELL_MAGIC = re.compile(r"\s*%%(?P<name>\w+)(?P<line>[^\n]*)\n?(?P<body>.*)", re.DOTALL)


class Cell:
    """The statements of a cell, and what its cell magic does besides.

    `binds` are names that the magic itself binds (`%%capture out`). Line numbers count from the
    first line that Python runs, as in the frames of the running cell.
    """

    def __init__(self, statements: list[ast.stmt], binds: tuple[str, ...] = ()) -> None:
        self.statements = statements
        self.binds = binds


def parse(source: str) -> Cell:
    """The statements of `source`; none where it is not Python or has an error in it."""
    magic = _CELL_MAGIC.fullmatch(source)
    if magic is None:
        return Cell(_python(source))
    name, line = magic["name"], magic["line"].strip()
    if name not in PYTHON_CELL_MAGICS:
        return Cell([])
    inner = parse(magic["body"])
    binds = inner.binds
    if name == "capture":
        binds += tuple(word for word in line.split() if word.isidentifier())[:1]
    return Cell(inner.statements, binds)


def before_error(source: str, broke: int | None) -> str:
    """What ran of `source` until an error came at its line `broke`; all of it with None.

    Of a loop or a branch that broke nobody knows how much of it ran, so that it is all there.
    """
    if broke is None:
        return source
    magic = _CELL_MAGIC.fullmatch(source)
    start = magic.start("body") if magic else 0
    end = 0
    for statement in parse(source).statements:
        last = statement.end_lineno or statement.lineno
        if last < broke or (statement.lineno <= broke and hasattr(statement, "body")):
            end = last
    lines = source[start:].splitlines(keepends=True)
    return source[:start] + "".join(lines[:end])


def expression(text: str) -> list[ast.stmt]:
    """The statements of a line of Python given to a magic; none where it is no Python."""
    return _python(text)


def _python(source: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "invalid escape sequence" is the user's affair
            return ast.parse(_transform()(source)).body
    except (SyntaxError, ValueError, RecursionError):
        return []


@cache
def _transform() -> Callable[[str], str]:
    from IPython.core.inputtransformer2 import TransformerManager

    transform: Callable[[str], str] = TransformerManager().transform_cell  # type: ignore[no-untyped-call]
    return transform
