"""Lines, error bars and stems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gofigr_jupyter.capture.artists.found import Array, Found, in_data, label_of, numbers

NO_LINE = ("None", "none", " ", "")


def line(artist: Any, axes: Any) -> Iterator[Found]:
    """The points of a line; "points" where only they are drawn."""
    marked = artist.get_marker() not in NO_LINE
    drawn = artist.get_linestyle() not in NO_LINE
    if not (marked or drawn):
        return
    columns = _points(artist, axes)
    if columns:
        kind = "line" if drawn else "points"
        yield Found(kind=kind, series=label_of(artist), columns=columns)


def error_bars(container: Any, axes: Any) -> Iterator[Found]:
    """The points of error bars with the ends of their bars."""
    center, _, bars = container.lines
    columns = {} if center is None else _points(center, axes)
    directions = "x" * bool(container.has_xerr) + "y" * bool(container.has_yerr)
    for direction, collection in zip(directions, bars, strict=False):
        ends = _ends(collection)
        place = "xy".index(direction)
        other = "yx"[place]
        columns.setdefault(other, ends[:, 0, 1 - place])
        if len(ends) != len(columns[other]):
            continue  # bars at some points only (errorevery)
        columns[f"{direction}_low"] = ends[:, :, place].min(axis=1)
        columns[f"{direction}_high"] = ends[:, :, place].max(axis=1)
    yield Found(kind="error bars", series=label_of(container), columns=columns)


def stems(container: Any, axes: Any) -> Iterator[Found]:
    """The heads of stems."""
    columns = _points(container.markerline, axes)
    yield Found(kind="stems", series=label_of(container), columns=columns)


def _points(artist: Any, axes: Any) -> dict[str, Array]:
    if hasattr(artist, "get_data_3d"):
        return dict(zip("xyz", map(numbers, artist.get_data_3d()), strict=True))
    points = numbers(artist.get_xydata())
    kept = in_data(artist, axes)
    return {name: points[:, at] for at, name in enumerate("xy") if kept[at]}


def _ends(collection: Any) -> Array:
    ends = [path.vertices for path in collection.get_paths()]
    return np.array([e if len(e) == 2 else np.full((2, 2), np.nan) for e in ends]).reshape(-1, 2, 2)
