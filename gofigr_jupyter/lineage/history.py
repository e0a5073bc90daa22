"""The executions of a session as one chain of steps: statements in the order they really ran."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gofigr_jupyter.lineage.call import Call
from gofigr_jupyter.lineage.effects import Effects, Function
from gofigr_jupyter.lineage.known import (
    AXES_NAME,
    CHANGED_ARGUMENT,
    DRAWING_METHOD,
    DRAWING_MODULES,
    NEW_FIGURE,
    changes_module,
    changes_root,
    is_pyplot,
)
from gofigr_jupyter.lineage.reading import effects_of
from gofigr_jupyter.lineage.source import parse

CANVAS = "<the figure that is being drawn>"
"""Stands for pyplot's current figure among the names."""


@dataclass(frozen=True)
class Step:
    """One statement that ran: what it needed and what it left behind, by name.

    `execution` is the place of its cell in the session, `first` and `last` its lines there.
    """

    execution: int
    first: int
    last: int
    uses: frozenset[str] = frozenset()
    binds: frozenset[str] = frozenset()
    changes: frozenset[str] = frozenset()
    doubts: tuple[str, ...] = ()
    texts: frozenset[str] = frozenset()
    opens_figure: bool = False
    shows_canvas: bool = False
    """Whether pyplot's figure is shown, and done with, here."""
    implicit: bool = False
    """Whether this is no statement but the end of a cell, where pyplot shows what is open."""


def steps_of(executions: Iterable[str]) -> list[Step]:
    """The steps of a session, from the sources of its executions. What is no Python has none."""
    history = History()
    history.extend(executions)
    return history.steps


@dataclass
class History:
    """The steps of a session so far, and what is known of its names by now."""

    executions: int = 0
    steps: list[Step] = field(default_factory=list)
    modules: dict[str, str] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    """Names that share what they stand for: a figure and its axes."""

    def extend(self, executions: Iterable[str]) -> None:
        """Go on with executions of these sources."""
        for source in executions:
            self.steps += self._steps(source, self.executions)
            self.executions += 1

    def fork(self) -> History:
        """A copy that may go on in another way."""
        return History(
            executions=self.executions,
            steps=list(self.steps),
            modules=dict(self.modules),
            functions=dict(self.functions),
            groups=dict(self.groups),
        )

    def _steps(self, source: str, place: int) -> Iterator[Step]:
        cell = parse(source)
        for statement in cell.statements:
            effects = effects_of([statement])
            decorators = getattr(statement, "decorator_list", [])
            first = min([statement.lineno, *(d.lineno for d in decorators)])
            last = statement.end_lineno or statement.lineno
            yield self._step(effects, place, (first, last))
        names = frozenset({*cell.binds, CANVAS})
        end = max((s.end_lineno or 0 for s in cell.statements), default=0) + 1
        yield Step(
            place,
            end,
            end,
            uses=frozenset({CANVAS}),
            binds=names,
            shows_canvas=True,
            implicit=True,
        )

    def _step(self, effects: Effects, place: int, lines: tuple[int, int]) -> Step:
        functions = list(self._functions_used(effects.uses | _roots(effects.calls)))
        uses = set(effects.uses).union(*(f.uses for f in functions))
        changes = effects.changes | effects.may_bind | effects.deletes
        changes = changes.union(*(f.changes for f in functions))
        binds = set(effects.binds)
        calls = [*effects.calls, *(call for f in functions for call in f.calls)]
        for call in calls:
            changes |= self._changed_by(call)
        canvas = [self._canvas(call, effects) for call in calls]
        shows = "show" in canvas
        if "new" in canvas or shows:
            binds.add(CANVAS)
        elif "draw" in canvas:
            changes.add(CANVAS)
        if shows:
            uses.add(CANVAS)
        self._bind(effects)
        changes |= {other for name in changes for other in self.groups.get(name, ())}
        return Step(
            place,
            *lines,
            uses=frozenset(uses | (changes - binds)),
            binds=frozenset(binds),
            changes=frozenset(changes - binds),
            doubts=tuple(effects.doubts) + tuple(d for f in functions for d in f.doubts),
            texts=frozenset(effects.texts.union(*(f.texts for f in functions))),
            opens_figure="new" in canvas,
            shows_canvas=shows,
        )

    def _functions_used(self, names: Iterable[str]) -> Iterator[Function]:
        """The user's functions among `names`, and those that they use in turn."""
        waiting, seen = list(names), set(names)
        while waiting:
            function = self.functions.get(waiting.pop())
            if function is not None:
                yield function
                waiting += function.uses - seen
                seen |= function.uses

    def _changed_by(self, call: Call) -> set[str]:
        changed = set(_drawn_into(call))
        by_keyword = dict(call.keywords)
        if call.in_place:
            changed.add(call.root)
        if by_keyword.get("out"):
            changed.add(str(by_keyword["out"]))
        function = self.functions.get(call.root) if not call.path else None
        if function is not None:
            given = {**dict(zip(function.parameters, call.arguments, strict=False)), **by_keyword}
            return changed | {n for p, n in given.items() if n and p in function.changed_parameters}
        last = call.path[-1] if call.path else call.root
        if CHANGED_ARGUMENT.fullmatch(last) and call.arguments and call.arguments[0]:
            changed.add(call.arguments[0])
        module = self.modules.get(call.root)
        if module is not None:
            if call.path and changes_module(module, call.path):
                changed.add(call.root)
        elif call.path and call.discarded and not call.through:
            names = self.groups.get(call.root, frozenset()) | {call.root}
            if any(changes_root(name, call.path) for name in names):
                changed.add(call.root)
        elif call.path and call.path[-1] in ("pop", "popitem", "setdefault", "popleft"):
            changed.add(call.root)
        return changed

    def _canvas(self, call: Call, effects: Effects) -> str:
        """What a call does to pyplot's figure: "new", "draw", "show" or nothing."""
        module = {**self.modules, **effects.modules}.get(call.root)
        last = call.path[-1] if call.path else ""
        if module is not None:
            if is_pyplot(module) and call.path:
                if last == "show":
                    return "show"
                if last in NEW_FIGURE and len(call.path) == 1:
                    return "new"
                return "" if changes_module(module, call.path) else "draw"
            if module.startswith("matplotlib.pyplot."):
                return {"show": "show"}.get(module.rsplit(".", 1)[1], "draw")
            drawing = module.split(".")[0] in DRAWING_MODULES or bool(_drawn_into(call))
            return "draw" if drawing and not changes_module(module, call.path or (module,)) else ""
        if call.path and (DRAWING_METHOD.fullmatch(last) or "plot" in call.path):
            return "draw"
        if call.discarded and call.path and call.root in self.groups:
            return "draw"
        if _drawn_into(call):
            return "draw"
        bare = not call.path and call.root not in self.functions
        return "draw" if bare and DRAWING_METHOD.fullmatch(call.root) else ""

    def _bind(self, effects: Effects) -> None:
        for name in effects.binds | effects.deletes:
            self.modules.pop(name, None)
            self.functions.pop(name, None)
            self._leave(name)
        self.modules |= effects.modules
        self.functions |= effects.functions
        for name, whole in effects.parts:
            if whole in self.modules or whole in self.functions:
                continue
            group = self.groups.get(whole, frozenset({whole})) | {name}
            group |= self.groups.get(name, frozenset())
            for member in group:
                self.groups[member] = group

    def _leave(self, name: str) -> None:
        group = self.groups.pop(name, frozenset())
        for other in group - {name}:
            self.groups[other] = group - {name}


def _drawn_into(call: Call) -> list[str]:
    """The figures and axes that are handed to a call whose result nobody takes."""
    if not call.discarded:
        return []
    given = (*call.arguments, *(name for _, name in call.keywords))
    return [name for name in given if name and AXES_NAME.fullmatch(name)]


def _roots(calls: Iterable[Call]) -> set[str]:
    return {call.root for call in calls}
