"""What a function may see in a clean room: its arguments, packages by name, Python itself."""

from __future__ import annotations

import builtins
import dis
import importlib
import inspect
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, FunctionType, ModuleType
from typing import Any

from gofigr_jupyter.errors import InvalidInput

PACKAGES: Mapping[str, str] = {
    "np": "numpy",
    "pd": "pandas",
    "plt": "matplotlib.pyplot",
    "sns": "seaborn",
}
"""What every function may use under these names, where it is installed."""


def imported(packages: Mapping[str, str], function: FunctionType) -> dict[str, ModuleType]:
    """The modules of `packages`, by the names under which `function` uses them.

    Raises InvalidInput for one that cannot be imported.
    """
    used, modules = set(_names(function.__code__)), {}
    for alias in used & packages.keys():
        try:
            modules[alias] = importlib.import_module(packages[alias])
        except ImportError as error:
            raise InvalidInput(
                f"{function.__name__}() uses {alias}, but {packages[alias]} is not there: {error}.",
                hint=f"Install {packages[alias].partition('.')[0]}, or name another package.",
            ) from error
    return modules


def isolated(function: FunctionType, visible: Mapping[str, object]) -> Callable[..., Any]:
    """`function` as it runs where nothing but `visible` can be seen.

    Raises InvalidInput for a function that uses anything else.
    """
    outside = set(function.__code__.co_freevars)
    outside |= {
        name
        for name in _names(function.__code__)
        if name not in visible and name != function.__name__ and not hasattr(builtins, name)
    }
    if outside:
        raise InvalidInput(
            f"{function.__name__}() uses {', '.join(sorted(outside))}, which it does not get.",
            hint="Give it as an argument, import it in the function, or name it in packages={...}.",
        )
    names = {**visible, "__builtins__": builtins, "__name__": "clean_room"}
    alone = FunctionType(function.__code__, names, function.__name__)
    alone.__kwdefaults__ = None
    names[function.__name__] = alone
    return alone


def source_of(function: FunctionType) -> str:
    """The definition of `function`, without decorators. Raises InvalidInput where there is none."""
    try:
        lines = inspect.cleandoc("\n" + inspect.getsource(function)).splitlines(keepends=True)
    except (OSError, TypeError) as error:
        raise InvalidInput(
            f"The source of {function.__name__}() is not to be found: {error}.",
            hint="Write it in a cell or in a file.",
        ) from error
    starts = ("def ", "async def ")
    first = next((n for n, line in enumerate(lines) if line.startswith(starts)), 0)
    return "".join(lines[first:])


def _names(code: CodeType) -> Iterator[str]:
    """The names that code takes from outside, in functions inside it too."""
    made = {i.argval for i in dis.get_instructions(code) if i.opname == "STORE_GLOBAL"}
    for instruction in dis.get_instructions(code):
        if instruction.opname in ("LOAD_GLOBAL", "LOAD_NAME") and instruction.argval not in made:
            yield str(instruction.argval)
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _names(constant)
