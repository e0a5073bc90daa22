"""Unrolled: the statements of an execution as they had run when a figure was displayed in it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Round = Literal["", "earlier", "this"]
"""Whether a statement ran in the round of a loop that displayed the figure, or in one before."""
_Loop = ast.For | ast.AsyncFor | ast.While


@dataclass(frozen=True)
class Ran:
    """A statement that ran; `around` says that it is the head of one that the display is in."""

    statement: ast.stmt
    within: Round = ""
    around: bool = False


def unrolled(statements: Sequence[ast.stmt], line: int | None) -> Iterator[Ran]:
    """The statements in their order, and opened up those that `line` is in.

    A loop becomes its rounds before and the one that is under way. `main` becomes its statements,
    in the place of its call.
    """
    if line is None:
        return (Ran(statement) for statement in statements)
    return _opened(_through_main(statements, line), line, "")


def first_line(statement: ast.stmt) -> int:
    """Where a statement begins, its decorators included."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return min([statement.lineno, *(d.lineno for d in statement.decorator_list)])
    return statement.lineno


def _opened(statements: Iterable[ast.stmt], line: int, within: Round) -> Iterator[Ran]:
    for statement in statements:
        if not _holds([statement], line):
            yield Ran(statement, within)
        elif isinstance(statement, _Loop) and _holds(statement.body, line):
            yield from _rounds(statement, line)
        else:
            yield from _inside(statement, line, within)


def _rounds(loop: _Loop, line: int) -> Iterator[Ran]:
    yield from (Ran(statement, "earlier") for statement in (_head(loop), *loop.body))
    yield Ran(_head(loop), "this", around=True)
    yield from _opened(loop.body, line, "this")


def _head(loop: _Loop) -> ast.stmt:
    """A loop's own line: what it takes its items from, and the name that it gives them."""
    if isinstance(loop, ast.While):
        return ast.copy_location(ast.Expr(loop.test), loop.test)
    return _placed(
        type(loop)(target=loop.target, iter=loop.iter, body=[ast.Pass()], orelse=[]),
        (loop.lineno, loop.iter.end_lineno),
    )


def _inside(statement: ast.stmt, line: int, within: Round) -> Iterator[Ran]:
    """A statement that `line` is in; its blocks one after the other, if it has any."""
    blocks: list[list[ast.stmt]]
    if isinstance(statement, ast.With | ast.AsyncWith):
        lines = (statement.lineno, statement.items[-1].context_expr.end_lineno)
        head = type(statement)(items=statement.items, body=[ast.Pass()])
        yield Ran(_placed(head, lines), within, around=True)
        blocks = [statement.body]
    elif isinstance(statement, ast.If):
        test = ast.copy_location(ast.Expr(statement.test), statement.test)
        yield Ran(test, within, around=True)
        blocks = [block for block in (statement.body, statement.orelse) if _holds(block, line)]
    elif isinstance(statement, ast.Try):
        handled = [handler.body for handler in statement.handlers]
        blocks = [statement.body, *handled, statement.orelse, statement.finalbody]
    else:
        yield Ran(statement, within)
        return
    for block in blocks:
        yield from _opened(block, line, within)


def _through_main(statements: Sequence[ast.stmt], line: int) -> list[ast.stmt]:
    """`statements` with those of `main` in the place of its call, if `line` is in `main`."""
    main = next(
        (s for s in statements if isinstance(s, ast.FunctionDef) and s.name == "main"), None
    )
    if main is None or not _holds(main.body, line):
        return list(statements)
    ran: list[ast.stmt] = []
    for statement in statements:
        for step in statement.body if isinstance(statement, ast.If) else [statement]:
            call = None if step is main else _call_of_main(step)
            if call is not None:
                return [*ran, *_given(main.args, call), *main.body]
            ran.append(step)
    return list(statements)


def _call_of_main(statement: ast.stmt) -> ast.Call | None:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return None
    calls = (node for node in ast.walk(statement) if isinstance(node, ast.Call))
    return next((c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "main"), None)


def _given(arguments: ast.arguments, call: ast.Call) -> Iterator[ast.stmt]:
    """The parameters of a call, as assignments."""
    listed = [*arguments.posonlyargs, *arguments.args]
    defaults = list(zip(reversed(listed), reversed(arguments.defaults), strict=False))
    defaults += [
        (name, value)
        for name, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if value is not None
    ]
    values = {parameter.arg: value for parameter, value in defaults}
    values |= {p.arg: value for p, value in zip(listed, call.args, strict=False)}
    values |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    for name, value in values.items():
        target = ast.copy_location(ast.Name(name, ast.Store()), call)
        yield ast.copy_location(ast.Assign([target], value), call)


def _holds(block: Sequence[ast.stmt], line: int) -> bool:
    return any(first_line(s) <= line <= (s.end_lineno or s.lineno) for s in block)


def _placed(statement: ast.stmt, lines: tuple[int, int | None]) -> ast.stmt:
    statement.lineno, statement.end_lineno = lines
    return statement
