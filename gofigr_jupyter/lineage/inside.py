"""What a function does to its parameters, read from its body."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from gofigr_jupyter.lineage.call import call_of
from gofigr_jupyter.lineage.known import changes_root
from gofigr_jupyter.lineage.names import handed_out, root_of


def changed_inside(body: Sequence[ast.stmt], parameters: Sequence[str]) -> Iterator[str]:
    """The parameters that the function changes in place.

    After `table = table.dropna()` the function has a table of its own.
    """
    given = set(parameters)
    for statement in body:
        for node in ast.walk(statement):
            root = _root_changed(node)
            if root in given:
                yield str(root)
        if isinstance(statement, ast.Assign | ast.AnnAssign) and _is_new(statement.value):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            given -= {target.id for target in targets if isinstance(target, ast.Name)}


def _root_changed(node: ast.AST) -> str | None:
    """The name that `node` itself changes what it stands for."""
    value = node.value if isinstance(node, ast.Expr) else None
    value = value.value if isinstance(value, ast.Await) else value
    if isinstance(value, ast.Call):
        call = call_of(value, discarded=True)
        changes = call and call.path and (call.in_place or changes_root(call.root, call.path))
        return call.root if call and changes else None
    stored = isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(node.ctx, ast.Load)
    return root_of(node) if stored else None


def _is_new(value: ast.expr | None) -> bool:
    """Whether `value` is made here, and no part or other name of something."""
    if isinstance(value, ast.Call):
        return not handed_out(value)
    return isinstance(value, ast.BinOp | ast.ListComp | ast.DictComp | ast.SetComp)


def added_to(body: Sequence[ast.stmt]) -> Iterator[str]:
    """The names that are added to in place: an array is changed by it, a number is not."""
    for node in ast.walk(ast.Module(list(body), [])):
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
