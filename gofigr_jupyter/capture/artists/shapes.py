"""Patches: bars, wedges and outlines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from gofigr_jupyter.capture.artists.found import (
    MOST_PARTS,
    Found,
    Unread,
    in_data,
    label_of,
    numbers,
)


def bars(container: Any, axes: Any) -> Iterator[Found]:
    """Bars, upright or lying: their middles and ends. The bins of a histogram are bars."""
    patches = [patch for patch in container.patches if patch.get_visible()]
    yield _boxes(
        "bars", patches, label_of(container), upright=container.orientation != "horizontal"
    )


def rectangle(artist: Any, axes: Any) -> Iterator[Found]:
    """The sides of a rectangle; a span has them in one direction only."""
    kept = in_data(artist, axes)
    x, y = float(artist.get_x()), float(artist.get_y())
    columns = {}
    for at, (start, size) in enumerate(((x, artist.get_width()), (y, artist.get_height()))):
        if kept[at]:
            low, high = sorted((start, start + float(size)))
            columns["xy"[at] + "_low"], columns["xy"[at] + "_high"] = (
                np.array([low]),
                np.array([high]),
            )
    if columns:
        yield Found(kind="rectangle", series=label_of(artist), columns=columns)


def stairs(artist: Any, axes: Any) -> Iterator[Found]:
    """The steps of `stairs`: edges and heights."""
    values, edges, baseline = artist.get_data()
    values, edges = numbers(values), numbers(edges)
    along, across = ("x", "y") if artist.orientation == "vertical" else ("y", "x")
    columns = {
        across: values,
        f"{along}_low": edges[:-1],
        f"{along}_high": edges[1:],
    }
    if baseline is not None:
        columns[f"{across}_low"] = np.broadcast_to(numbers(baseline), values.shape).astype(float)
    yield Found(kind="stairs", series=label_of(artist), columns=columns)


def wedge(artist: Any, axes: Any) -> Iterator[Found]:
    """The share of the circle that a wedge has."""
    share = (artist.theta2 - artist.theta1) / 360
    yield Found(kind="wedge", series=label_of(artist), columns={"value": np.array([share])})


def outline(artist: Any, axes: Any) -> Iterator[Found]:
    """The outline of any other patch, where it is placed by data."""
    transform = artist.get_data_transform()
    if transform is not axes.transData:
        raise Unread("shapes that are not placed by data")
    points = artist.get_patch_transform().transform(artist.get_path().vertices)
    columns = {"x": points[:, 0], "y": points[:, 1]}
    yield Found(kind="outline", series=label_of(artist), columns=columns)


def _boxes(kind: str, patches: Sequence[Any], series: str, *, upright: bool) -> Found:
    looked_at = patches[:MOST_PARTS]
    sides = [(p.get_x(), p.get_width(), p.get_y(), p.get_height()) for p in looked_at]
    x, width, y, height = np.array(sides, dtype=float).reshape(-1, 4).T
    columns = {
        "x": x + width / 2 if upright else x + width,
        "y": y + height if upright else y + height / 2,
        "x_low": np.minimum(x, x + width),
        "x_high": np.maximum(x, x + width),
        "y_low": np.minimum(y, y + height),
        "y_high": np.maximum(y, y + height),
    }
    named = bool(looked_at) and not series and bool(label_of(looked_at[0]))
    texts = {"text": tuple(label_of(patch) or None for patch in looked_at)} if named else {}
    total = len(patches) if len(patches) > MOST_PARTS else None
    return Found(kind=kind, series=series, columns=columns, texts=texts, total=total)
