"""What is known of objects, for as long as they live."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """A value for each of some objects, whether or not they can be hashed."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Callable[[], object], T]] = {}

    def add(self, thing: object, value: T) -> None:
        """Remember `value` for as long as `thing` lives."""
        key = id(thing)

        def forget(_: object) -> None:
            self._known.pop(key, None)

        try:
            self._known[key] = weakref.ref(thing, forget), value
        except TypeError:
            self._known[key] = (lambda: thing), value  # it cannot be referred to weakly: kept alive

    def get(self, thing: object) -> T | None:
        """What is remembered of `thing`; None where nothing is."""
        found = self._known.get(id(thing))
        return found[1] if found else None

    def __bool__(self) -> bool:
        return bool(self._known)

    def __contains__(self, thing: object) -> bool:
        return id(thing) in self._known

    def __iter__(self) -> Iterator[object]:
        return iter([alive() for alive, _ in tuple(self._known.values())])
