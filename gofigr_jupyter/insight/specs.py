"""What the specification of a figure tells of its axes that its table does not: their scales."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gofigr_jupyter.insight import words
from gofigr_jupyter.insight.fact import Fact, Topic

LOGARITHMIC = "The {} axis is logarithmic."


def scales(spec: object) -> Iterator[Fact]:
    """Facts about the scales in a specification of plotly or vega-lite."""
    if not isinstance(spec, dict):
        return
    for name, axis in _object(spec.get("layout")).items():
        if name[1:5] == "axis" and name[0] in "xyz":
            yield from _plotly(name, _object(axis))
    for name, channel in _object(spec.get("encoding")).items():
        scale = _object(_object(channel).get("scale"))
        if name in ("x", "y") and scale.get("type") in ("log", "symlog"):
            yield Fact(topic=Topic.AXIS, text=LOGARITHMIC.format(name))


def _plotly(name: str, axis: Mapping[str, Any]) -> Iterator[Fact]:
    letter, number = name[0], name[5:]
    called = f"{letter}{number}"
    if axis.get("type") == "log":
        yield Fact(topic=Topic.AXIS, text=LOGARITHMIC.format(called))
    ends = axis.get("range")
    if not isinstance(ends, list) or len(ends) != 2:
        return
    if all(isinstance(end, int | float) for end in ends) and axis.get("type") != "log":
        text = f"The {called} axis shows {words.number(ends[0])} to {words.number(ends[1])}."
        numbers = {"low": float(ends[0]), "high": float(ends[1])}
        yield Fact(topic=Topic.AXIS, text=text, numbers=numbers)


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
