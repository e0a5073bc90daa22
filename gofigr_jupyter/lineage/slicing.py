"""The slice of a figure: the executed statements that it depends on, backward from its display."""

from __future__ import annotations

import builtins
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gofigr_jupyter.lineage.history import CANVAS, Step

KNOWN = frozenset({*dir(builtins), "get_ipython", "display", "In", "Out", "exit", "quit", CANVAS})
"""Names that need no definition."""


@dataclass(frozen=True)
class Display:
    """Where a figure was displayed: in which execution, at which line, the how manieth.

    `line` is None for a figure that pyplot showed by itself when the cell had ended; `slot`
    counts those of one cell from 0, and `slots` says how many there were.
    """

    execution: int
    line: int | None = None
    slot: int = 0
    slots: int = 1


@dataclass(frozen=True)
class SlicedCell:
    """An execution that a figure depends on, with the lines that matter.

    `texts` are the texts that those lines give to calls, each with the first and the last line of
    its statement. Of what `latest` lines did, only the round of the loop counts that displayed the
    figure.
    `why` tells what makes it unsure, None where it is sure.
    """

    execution: int
    lines: frozenset[int]
    texts: frozenset[tuple[int, int, str]]
    latest: frozenset[int] = frozenset()
    why: str | None = None


def slice_of(steps: Sequence[Step], display: Display) -> list[SlicedCell]:
    """The executions that the figure displayed there depends on, its own last."""
    search = _Search(steps)
    search.start(display)
    return search.cells(display.execution)


@dataclass
class _Search:
    steps: Sequence[Step]
    found: dict[int, str | None] = field(default_factory=dict)
    """The steps in the slice, with what makes each unsure."""
    _places: Mapping[str, list[int]] = field(default_factory=dict)
    _asked: set[tuple[str, int]] = field(default_factory=set)
    _waiting: list[tuple[str, int, str | None]] = field(default_factory=list)

    def __post_init__(self) -> None:
        places: dict[str, list[int]] = defaultdict(list)
        for place, step in enumerate(self.steps):
            for name in step.binds | step.changes:
                places[name].append(place)
        self._places = places

    def start(self, display: Display) -> None:
        shown = self._shown_at(display)
        if shown is None:
            return
        self._take(shown, None, uses=self._wanted(shown, display))
        for place, step in enumerate(self.steps):
            if step.around and step.execution == display.execution:
                self._take(place, None)
        self._finish()
        if self.steps[shown].shows_canvas and not self._is_drawn(shown):
            for place in self._while_open(shown):  # drawn in a way not known here
                self._take(place, None)
            self._finish()

    def _is_drawn(self, shown: int) -> bool:
        """Whether the slice has what draws the figure that is shown there."""
        execution = self.steps[shown].execution
        return any(
            s.draws for s in map(self.steps.__getitem__, self.found) if s.execution == execution
        )

    def _while_open(self, shown: int) -> Iterator[int]:
        """The steps of the cell before the figure is shown there, back to the figure before."""
        showing = self.steps[shown]
        for place in range(shown - 1, -1, -1):
            step = self.steps[place]
            if step.execution != showing.execution:
                return
            if step.shows_canvas and not showing.implicit:
                return
            yield place

    def _finish(self) -> None:
        while self._waiting:
            self._need(*self._waiting.pop())

    def cells(self, own: int) -> list[SlicedCell]:
        by_execution: dict[int, list[int]] = defaultdict(list)
        for place in self.found:
            by_execution[self.steps[place].execution].append(place)
        by_execution.setdefault(own, [])
        return [
            self._cell(execution, by_execution[execution])
            for execution in sorted(by_execution, key=lambda e: (e == own, e))
        ]

    def _cell(self, execution: int, places: Sequence[int]) -> SlicedCell:
        steps = [self.steps[place] for place in places if not self.steps[place].implicit]
        reasons = [self.found[place] for place in places]
        own = [doubt for step in steps for doubt in step.doubts]
        unsure = next((r for r in reasons if r), None) if all(reasons) and reasons else None
        return SlicedCell(
            execution=execution,
            lines=_lines(steps),
            latest=_lines(s for s in steps if s.within == "this")
            - _lines(s for s in steps if s.within == "earlier"),
            texts=frozenset((step.first, step.last, t) for step in steps for t in step.texts),
            why=unsure or (own[0] if own else None),
        )

    def _shown_at(self, display: Display) -> int | None:
        places = [p for p, s in enumerate(self.steps) if s.execution == display.execution]
        if not places:
            return None
        if display.line is None:
            return places[-1]
        at = [p for p in places if self.steps[p].first <= display.line <= self.steps[p].last]
        showing = [p for p in at if self.steps[p].shows_canvas]
        return (showing or at or places)[-1]

    def _wanted(self, shown: int, display: Display) -> frozenset[str] | None:
        """The names that the display needs; several figures shown together are told apart."""
        step = self.steps[shown]
        if not step.shows_canvas or display.slots < 2:
            return None
        opened: list[int] = []
        for place in range(shown - 1, -1, -1):
            earlier = self.steps[place]
            if earlier.execution != step.execution or earlier.shows_canvas:
                break
            if earlier.opens_figure:
                opened.insert(0, place)
        if len(opened) != display.slots:
            return None
        end = [*opened[1:], shown][display.slot]
        self._waiting.append((CANVAS, end, None))
        return frozenset(step.uses - {CANVAS})

    def _take(self, place: int, why: str | None, *, uses: frozenset[str] | None = None) -> None:
        known = place in self.found
        if known and (why is not None or self.found[place] is None):
            return
        self.found[place] = why
        for name in self.steps[place].uses if uses is None else uses:
            self._waiting.append((name, place, why))

    def _need(self, name: str, before: int, why: str | None) -> None:
        """Take what gave `name` the value that it had just before a step."""
        places = self._places.get(name, [])
        at = bisect_left(places, before)
        if at == 0:
            self._doubt(name, before)
            return
        for place in reversed(places[:at]):
            if name == CANVAS and self.steps[place].shows_canvas:
                return  # an earlier figure, which is done with
            if (name, place) in self._asked and why is not None:
                return
            self._asked.add((name, place))
            self._take(place, why)
            if name in self.steps[place].binds:
                return

    def _doubt(self, name: str, before: int) -> None:
        """Nothing binds `name`: whatever may have bound it is in the slice, unsure."""
        if name in KNOWN or (name.startswith("_") and name.strip("_").isdigit()):
            return
        for place in range(before - 1, -1, -1):
            for doubt in self.steps[place].doubts:
                self._take(place, f"{doubt}, and nothing else binds {name}")


def _lines(steps: Iterable[Step]) -> frozenset[int]:
    return frozenset(n for step in steps for n in range(step.first, step.last + 1))
