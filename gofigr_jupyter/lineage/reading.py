"""Reads Python: what each statement does to the names around it, in the order of execution."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from gofigr_jupyter.lineage.call import call_of
from gofigr_jupyter.lineage.effects import Effects, Function
from gofigr_jupyter.lineage.inside import added_to, changed_inside
from gofigr_jupyter.lineage.known import (
    BLIND_MAGICS,
    GROWING,
    NAMESPACES,
    RUNNING,
    draws_on,
)
from gofigr_jupyter.lineage.names import (
    asked_for,
    braces,
    defaults,
    is_remembering,
    is_shell,
    named_global,
    names_in,
    parameters,
    parts_of,
    root_of,
    stored,
    taken,
    texts_in,
)
from gofigr_jupyter.lineage.source import expression, parse


def effects_of(statements: Iterable[ast.stmt]) -> Effects:
    """What the statements do, one after the other."""
    reader = _Reader()
    try:
        for statement in statements:
            reader.visit(statement)
    except RecursionError:
        reader.effects.doubts.append("an expression is nested too deeply to follow")
    return reader.effects


class _Reader(ast.NodeVisitor):
    """Walks a piece of code in the order of its execution."""

    def __init__(self, inner: frozenset[str] = frozenset(), *, in_function: bool = False) -> None:
        self.effects = Effects()
        self._inner = inner
        """Names of the function or comprehension itself: not of the namespace."""
        self._in_function = in_function

    # Names

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._use(node.id)
        elif isinstance(node.ctx, ast.Store):
            self._bind(node.id)
        else:
            self.effects.deletes.add(node.id)

    def _use(self, name: str) -> None:
        if name not in self._inner and name not in self.effects.binds:
            self.effects.uses.add(name)

    def _bind(self, name: str) -> None:
        if name not in self._inner:
            self.effects.binds.add(name)

    def _change(self, name: str | None) -> None:
        if name is not None and name not in self._inner:
            self._use(name)
            self.effects.changes.add(name)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not isinstance(node.ctx, ast.Load):
            self._change(root_of(node))
        self.visit(node.value)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        named = named_global(node)
        if named and isinstance(node.ctx, ast.Store):
            self._bind(named)
            return
        if named:
            self._use(named)
            return
        if not isinstance(node.ctx, ast.Load):
            self._change(root_of(node))
        self.visit(node.value)
        self.visit(node.slice)

    # Bindings

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self.visit(target)
            self._note_parts(target, node.value)
        for other in node.targets[1:]:  # a = b = []
            self._note_parts(other, node.targets[0])

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
            self.visit(node.target)
            self._note_parts(node.target, node.value)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit(node.value)
        root = root_of(node.target)
        if isinstance(node.target, ast.Name):
            self._use(node.target.id)
            self._change(root)
        else:
            self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.visit(node.target)

    def _note_parts(self, target: ast.AST, value: ast.AST) -> None:
        # Those of modules are skipped later.
        self.effects.parts += parts_of(target, value)
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            self.effects.made += [(name, value.func.id) for name in names_in(target)]

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.split(".")[0]
            self._bind(name)
            self.effects.modules[name] = alias.name if alias.asname else name

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                self.effects.doubts.append(f"from {module} import * binds names it does not tell")
                continue
            name = alias.asname or alias.name
            self._bind(name)
            self.effects.modules[name] = f"{module}.{alias.name}"

    # Flow

    def visit_If(self, node: ast.If) -> None:
        self.visit(node.test)
        self._branches([node.body, node.orelse])

    def visit_IfExp(self, node: ast.IfExp) -> None:
        for part in (node.test, node.body, node.orelse):
            self.visit(part)

    def visit_For(self, node: ast.For | ast.AsyncFor) -> None:
        self.visit(node.iter)
        self.visit(node.target)
        self.effects.parts += taken(node.target, node.iter)
        self._all(node.body)
        self._branches([node.orelse, []])

    visit_AsyncFor = visit_For  # noqa: N815

    def visit_Try(self, node: ast.Try | ast.TryStar) -> None:
        self._all(node.body)
        for handler in node.handlers:
            if handler.type is not None:
                self.visit(handler.type)
            with self._also_inner({handler.name} if handler.name else set()):
                self._branches([handler.body, []])
        self._all(node.orelse)
        self._all(node.finalbody)

    visit_TryStar = visit_Try  # noqa: N815

    def visit_Match(self, node: ast.Match) -> None:
        self.visit(node.subject)
        bodies = []
        for case in node.cases:
            caught: set[str] = set()
            for part in ast.walk(case.pattern):
                if isinstance(part, ast.expr):
                    self.visit(part)
                elif isinstance(part, ast.MatchMapping) and part.rest:
                    caught.add(part.rest)
                elif isinstance(part, ast.MatchAs | ast.MatchStar) and part.name:
                    caught.add(part.name)
            if case.guard is not None:
                with self._also_inner(caught):
                    self.visit(case.guard)
            self.effects.may_bind |= caught
            bodies.append(case.body)
        self._branches([*bodies, []])

    def _branches(self, bodies: Sequence[Sequence[ast.stmt]]) -> None:
        before = set(self.effects.binds)
        ends: list[set[str]] = []
        for body in bodies:
            self.effects.binds = set(before)
            self._all(body)
            ends.append(self.effects.binds)
        sure = set.intersection(*ends)
        self.effects.may_bind |= set.union(*ends) - sure
        self.effects.binds = sure

    def _all(self, body: Iterable[ast.stmt]) -> None:
        for statement in body:
            self.visit(statement)

    # Scopes

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        for part in (*node.decorator_list, *defaults(node.args)):
            self.visit(part)
        remembers = any(map(is_remembering, node.decorator_list))
        self._define(node.name, _function(node.args, node.body, remembers=remembers))

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in (*node.bases, *(keyword.value for keyword in node.keywords)):
            self.visit(part)
        for part in node.decorator_list:
            self.visit(part)
        body = _function(ast.arguments([], [], None, [], [], None, []), node.body)
        self._define(node.name, body)
        for name in body.uses:
            self._use(name)
        for method in node.body:
            if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                own = parameters(method.args)[:1]
                if any(changed_inside(method.body, own)):
                    self.effects.changing_methods.add(method.name)

    def _define(self, name: str, function: Function) -> None:
        if self._in_function:
            for used in function.uses:  # a function inside another is the other's affair
                self._use(used)
            for changed in function.changes:
                self._change(changed)
            self.effects.calls += function.calls
        else:
            self.effects.functions[name] = function
        self._bind(name)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for part in defaults(node.args):
            self.visit(part)
        with self._also_inner(set(parameters(node.args))):
            self.visit(node.body)

    def visit_ListComp(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp) -> None:
        self._comprehension(node.generators, [node.elt])

    visit_SetComp = visit_ListComp  # noqa: N815
    visit_GeneratorExp = visit_ListComp  # noqa: N815

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehension(node.generators, [node.key, node.value])

    def _comprehension(
        self, generators: Sequence[ast.comprehension], results: Sequence[ast.expr]
    ) -> None:
        names = {
            name.id
            for generator in generators
            for name in ast.walk(generator.target)
            if isinstance(name, ast.Name)
        }
        self.visit(generators[0].iter)
        with self._also_inner(names):
            for generator in generators:
                self.visit(generator.iter)
                for condition in generator.ifs:
                    self.visit(condition)
            for result in results:
                self.visit(result)

    @contextmanager
    def _also_inner(self, names: set[str]) -> Iterator[None]:
        before, self._inner = self._inner, self._inner | names
        try:
            yield
        finally:
            self._inner = before

    # Calls

    def visit_Expr(self, node: ast.Expr) -> None:
        value = node.value.value if isinstance(node.value, ast.Await) else node.value
        if isinstance(value, ast.Call):
            self._call(value, discarded=True)
        else:
            self.visit(value)

    def visit_Call(self, node: ast.Call) -> None:
        self._call(node, discarded=False)

    def _call(self, node: ast.Call, *, discarded: bool) -> None:
        if self._magic(node):
            return
        self.visit(node.func)
        for argument in node.args:
            self.visit(argument)
        for keyword in node.keywords:
            self.visit(keyword.value)
        self._doubt(node)
        self.effects.texts.update(texts_in(node))
        for name in asked_for(node):
            self._use(name)
        for argument in node.args:
            if isinstance(argument, ast.Attribute) and argument.attr in GROWING:
                self._change(root_of(argument))
        call = call_of(node, discarded=discarded)
        if call is not None:
            self.effects.calls.append(call)

    def _doubt(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name in RUNNING:
            text = node.args[0] if node.args else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                self._all(expression(text.value))
            else:
                self.effects.doubts.append(f"{name}() runs code that is made up as it runs")
        elif name in NAMESPACES and not node.args:
            self.effects.doubts.append(f"{name}() may read or bind any name")

    def _magic(self, node: ast.Call) -> bool:
        """Whether the call is a magic or shell line, as IPython writes them in Python."""
        func = node.func
        if not (isinstance(func, ast.Attribute) and is_shell(func.value)):
            return False
        words = [a.value for a in node.args if isinstance(a, ast.Constant)]
        texts = [word for word in words if isinstance(word, str)]
        if func.attr in ("system", "getoutput", "getoutputsystem") and texts:
            self._shell_line(texts[0])
        elif func.attr == "run_line_magic" and len(texts) > 1:
            self._line_magic(texts[0], texts[1])
        elif func.attr == "run_cell_magic" and len(texts) > 2:
            self._all(parse(f"%%{texts[0]} {texts[1]}\n{texts[2]}").statements)
        elif func.attr in ("ex", "ev", "run_cell", "push"):
            self.effects.doubts.append(f"get_ipython().{func.attr}() may bind any name")
        return True

    def _line_magic(self, name: str, line: str) -> None:
        if name in ("time", "timeit", "prun"):
            self._all(expression(line))
        elif name == "store" and line.startswith("-r"):
            for word in line.split()[1:]:
                self._bind(word)
        elif name in BLIND_MAGICS:
            self.effects.doubts.append(f"%{name} {line}".strip() + " binds names it does not tell")
        else:
            self._shell_line(line)

    def _shell_line(self, line: str) -> None:
        for part in braces(line):
            for statement in expression(part):
                self.visit(statement)


def _function(
    arguments: ast.arguments, body: Sequence[ast.stmt], *, remembers: bool = False
) -> Function:
    own_parameters = parameters(arguments)
    declared = {
        name
        for node in ast.walk(ast.Module(list(body), []))
        if isinstance(node, ast.Global | ast.Nonlocal)
        for name in node.names
    }
    own = frozenset((set(own_parameters) | stored(body)) - declared)
    reader = _Reader(own, in_function=True)
    for statement in body:
        reader.visit(statement)
    found = reader.effects
    outside = found.changes | found.binds | found.may_bind
    return Function(
        parameters=own_parameters,
        own=own,
        uses=frozenset(found.uses | {c.root for c in found.calls if c.root not in own}),
        changes=frozenset(outside - own),
        changed_parameters=frozenset(changed_inside(body, own_parameters)),
        added_to=frozenset(added_to(body)) & frozenset(own_parameters),
        draws=any(c.root in own_parameters and draws_on(c.root, c.path) for c in found.calls),
        remembers=remembers,
        calls=tuple(call for call in found.calls if call.root not in own),
        doubts=tuple(found.doubts),
        texts=frozenset(found.texts),
    )
