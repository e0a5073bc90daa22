"""The executions of a session as one chain of steps: statements in the order they really ran."""

from __future__ import annotations

import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from gofigr_jupyter.lineage.call import Call
from gofigr_jupyter.lineage.effects import Effects, Function
from gofigr_jupyter.lineage.known import (
    AXES_NAME,
    CHANGED_ARGUMENT,
    DECORATING,
    DRAWING_METHOD,
    FLUENT,
    LEARNING,
    LOOKING,
    NEW_FIGURE,
    TAKING,
    changes_module,
    changes_root,
    draws_on,
    is_drawing,
    is_pyplot,
    style_of,
)
from gofigr_jupyter.lineage.names import gives_output
from gofigr_jupyter.lineage.reading import effects_of
from gofigr_jupyter.lineage.remembered import Remembered
from gofigr_jupyter.lineage.source import parse
from gofigr_jupyter.lineage.unrolled import Round, first_line, unrolled

OUTPUT = "_"
"""Stands for what the cell before has given."""
BUILT_IN = frozenset({*dir(builtins), "display", "get_ipython"})
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
    draws: bool = False
    """Whether something of the data may be drawn on pyplot's figure here."""
    within: Round = ""
    around: bool = False
    """Whether the figure is displayed inside of this: in a loop, under a condition."""


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
    makers: dict[str, str] = field(default_factory=dict)
    """The class or function of the user that made what a name stands for."""
    changing_methods: frozenset[str] = frozenset()
    """Names of methods of the user's classes that change what they are called on."""
    remembered: Remembered = field(default_factory=Remembered)

    def extend(self, executions: Iterable[str]) -> None:
        """Go on with executions of these sources."""
        for source in executions:
            self.displaying(source, None)

    def displaying(self, source: str, line: int | None) -> None:
        """Go on with an execution that displays a figure at `line`."""
        self.steps += self._steps(source, self.executions, line)
        self.executions += 1

    def fork(self) -> History:
        """A copy that may go on in another way."""
        return History(
            executions=self.executions,
            steps=list(self.steps),
            modules=dict(self.modules),
            functions=dict(self.functions),
            groups=dict(self.groups),
            makers=dict(self.makers),
            changing_methods=self.changing_methods,
            remembered=self.remembered.copy(),
        )

    def _steps(self, source: str, place: int, line: int | None) -> Iterator[Step]:
        cell = parse(source)
        for ran in unrolled(cell.statements, line):
            effects = effects_of([ran.statement])
            if ran.statement is cell.statements[-1] and gives_output(ran.statement):
                effects.binds.add(OUTPUT)
            lines = (first_line(ran.statement), ran.statement.end_lineno or ran.statement.lineno)
            step = self._step(effects, place, lines)
            yield replace(step, within=ran.within, around=ran.around)
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
        # What was made by a class may run any of its code now.
        made_by = self._functions_used(self.makers[n] for n in effects.uses if n in self.makers)
        uses = set(effects.uses).union(*(f.uses for f in (*functions, *made_by)))
        changes = effects.changes | effects.may_bind | effects.deletes
        changes = changes.union(*(f.changes for f in functions))
        binds = set(effects.binds)
        calls = [*effects.calls, *(call for f in functions for call in f.calls)]
        for call in effects.calls:
            changes |= self._changed_by(call)
        for function in functions:
            for call in function.calls:
                changes |= self._changed_by(call) - function.own
        canvas = [self._canvas(call, effects) for call in calls]
        if any(self._canvas(call, effects) == "draw" for call in self._called_inside(effects)):
            canvas.append("draw")
        shows = "show" in canvas
        if "new" in canvas or shows:
            binds.add(CANVAS)
        elif "draw" in canvas:
            changes.add(CANVAS)
        if shows:
            uses.add(CANVAS)
        known, kept = self.remembered.asked(self._remembering(effects.calls))
        uses |= known
        binds |= kept
        self._bind(effects)
        uses |= changes - binds  # what shares with these is changed too, and not used
        changes |= {other for name in changes for other in self._sharing(name)}
        self.remembered.bind(binds | changes)
        return Step(
            place,
            *lines,
            uses=frozenset(uses),
            binds=frozenset(binds),
            changes=frozenset(changes - binds),
            doubts=tuple(effects.doubts) + tuple(d for f in functions for d in f.doubts),
            texts=frozenset(effects.texts.union(*(f.texts for f in functions))),
            opens_figure="new" in canvas,
            shows_canvas=shows,
            draws=any(
                done == "draw" and not (call and DECORATING.fullmatch((call.root, *call.path)[-1]))
                for call, done in zip_longest(calls, canvas)
            ),
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

    def _called_inside(self, effects: Effects) -> Iterator[Call]:
        """The calls in the user's classes whose methods are called, and nobody takes the result."""
        made = (c.root for c in effects.calls if c.discarded and c.path and c.root in self.makers)
        for function in self._functions_used(self.makers[name] for name in made):
            yield from function.calls

    def _remembering(self, calls: Iterable[Call]) -> Iterator[Call]:
        """The calls of functions that keep their results, those that run inside others too."""
        for call in calls:
            used = [] if call.path else list(self._functions_used([call.root]))
            if any(function.remembers for function in used):
                yield call
            for function in used:
                for inner in function.calls:
                    called = self._called(inner)
                    if called and called.remembers and not inner.names & function.own:
                        yield inner

    def _called(self, call: Call) -> Function | None:
        """The user's function that `call` calls."""
        return None if call.path else self.functions.get(call.root)

    def _changed_by(self, call: Call) -> set[str]:
        changed = set(_drawn_into(call))
        by_keyword = dict(call.keywords)
        if call.in_place:
            changed.add(call.root)
        if by_keyword.get("out"):
            changed.add(str(by_keyword["out"]))
        function = self._called(call)
        if function is not None:
            return changed | _changed_in(call, function, self._parameters_changed(call.root))
        last = call.path[-1] if call.path else call.root
        if CHANGED_ARGUMENT.fullmatch(last) and call.arguments and call.arguments[0]:
            changed.add(call.arguments[0])
        module = self.modules.get(call.root)
        if module is not None:
            if self._is_state(module, call):
                changed.add(call.root)
        elif call.path and not call.through and self._changes_root(call):
            changed.add(call.root)
        return changed

    def _changes_root(self, call: Call) -> bool:
        """Whether a method changes what it is called on."""
        last = call.path[-1]
        if last in TAKING or FLUENT.fullmatch(last) or self._learns(last):
            return True
        names = self.groups.get(call.root, frozenset()) | {call.root}
        if call.discarded:
            return any(changes_root(name, call.path) for name in names)
        return any(draws_on(name, call.path) for name in names)

    def _is_state(self, module: str, call: Call) -> bool:
        """Whether a call changes how a module works from then on."""
        if not call.path or call.through or not changes_module(module, call.path):
            return False
        return call.discarded or "seed" in call.path[-1]

    def _learns(self, method: str) -> bool:
        """Whether a method whose result is taken changes what it is called on all the same."""
        own = method in self.changing_methods and not LOOKING.fullmatch(method)
        return own or LEARNING.fullmatch(method) is not None

    def _parameters_changed(self, name: str) -> frozenset[str]:
        """The parameters that a function changes in place, by itself or through others."""
        found: dict[str, frozenset[str]] = {}
        self._find_changed(name, found)
        return found.get(name, frozenset())

    def _find_changed(self, name: str, found: dict[str, frozenset[str]]) -> None:
        function = self.functions.get(name)
        if function is None or name in found:
            return
        found[name] = function.changed_parameters  # also ends a ring of functions
        for call in function.calls:
            inner = self._called(call)
            if inner is None:
                continue
            self._find_changed(call.root, found)
            found[name] |= _changed_in(call, inner, found[call.root]) & set(function.parameters)

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
            alone = call.discarded and any(c.discarded for c in effects.calls)
            drawing = is_drawing(module, call.path, discarded=alone) or bool(_drawn_into(call))
            return "draw" if drawing and not changes_module(module, call.path or (module,)) else ""
        if call.path and (DRAWING_METHOD.fullmatch(last) or "plot" in call.path):
            return "draw"
        if call.discarded and call.path and call.root in self.groups:
            return "draw"
        if draws_on(call.root, call.path):
            return "draw"
        if _drawn_into(call):
            return "draw"
        function = self._called(call)
        if function is not None and function.draws:
            return "draw"
        bare = not call.path and call.root not in self.functions
        unknown = call.discarded and call.root not in BUILT_IN and call in effects.calls
        return "draw" if bare and (unknown or DRAWING_METHOD.fullmatch(call.root)) else ""

    def _bind(self, effects: Effects) -> None:
        for name in effects.binds | effects.deletes:
            self.modules.pop(name, None)
            self.functions.pop(name, None)
            self.makers.pop(name, None)
            self._leave(name)
        self.modules |= effects.modules
        self.functions |= effects.functions
        self.makers |= {name: maker for name, maker in effects.made if maker in self.functions}
        self.changing_methods |= effects.changing_methods
        for name, whole in effects.parts:
            if whole in self.modules or whole in self.functions:
                continue
            group = self.groups.get(whole, frozenset({whole})) | {name}
            group |= self.groups.get(name, frozenset())
            for member in group:
                self.groups[member] = group

    def _sharing(self, name: str) -> Iterable[str]:
        """The names of what is changed when `name` is: the style is one for all."""
        style = style_of(self.modules.get(name, ""))
        if style is not None:
            return [other for other, module in self.modules.items() if style_of(module) == style]
        return self.groups.get(name, ())

    def _leave(self, name: str) -> None:
        group = self.groups.pop(name, frozenset())
        for other in group - {name}:
            self.groups[other] = group - {name}


def _changed_in(call: Call, function: Function, parameters: frozenset[str]) -> set[str]:
    """The names that a call gives to `parameters` of a function, which are those it changes."""
    touched = parameters | (function.added_to if call.discarded else frozenset())
    return {n for p, n in call.given(function.parameters).items() if n and p in touched}


def _drawn_into(call: Call) -> list[str]:
    """The figures and axes that are handed to a call whose result nobody takes."""
    if not call.discarded:
        return []
    given = (*call.arguments, *(name for _, name in call.keywords))
    return [name for name in given if name and AXES_NAME.fullmatch(name)]


def _roots(calls: Iterable[Call]) -> set[str]:
    return {call.root for call in calls}
