"""`@reproducible`: a function whose figures are kept with all that is needed to run it again."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from types import FunctionType
from typing import Any, get_type_hints

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.kernel.cleanroom.parameters import Param, check, param_for
from gofigr_jupyter.kernel.cleanroom.record import read_back, record, tables_of
from gofigr_jupyter.kernel.cleanroom.room import PACKAGES, imported, isolated
from gofigr_jupyter.kernel.session import Session

Publish = Callable[..., object]


class CleanRoom:
    """Runs one function, each time with nothing but its arguments and its packages."""

    def __init__(
        self,
        function: object,
        session: Callable[[], Session],
        *,
        packages: Mapping[str, str],
        publish: Publish,
    ) -> None:
        if not isinstance(function, FunctionType) or inspect.iscoroutinefunction(function):
            raise InvalidInput(
                f"{function!r} cannot be reproducible.",
                hint="Put @reproducible above a def; async functions are not taken.",
            )
        self.function = function
        self._session = session
        self._packages = packages
        self._publish = publish
        self._signature = inspect.signature(function)

    def given(
        self, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Param]]:
        """The arguments of a call by name, and how each of them is chosen.

        Raises InvalidInput for those that a clean room cannot keep.
        """
        bound = self._signature.bind(*args, **kwargs)
        bound.apply_defaults()
        kinds = {parameter.kind for parameter in self._signature.parameters.values()}
        if not kinds <= {inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY}:
            raise InvalidInput(
                f"{self.function.__name__}() takes arguments without names.",
                hint="Name each parameter: a clean room keeps them by name.",
            )
        arguments = {
            name: value.default if isinstance(value, Param) else value
            for name, value in bound.arguments.items()
        }
        hints = _hints(self.function)
        params = self._params(arguments, hints)
        check(arguments, params, hints)
        return arguments, params

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the function. Raises InvalidInput, before it runs, for what cannot be kept."""
        session, (arguments, params) = self._session(), self.given(args, kwargs)
        imports = imported(self._packages, self.function)
        run = isolated(self.function, {**imports, "publish": self._publish})
        tables = tables_of(arguments)
        allowed = session.settings.secrets_allowed
        kept = record(self.function, arguments, params, imports=imports, allowed=allowed)
        with session.rooms.working((*kept, *tables)):
            answer = run(**read_back(arguments, tables))
        session.rooms.answered(answer, (*kept, *tables))
        return answer

    def _params(
        self, arguments: Mapping[str, Any], hints: Mapping[str, object]
    ) -> dict[str, Param]:
        defaults = {n: p.default for n, p in self._signature.parameters.items()}
        return {
            name: defaults[name]
            if isinstance(defaults[name], Param)
            else param_for(value, hints.get(name))
            for name, value in arguments.items()
        }


def reproducible(
    function: Callable[..., Any] | None,
    *,
    session: Callable[[], Session],
    publish: Publish,
    packages: Mapping[str, str] | None,
    merge_packages: bool,
    interactive: bool,
) -> Callable[..., Any]:
    """See `gofigr_jupyter.reproducible`."""
    visible = {**(PACKAGES if merge_packages else {}), **(packages or {})}

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        room = CleanRoom(function, session, packages=visible, publish=publish)

        @functools.wraps(function)
        def run(*args: Any, **kwargs: Any) -> Any:
            if interactive and session().screen.live:
                from gofigr_jupyter.kernel.cleanroom.controls import show_controls

                show_controls(room, args, kwargs)
                return None
            return room(*args, **kwargs)

        return run

    return decorate if function is None else decorate(function)


def _hints(function: FunctionType) -> Mapping[str, object]:
    try:
        return get_type_hints(function)
    except (NameError, TypeError, AttributeError):  # words that mean nothing here
        return {}
