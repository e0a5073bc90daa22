"""Walks a figure: its axes, their artists, and what is written in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from matplotlib import axis as axis_
from matplotlib import collections, container, contour, image, legend, lines, patches, spines
from matplotlib import text as texts
from matplotlib.axes import Axes as DrawnAxes

from gofigr_jupyter.capture.artists import clouds, fields, shapes, words
from gofigr_jupyter.capture.artists import lines as curves
from gofigr_jupyter.capture.artists.found import Found, Unread
from gofigr_jupyter.capture.artists.packing import Drawing
from gofigr_jupyter.capture.artists.scales import days, scale
from gofigr_jupyter.capture.plotted import Axes

Read = Callable[[Any, Any], Iterator[Found]]
CONTAINERS: tuple[tuple[type, Read], ...] = (
    (container.BarContainer, shapes.bars),
    (container.ErrorbarContainer, curves.error_bars),
    (container.StemContainer, curves.stems),
)
ARTISTS: tuple[tuple[type, Read], ...] = (
    (lines.Line2D, curves.line),
    (contour.ContourSet, fields.contours),
    (collections.QuadMesh, fields.mesh),
    (getattr(collections, "PolyQuadMesh", collections.QuadMesh), fields.mesh),
    (collections.PathCollection, clouds.scatter),
    (collections.LineCollection, clouds.segments),
    (collections.PolyCollection, clouds.polygons),
    (collections.PatchCollection, clouds.polygons),
    (patches.Rectangle, shapes.rectangle),
    (patches.StepPatch, shapes.stairs),
    (patches.Wedge, shapes.wedge),
    (patches.Patch, shapes.outline),
    (image.AxesImage, fields.image),
    (texts.Text, words.text),
)
"""The first that fits reads an artist."""
FRAME = (spines.Spine, axis_.Axis, legend.Legend, DrawnAxes)
NO_DATA = ("Quiver", "Barbs", "QuiverKey")
"""Drawn from polygons whose corners say nothing about the data."""


def drawing_of(figure: Any) -> Drawing:
    """What `figure` shows, axes after axes, and then what is written in it."""
    walk = _Walk()
    for axes in _all_axes(figure.axes):
        walk.enter(axes)
    walk.written += [(0, found) for found in words.of_figure(figure)]
    return Drawing(tuple(walk.axes), (*walk.drawn, *walk.written), tuple(walk.unread))


def _all_axes(listed: Any) -> Iterator[Any]:
    for axes in listed:
        if axes.get_visible():
            yield axes
            yield from _all_axes(axes.child_axes)


@dataclass
class _Walk:
    axes: list[Axes] = field(default_factory=list)
    drawn: list[tuple[int, Found]] = field(default_factory=list)
    written: list[tuple[int, Found]] = field(default_factory=list)
    unread: dict[str, None] = field(default_factory=dict)

    def enter(self, axes: Any) -> None:
        """Read everything in `axes`."""
        titles = list(words.of_axes(axes))
        title = next((str(t.texts["text"][0]) for t in titles if t.kind == "title"), "")
        self.axes.append(Axes(title=title, x=scale(axes.xaxis), y=scale(axes.yaxis)))
        if not hasattr(axes, "_colorbar"):  # a colorbar repeats what stands elsewhere
            claimed = self._read_containers(axes)
            for artist in _artists(axes):
                if id(artist) not in claimed and artist.get_visible():
                    self._read(artist, axes)
        self.written += [(len(self.axes), found) for found in titles]

    def _read_containers(self, axes: Any) -> set[int]:
        """Read what was drawn together; returns the ids of the artists that this covers."""
        claimed: set[int] = set()
        for each in axes.containers:
            read = next((read for kind, read in CONTAINERS if isinstance(each, kind)), None)
            parts = getattr(each, "patches", None) or each.get_children()
            if read is None or not all(part.axes is axes for part in parts):
                continue  # of parts that were removed, the others are read one by one
            if any(part.get_visible() for part in parts):
                self._take(read(each, axes), axes)
            claimed.update(map(id, parts))
        return claimed

    def _read(self, artist: Any, axes: Any) -> None:
        name = type(artist).__name__
        read = next((read for kind, read in ARTISTS if isinstance(artist, kind)), None)
        try:
            if read is None or name in NO_DATA:
                raise Unread(f"what matplotlib calls {name}")
            self._take(read(artist, axes), axes)
        except Unread as reason:
            self.unread[f"Axes {len(self.axes)}: {reason} cannot be read."] = None

    def _take(self, found: Iterator[Found], axes: Any) -> None:
        number, meant = len(self.axes), self.axes[-1]
        for each in found:
            for name, values in each.columns.items():
                if name[0] == "x" and meant.x.dates:
                    each.columns[name] = days(axes.xaxis, values)
                elif name[0] == "y" and meant.y.dates:
                    each.columns[name] = days(axes.yaxis, values)
            if each.total is not None:
                self.unread[
                    f"Axes {number}: of {each.total:,} {each.kind} only the first are read."
                ] = None
            (self.written if each.kind == "text" else self.drawn).append((number, each))


def _artists(axes: Any) -> Iterator[Any]:
    """What was drawn into `axes`, without what matplotlib itself puts there."""
    own = {id(axes.patch), id(axes.title), id(axes._left_title), id(axes._right_title)}
    for artist in axes.get_children():
        if id(artist) not in own and not isinstance(artist, FRAME):
            yield artist
