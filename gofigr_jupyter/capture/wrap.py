"""Wrapping one method of one object, and undoing it without trace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Wrap:
    """Puts `around(original, *arguments)` in the place of `owner.name`, on this instance alone."""

    def __init__(self, owner: Any, name: str, around: Callable[..., Any]) -> None:
        self.original: Callable[..., Any] = getattr(owner, name)
        self._owner = owner
        self._name = name
        self._around: Callable[..., Any] | None = around
        self._own = name in vars(owner)
        self._wrapper = self._call
        setattr(owner, name, self._wrapper)

    def undo(self) -> None:
        """Give the owner its method back.

        Where somebody else wrapped it after us, their wrapper stays and ours only passes on.
        """
        self._around = None
        if vars(self._owner).get(self._name) is not self._wrapper:
            return
        if self._own:
            setattr(self._owner, self._name, self.original)
        else:
            delattr(self._owner, self._name)

    def _call(self, *args: Any, **kw: Any) -> Any:
        if self._around is None:
            return self.original(*args, **kw)
        return self._around(self.original, *args, **kw)
