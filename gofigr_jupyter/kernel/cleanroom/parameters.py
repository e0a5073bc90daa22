"""The parameters of a clean room's function, and what its manifest tells of them."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import UnionType
from typing import Any, Literal, Union, cast, get_args, get_origin

import msgspec

from gofigr_jupyter.errors import InvalidInput

Entry = dict[str, Any]
TYPES: Mapping[type, str] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    type(None): "none",
}


class Param(msgspec.Struct, frozen=True):
    """A parameter that stands in a function's definition as its default: how it is chosen."""

    default: Any

    def entry(self, value: object) -> Entry:
        """What the manifest tells where the parameter has `value`."""
        return {"type": type_of(value), "value": value}


class StaticParam(Param, frozen=True):
    """A value that readers cannot change."""


class SliderParam(Param, frozen=True):
    """A number between two others: from 0 to twice the default, unless told otherwise."""

    min: float | None = None
    max: float | None = None
    step: float | None = None

    def entry(self, value: object) -> Entry:
        """What the manifest tells where the slider stands at `value`."""
        low, high, step = self.bounds(value)
        told = {"widget": "slider", "min": low, "max": high, "step": step}
        return {**super().entry(value), **told}

    def bounds(self, value: Any) -> tuple[float, float, float]:
        """From where to where the slider goes, and in which steps."""
        whole = isinstance(value, int)
        twice = value * 2 or (10 if whole else 1.0)
        low = self.min if self.min is not None else min(0, twice)
        high = self.max if self.max is not None else max(0, twice)
        step = self.step or (1 if whole else (high - low) / 100 or 1.0)
        return low, high, step


class DropdownParam(Param, frozen=True, kw_only=True):
    """One of several values."""

    choices: tuple[Any, ...]

    def entry(self, value: object) -> Entry:
        """What the manifest tells where `value` is chosen."""
        return {**super().entry(value), "widget": "dropdown", "choices": list(self.choices)}


class CheckboxParam(Param, frozen=True):
    """Yes or no."""

    def entry(self, value: object) -> Entry:
        """What the manifest tells where the box says `value`."""
        return {**super().entry(value), "widget": "checkbox"}


class TextParam(Param, frozen=True):
    """A text that readers can write."""

    def entry(self, value: object) -> Entry:
        """What the manifest tells where the text is `value`."""
        return {**super().entry(value), "widget": "text"}


def param_for(value: object, hint: object) -> Param:
    """How a parameter is chosen whose definition says only its type, by `hint` or by its value."""
    if get_origin(hint) is Literal:
        return DropdownParam(value, choices=get_args(hint))
    if isinstance(value, bool):
        return CheckboxParam(value)
    if isinstance(value, int | float):
        return SliderParam(value)
    return TextParam(value) if isinstance(value, str) else StaticParam(value)


def type_of(value: object) -> str:
    """The manifest's word for the type of a plain value."""
    return next(word for kind, word in TYPES.items() if isinstance(value, kind))


def is_table(value: object) -> bool:
    """Whether `value` is a data frame of pandas."""
    frame = getattr(sys.modules.get("pandas"), "DataFrame", None)
    return frame is not None and isinstance(value, frame)


def check(
    arguments: Mapping[str, object], params: Mapping[str, Param], hints: Mapping[str, object]
) -> None:
    """Raises InvalidInput for an argument that a clean room cannot keep, or that does not fit.

    What fits is said by the parameter's default, and by its type in `hints`.
    """
    for name, value in arguments.items():
        if not is_table(value) and not isinstance(value, tuple(TYPES)):
            raise InvalidInput(
                f"The argument {name!r} is {type(value).__name__}, which a clean room cannot keep.",
                hint="Give a number, a text, True or False, None, or a data frame of pandas.",
                field=name,
            )
        wanted = _wanted(value, params[name]) or _typed(value, hints.get(name))
        if wanted:
            raise InvalidInput(
                f"The argument {name!r} cannot be {_shown(value)}.",
                hint=f"It is {wanted}.",
                field=name,
            )


def _wanted(value: object, param: Param) -> str | None:
    """What `param` takes instead of `value`, None where it takes that."""
    match param:
        case DropdownParam():
            return None if value in param.choices else f"one of: {_listed(param.choices)}"
        case SliderParam() if param.default is not None:
            return _out_of(value, param)
        case CheckboxParam():
            return None if isinstance(value, bool) else "True or False"
        case TextParam():
            return None if isinstance(value, str) else "a text"
    return None


def _out_of(value: object, slider: SliderParam) -> str | None:
    low, high, _ = slider.bounds(slider.default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return f"a number from {low} to {high}"
    below = slider.min is not None and value < slider.min
    above = slider.max is not None and value > slider.max
    return f"a number from {low} to {high}" if below or above else None


def _typed(value: object, hint: object) -> str | None:
    """What a parameter of the type `hint` takes instead of `value`, None where it takes that."""
    kinds = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    if not all(kind in TYPES for kind in kinds):
        return None  # a type that is not known here may be anything
    found = type_of(value) if isinstance(value, tuple(TYPES)) else "data frame"
    words = {TYPES[cast("type", kind)] for kind in kinds}
    if found in words or (found == "integer" and "number" in words):
        return None
    return "of the type " + " or ".join(sorted(words))


def _shown(value: object) -> str:
    return "a data frame" if is_table(value) else repr(value)


def _listed(values: Sequence[object]) -> str:
    return ", ".join(repr(value) for value in values)
