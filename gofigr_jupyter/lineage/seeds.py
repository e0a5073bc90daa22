"""The seeds of random numbers that a piece of code sets, as they stand in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from gofigr_jupyter.lineage.source import parse

_SEEDING = re.compile(
    r"seed|manual_seed(_all)?|set_seed|set_random_seed|seed_everything|default_rng|RandomState"
    r"|SeedSequence|PRNGKey|Random|Generator|PCG64|MT19937|Philox"
)
_KEYWORDS = frozenset({"seed", "random_state", "random_seed"})


@dataclass(frozen=True)
class Seed:
    """A call that sets a seed, `np.random.seed(42)`: what is called and what it is given."""

    call: str
    value: str


def seeds_in(source: str, lines: Collection[int]) -> Iterator[Seed]:
    """The seeds that `source` sets in `lines`. A name stands for itself where it is no constant."""
    cell = parse(source)
    for statement in cell.statements:
        if lines and not any(statement.lineno <= n <= _end(statement) for n in lines):
            continue
        for node in ast.walk(statement):
            if isinstance(node, ast.Call):
                yield from _of_call(node)


def _of_call(node: ast.Call) -> Iterator[Seed]:
    called = ast.unparse(node.func)
    name = called.rpartition(".")[2]
    if _SEEDING.fullmatch(name) and node.args and not _is_seeding(node.args[0]):
        yield Seed(called, _text(node.args[0]))
    for keyword in node.keywords:
        is_none = isinstance(keyword.value, ast.Constant) and keyword.value.value is None
        if keyword.arg in _KEYWORDS and not is_none:
            yield Seed(f"{called}({keyword.arg}=)", _text(keyword.value))


def _is_seeding(node: ast.expr) -> bool:
    """Whether `node` is itself such a call, which is told by itself: `Generator(PCG64(1))`."""
    return isinstance(node, ast.Call)


def _text(node: ast.expr) -> str:
    text = ast.unparse(node)
    return text if len(text) <= 80 else text[:79] + "…"


def _end(statement: ast.stmt) -> int:
    return statement.end_lineno or statement.lineno
