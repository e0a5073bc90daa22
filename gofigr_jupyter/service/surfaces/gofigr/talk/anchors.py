"""Places that comments point at, and what became of them on the revision that is looked at.

A region holds while the picture keeps its proportions. A point of a plotly figure is found again
by its values: where it was, elsewhere in its trace, or nowhere.
"""

from __future__ import annotations

import base64
import binascii
import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from gofigr_jupyter.errors import GoFigrError, InvalidInput
from gofigr_jupyter.service.domain.model import DataItem, DataType
from gofigr_jupyter.service.domain.ports import Blobs, Transaction
from gofigr_jupyter.service.domain.talk.model import Comment, Seen, Talk
from gofigr_jupyter.wire.talk import Anchor, Point, Region

EXACT, MOVED, LOST = "exact", "moved", "lost"
MOST_READ = 16 * 1024 * 1024
"""Bytes of a specification that is searched for a point."""
CLOSE = 0.01
"""Proportions that differ by less are the same."""
_PLOTLY = "application/vnd.plotly.v1+json"
_CODES = {"i1": "b", "u1": "B", "i2": "h", "u2": "H", "i4": "i", "u4": "I", "f4": "f", "f8": "d"}
"""Of plotly's typed arrays, those of Python's `array`."""
Json = Any  # a figure's specification


@dataclass(frozen=True)
class Pictures:
    """What is looked at, and data objects of the revisions that are compared, by their ids."""

    seen: Seen | None
    items: Mapping[str, Sequence[DataItem]]


def checked(anchor: Anchor | None) -> Anchor | None:
    """`anchor` if it lies inside of the picture. Raises InvalidInput."""
    if isinstance(anchor, Region) and (anchor.x + anchor.width > 1 or anchor.y + anchor.height > 1):
        raise InvalidInput(
            "The region reaches out of the picture.",
            hint="x + width and y + height are at most 1.",
            field="anchor",
        )
    return anchor


def pictures_for(tx: Transaction, talk: Talk) -> Pictures:
    """What is needed to find the anchors of `talk` again; nothing where the picture is the same."""
    if talk.seen is None:
        return Pictures(None, {})
    needed = {
        id
        for each in talk.comments
        if each.anchor is not None and each.quoted_picture != talk.seen.picture
        for id in (each.quoted_revision, talk.seen.revision)
        if id is not None
    }
    return Pictures(talk.seen, {id: tx.data.of_revision(id) for id in needed})  # type: ignore[arg-type]  # ids of revisions, or of nothing


def state_of(
    blobs: Blobs, pictures: Pictures, comment: Comment, anchor: Anchor
) -> tuple[Anchor, str | None]:
    """Where an anchor is on the revision that is looked at, and how sure that is."""
    seen = pictures.seen
    if seen is None:
        return anchor, None
    if comment.quoted_picture == seen.picture:
        return anchor, EXACT
    now = pictures.items.get(seen.revision, ())
    if isinstance(anchor, Point):
        return _point_on(blobs, now, anchor)
    before = pictures.items.get(comment.quoted_revision or "", ())
    shapes = [_proportion(blobs, items) for items in (before, now)]
    if None in shapes:
        return anchor, None
    old, new = (shape or 1.0 for shape in shapes)
    return anchor, EXACT if abs(old / new - 1) < CLOSE else LOST


def _proportion(blobs: Blobs, items: Sequence[DataItem]) -> float | None:
    """Width by height of the first picture that tells it."""
    from PIL import Image

    for item in items:
        if item.type is not DataType.IMAGE:
            continue
        try:
            with Image.open(BytesIO(blobs.get(item.hash))) as picture:
                return picture.width / picture.height
        except (GoFigrError, OSError, ValueError, Image.DecompressionBombError):
            continue
    return None


def _point_on(blobs: Blobs, items: Sequence[DataItem], point: Point) -> tuple[Point, str | None]:
    traces = _traces(blobs, items)
    if traces is None:
        return point, None
    here = [*_values(traces[point.trace])] if point.trace < len(traces) else []
    wanted = (point.x, point.y)
    if point.point < len(here) and here[point.point] == wanted:
        return point, EXACT
    for number, trace in enumerate(traces):
        if trace.get("name") == point.name or number == point.trace:
            found = [i for i, values in enumerate(_values(trace)) if values == wanted]
            if len(found) == 1:
                moved = Point(trace=number, point=found[0], x=point.x, y=point.y, name=point.name)
                return moved, MOVED
    return point, LOST


def _traces(blobs: Blobs, items: Sequence[DataItem]) -> Sequence[Mapping[str, Json]] | None:
    for item in items:
        about = json.loads(item.metadata)
        if about.get("mime") != _PLOTLY or item.size_bytes > MOST_READ:
            continue
        try:
            told = json.loads(blobs.get(item.hash))
        except (GoFigrError, ValueError):
            return None
        traces = told.get("data") if isinstance(told, dict) else None
        if isinstance(traces, list):
            return [trace for trace in traces if isinstance(trace, dict)]
    return None


def _values(trace: Mapping[str, Json]) -> Iterable[tuple[Json, Json]]:
    return zip(_numbers(trace.get("x")), _numbers(trace.get("y")), strict=False)


def _numbers(given: Json) -> Sequence[Json]:
    if isinstance(given, list):
        return given
    if not isinstance(given, dict) or given.get("dtype") not in _CODES:
        return ()
    try:
        numbers = array(_CODES[given["dtype"]])
        numbers.frombytes(base64.b64decode(given.get("bdata", "")))
    except (binascii.Error, ValueError, TypeError):
        return ()
    return numbers
