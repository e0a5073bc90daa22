"""Call: one call in the code, by the names it is about."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass, field

from gofigr_jupyter.lineage.names import handed_out, root_of


@dataclass(frozen=True)
class Call:
    """A call of `root.path(...)`, or of the function `root` where `path` is empty.

    `arguments` are the names that positional arguments begin with, None for anything else;
    `keywords` the same by keyword. `discarded` says that nobody takes the result. `through` says
    that the path leads through another call's result, so that it may be about something else.
    """

    root: str
    path: tuple[str, ...]
    arguments: tuple[str | None, ...]
    keywords: tuple[tuple[str, str | None], ...]
    discarded: bool
    through: bool
    in_place: bool
    node: ast.Call = field(repr=False, compare=False)

    @property
    def names(self) -> frozenset[str]:
        """All names in it, what is called and what it is given."""
        return frozenset(part.id for part in ast.walk(self.node) if isinstance(part, ast.Name))

    def given(self, parameters: Sequence[str]) -> dict[str, str | None]:
        """The names that it gives to `parameters`."""
        by_place = dict(zip(parameters, self.arguments, strict=False))
        return by_place | dict(self.keywords)


def call_of(node: ast.Call, *, discarded: bool) -> Call | None:
    """What `node` calls; None where that begins with no name."""
    path: list[str] = []
    through = False
    func: ast.AST = node.func
    while not isinstance(func, ast.Name):
        if isinstance(func, ast.Attribute):
            path.append(func.attr)
            func = func.value
        elif isinstance(func, ast.Subscript | ast.Await):
            func = func.value
        elif isinstance(func, ast.Call):
            through = through or not handed_out(func)
            func = func.func
        else:
            return None
    keywords = tuple((k.arg, root_of(k.value)) for k in node.keywords if k.arg)
    return Call(
        root=func.id,
        path=tuple(reversed(path)),
        arguments=tuple(root_of(argument) for argument in node.args),
        keywords=keywords,
        discarded=discarded,
        through=through,
        in_place=any(
            k.arg == "inplace" and isinstance(k.value, ast.Constant) and bool(k.value.value)
            for k in node.keywords
        ),
        node=node,
    )
