"""What is written in a figure: titles, labels of axes, texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from gofigr_jupyter.capture.artists.found import Found


def text(artist: Any, axes: Any) -> Iterator[Found]:
    """A text, with the place that it is about where that is placed by data."""
    written = artist.get_text()
    if not written.strip():
        return
    columns = {}
    place = artist.get_position()
    by_data = artist.get_transform() is axes.transData
    if hasattr(artist, "xycoords"):
        place, by_data = artist.xy, artist.xycoords == "data"
    if by_data:
        x, y = axes.convert_xunits(place[0]), axes.convert_yunits(place[1])
        columns = {"x": np.array([x], dtype=float), "y": np.array([y], dtype=float)}
    yield said("text", written, columns)


def of_figure(figure: Any) -> Iterator[Found]:
    """The texts that belong to no axes."""
    title = figure.get_suptitle()
    if title:
        yield said("figure title", title)
    for artist in figure.texts:
        written = artist.get_text()
        if artist.get_visible() and written.strip() and written != title:
            yield said("text", written)


def of_axes(axes: Any) -> Iterator[Found]:
    """The titles of axes and the labels of their scales."""
    for place in ("left", "center", "right"):
        title = axes.get_title(loc=place)
        if title:
            yield said("title", title)
    for name in ("x", "y", "z"):
        axis = getattr(axes, f"{name}axis", None)
        label = axis.label.get_text() if axis is not None and axes.axison else ""
        if label:
            yield said(f"{name} label", label)


def said(kind: str, written: str, columns: dict[str, Any] | None = None) -> Found:
    """One text as it stands in the table."""
    return Found(kind=kind, columns=columns or {}, texts={"text": (written,)})
