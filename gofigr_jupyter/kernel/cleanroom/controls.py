"""Sliders, lists, boxes and fields that run a clean room's function again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ipywidgets
from IPython.display import display

from gofigr_jupyter.kernel.cleanroom.parameters import (
    CheckboxParam,
    DropdownParam,
    Param,
    SliderParam,
    TextParam,
)
from gofigr_jupyter.kernel.cleanroom.reproducible import CleanRoom


def show_controls(
    room: CleanRoom, args: tuple[Any, ...], kwargs: Mapping[str, Any]
) -> ipywidgets.VBox:
    """Show the controls of a function and what it makes, now and after each change.

    Answers the box that holds them. Raises InvalidInput as calling the function does.
    """
    arguments, params = room.given(args, kwargs)
    controls = {name: control(name, params[name], value) for name, value in arguments.items()}
    shown = {name: each for name, each in controls.items() if each is not None}
    output = ipywidgets.Output()

    def run(_: object = None) -> None:
        chosen = {name: each.value for name, each in shown.items()}
        output.clear_output(wait=True)
        with output:
            answer = room(**{**arguments, **chosen})
            if answer is not None:
                display(answer)  # type: ignore[no-untyped-call]  # IPython ships no types

    for each in shown.values():
        each.observe(run, names="value")
    box = ipywidgets.VBox([*shown.values(), output])
    display(box)  # type: ignore[no-untyped-call]
    run()
    return box


def control(name: str, param: Param, value: Any) -> Any:
    """What chooses a parameter, at `value`; None for what cannot be chosen."""
    said = {"description": name, "value": value}
    if isinstance(param, SliderParam):
        low, high, step = param.bounds(value)
        whole = all(float(number).is_integer() for number in (low, high, step, value))
        kind = ipywidgets.IntSlider if whole else ipywidgets.FloatSlider
        number = int if whole else float
        bounds = {"min": number(low), "max": number(high), "step": number(step)}
        return kind(**said, **bounds, continuous_update=False)
    if isinstance(param, DropdownParam):
        return ipywidgets.Dropdown(**said, options=param.choices)
    if isinstance(param, CheckboxParam):
        return ipywidgets.Checkbox(**said)
    if isinstance(param, TextParam):
        return ipywidgets.Text(**said, continuous_update=False)
    return None
