"""Collections: scatters, segments, hexagons, outlines and areas."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gofigr_jupyter.capture.artists.found import (
    MOST_PARTS,
    Array,
    Found,
    Unread,
    in_data,
    joined,
    label_of,
    numbers,
)


def scatter(artist: Any, axes: Any) -> Iterator[Found]:
    """The points of a scatter, with what their colors and sizes stand for."""
    deep = getattr(artist, "_offsets3d", None)
    if deep is not None:
        columns = dict(zip("xyz", map(numbers, deep), strict=True))
    elif artist.get_offset_transform() is axes.transData:
        columns = _offsets(artist)
    else:
        raise Unread("points that are not placed by data")
    count = len(columns["x"])
    values, sizes = artist.get_array(), artist.get_sizes()
    if values is not None and np.size(values) == count:
        columns["value"] = numbers(values).ravel()
    if len(sizes) == count > 1 and np.ptp(sizes):
        columns["size"] = numbers(sizes).copy()  # may be the user's own array
    yield Found(kind="scatter", series=label_of(artist), columns=columns)


def segments(artist: Any, axes: Any) -> Iterator[Found]:
    """The points of line segments, a row without numbers between two."""
    yield _outlines("segments", artist, axes)


def polygons(artist: Any, axes: Any) -> Iterator[Found]:
    """An area between two curves, hexagons with their values, or outlines."""
    values = artist.get_array()
    if values is not None and np.size(values) == len(artist.get_offsets()) > 1:
        columns = {**_offsets(artist), "value": numbers(values).ravel()}
        yield Found(kind="hexagons", series=label_of(artist), columns=columns)
        return
    paths = artist.get_paths()
    area = _between(paths[0].vertices) if len(paths) == 1 else None
    if area is not None and all(in_data(artist, axes)):
        yield Found(kind="area", series=label_of(artist), columns=area)
    else:
        yield _outlines("outlines", artist, axes)


def _offsets(artist: Any) -> dict[str, Array]:
    points = numbers(artist.get_offsets())
    return {"x": points[:, 0], "y": points[:, 1]}


def _outlines(kind: str, artist: Any, axes: Any) -> Found:
    if hasattr(artist, "do_3d_projection"):
        raise Unread("surfaces and lines in three dimensions")
    paths = artist.get_paths()
    pieces = [path.vertices for path in paths[:MOST_PARTS]]
    points = joined(pieces)
    kept = in_data(artist, axes)
    columns = {name: points[:, at] for at, name in enumerate("xy") if kept[at]}
    if not columns:
        raise Unread(f"{kind} that are not placed by data")
    values = artist.get_array()
    if values is not None and np.size(values) == len(paths):
        lengths = [len(piece) + 1 for piece in pieces]
        columns["value"] = np.repeat(numbers(values).ravel()[: len(pieces)], lengths)[:-1]
    total = len(paths) if len(paths) > MOST_PARTS else None
    return Found(kind=kind, series=label_of(artist), columns=columns, total=total)


def _between(outline: Array) -> dict[str, Array] | None:
    """The two curves of an outline as `fill_between` lays it; None for any other outline.

    It goes there along one curve and back along the other, with one point more at each end.
    """
    count = (len(outline) - 3) // 2
    if count < 1 or len(outline) != 2 * count + 3:
        return None
    there, back = outline[1 : count + 1], outline[count + 2 : 2 * count + 2][::-1]
    for along, across in ((0, 1), (1, 0)):
        if np.array_equal(there[:, along], back[:, along]):
            low = np.minimum(there[:, across], back[:, across])
            high = np.maximum(there[:, across], back[:, across])
            name = "xy"[across]
            return {"xy"[along]: there[:, along], f"{name}_low": low, f"{name}_high": high}
    return None
