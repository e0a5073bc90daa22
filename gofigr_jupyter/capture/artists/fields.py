"""Values over a plane: images, meshes and contours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gofigr_jupyter.capture.artists.found import Array, Found, Unread, joined, label_of, numbers

PATH_START = 1


def image(artist: Any, axes: Any) -> Iterator[Found]:
    """The values of an image's pixels, each at its center."""
    values = artist.get_array()
    if values is None or np.ndim(values) != 2:
        shape = " × ".join(map(str, np.shape(values)))
        raise Unread(f"a picture of {shape} colors")
    if not hasattr(artist, "get_extent") or artist.get_transform() is not axes.transData:
        raise Unread("an image that is not placed by data")
    left, right, bottom, top = artist.get_extent()
    if artist.origin == "upper":
        bottom, top = top, bottom
    height, width = values.shape
    columns = {
        "x": _centers(left, right, width),
        "y": _centers(bottom, top, height),
        "value": numbers(values).ravel(),
    }
    yield Found(kind="image", series=label_of(artist), columns=columns, grid=(height, width))


def mesh(artist: Any, axes: Any) -> Iterator[Found]:
    """The values of a mesh's cells, each at the middle of its corners."""
    values = artist.get_array()
    corners = numbers(artist._coordinates)  # pcolor's has no public name for them
    if values is None or np.ndim(values) == 3:
        raise Unread("a mesh of colors")
    height, width = corners.shape[:2]
    if np.size(values) == height * width:
        middles = corners  # gouraud shading: the values stand at the corners
    else:
        height, width = height - 1, width - 1
        middles = (corners[:-1, :-1] + corners[1:, :-1] + corners[:-1, 1:] + corners[1:, 1:]) / 4
    x, y = middles[:, :, 0], middles[:, :, 1]
    straight = bool((x == x[:1]).all() and (y == y[:, :1]).all())
    columns = {"x": x[0], "y": y[:, 0]} if straight else {"x": x.ravel(), "y": y.ravel()}
    columns["value"] = numbers(values).ravel()
    grid = (height, width) if straight else None
    yield Found(kind="mesh", series=label_of(artist), columns=columns, grid=grid)


def contours(artist: Any, axes: Any) -> Iterator[Found]:
    """The points of contour lines, with the level of each; of filled ones, the lower level."""
    kind = "filled contours" if artist.filled else "contours"
    pieces: list[Array] = []
    levels: list[float] = []
    for level, path in zip(artist.levels, artist.get_paths(), strict=False):
        starts = np.flatnonzero(path.codes == PATH_START) if path.codes is not None else [0]
        for piece in np.split(path.vertices, starts[1:]):
            if len(piece):
                pieces.append(piece)
                levels.append(float(level))
    points = joined(pieces)
    lengths = [len(piece) + 1 for piece in pieces]
    value = np.repeat(np.array(levels, dtype=float), lengths)[:-1]
    columns = {"x": points[:, 0], "y": points[:, 1], "value": value}
    yield Found(kind=kind, series=label_of(artist), columns=columns)


def _centers(start: float, end: float, count: int) -> Array:
    return start + (np.arange(count) + 0.5) * ((end - start) / count)
