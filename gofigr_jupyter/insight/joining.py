"""Joins what matplotlib draws piece by piece: the wedges of a pie, the lines of a box plot."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isfinite

from gofigr_jupyter.insight.chart import Series, Shape

BOX_PARTS = 6
"""Of each box: its outline, two whiskers, two caps and its median."""


def united(series: Iterable[Series]) -> tuple[Series, ...]:
    """The series, what belongs together as one."""
    return _strokes(_boxes(_pies(series)))


def _pies(series: Iterable[Series]) -> list[Series]:
    found: list[Series] = []
    for each in series:
        last = found[-1] if found else None
        if each.kind != "wedge":
            found.append(each)
        elif last and (last.kind, last.axes) == (each.kind, each.axes):
            found[-1] = _with(last, each)
        else:
            texts = {"text": [each.name or None] * each.count}
            found.append(replace(each, name="", texts=texts))
    return found


def _with(pie: Series, wedge: Series) -> Series:
    return replace(
        pie,
        count=pie.count + wedge.count,
        numbers={"value": pie.numbers["value"] + wedge.numbers["value"]},
        texts={"text": [*pie.texts["text"], *[wedge.name or None] * wedge.count]},
    )


def _strokes(series: Sequence[Series]) -> tuple[Series, ...]:
    """Lines without names that stand upright at bars or areas say what those have: no data."""
    places = {s.axes for s in series if s.shape in (Shape.BARS, Shape.AREA)}
    return tuple(
        replace(s, shape=Shape.OTHER)
        if s.axes in places and s.shape is Shape.LINE and not s.name and s.count < 3
        else s
        for s in series
    )


@dataclass(frozen=True)
class _Box:
    """One box: where it stands, its quartiles, the ends of its whiskers and the points beyond."""

    place: float
    name: str | None
    low: float
    q1: float
    median: float
    q3: float
    high: float
    beyond: int


def _boxes(series: Sequence[Series]) -> tuple[Series, ...]:
    found: list[Series] = []
    boxes: dict[tuple[int, bool], list[_Box]] = {}
    at = 0
    while at < len(series):
        box, lying, taken = _box(series, at)
        if box is None:
            found.append(series[at])
            at += 1
            continue
        key = (series[at].axes, lying)
        if key not in boxes:
            boxes[key] = []
            found.append(replace(series[at], kind="box", shape=Shape.BOXES, lying=lying, name=""))
        boxes[key].append(box)
        at += taken
    return tuple(
        _filled(each, boxes[each.axes, each.lying]) if each.shape is Shape.BOXES else each
        for each in found
    )


def _filled(series: Series, boxes: Sequence[_Box]) -> Series:
    names = ("low", "q1", "median", "q3", "high", "beyond")
    numbers = {name: array("d", (getattr(box, name) for box in boxes)) for name in names}
    numbers["y" if series.lying else "x"] = array("d", (box.place for box in boxes))
    named = f"{'y' if series.lying else 'x'}_text"
    texts = {named: [box.name for box in boxes]} if any(box.name for box in boxes) else {}
    return replace(series, count=len(boxes), numbers=numbers, texts=texts)


def _box(series: Sequence[Series], start: int) -> tuple[_Box | None, bool, int]:
    """The box that begins at `start`, whether it lies, and how many series it takes."""
    parts = series[start : start + BOX_PARTS]
    sizes = [(part.count, part.kind) for part in parts]
    outline = parts[0].kind in ("line", "outline") and parts[0].count in (5, 6)
    if len(parts) < BOX_PARTS or not outline or sizes[1:] != [(2, "line")] * 5:
        return None, False, 0
    if any(part.name for part in parts[1:]) or len({part.axes for part in parts}) > 1:
        return None, False, 0
    for along, across in (("x", "y"), ("y", "x")):
        box = _measured(parts, along, across)
        if box is not None:
            after = series[start + BOX_PARTS] if start + BOX_PARTS < len(series) else None
            if after and after.kind == "points" and set(after.numbers[along]) == {box.place}:
                return replace(box, beyond=after.count), along == "y", BOX_PARTS + 1
            return box, along == "y", BOX_PARTS
    return None, False, 0


def _measured(parts: Sequence[Series], along: str, across: str) -> _Box | None:
    """The box of these parts with its values going along `across`; None where they make none."""
    outline = [v for v in parts[0].numbers[across] if isfinite(v)]
    q1, q3 = min(outline), max(outline)
    (first, second), caps, median = parts[1:3], parts[3:5], parts[5]
    for whisker in (first, second):
        if len(set(whisker.numbers[along])) != 1:
            return None
    if any(len(set(part.numbers[across])) != 1 for part in (*caps, median)):
        return None
    low, high = sorted(cap.numbers[across][0] for cap in caps)
    middle = median.numbers[across][0]
    if not low <= q1 <= middle <= q3 <= high:
        return None
    place = first.numbers[along][0]
    name = first.texts.get(f"{along}_text", (None,))[0]
    return _Box(place, name, low=low, q1=q1, median=middle, q3=q3, high=high, beyond=0)
