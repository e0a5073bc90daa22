"""Results that functions keep: asked the same again, such a function reads nothing."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from gofigr_jupyter.lineage.call import Call


@dataclass
class Remembered:
    """The results kept so far, each by a name that stands for it among the names.

    A call asks for the same as another while its text is the same and what it names stays as it is,
    the function among that.
    """

    _results: set[str] = field(default_factory=set)
    _bound: Counter[str] = field(default_factory=Counter)
    """How often each name was bound or changed."""

    def asked(self, calls: Iterable[Call]) -> tuple[set[str], set[str]]:
        """The results that `calls` ask for: those kept already, and those from now on."""
        results = {self._result(call) for call in calls}
        known = results & self._results
        self._results |= results
        return known, results - known

    def bind(self, names: Iterable[str]) -> None:
        """These names stand for something else, or for something changed, from now on."""
        self._bound.update(names)

    def copy(self) -> Remembered:
        """The same, to go on in another way."""
        return Remembered(set(self._results), Counter(self._bound))

    def _result(self, call: Call) -> str:
        states = sorted((name, self._bound[name]) for name in call.names)
        return f"<{ast.unparse(call.node)} of {states}>"
