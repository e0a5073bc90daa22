"""Found: what one artist shows, as columns of numbers and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]  # of any of NATIVE
NATIVE = "bBhHiIlLqQfd"
"""Number formats that a memoryview reads as they are."""
MOST_PARTS = 1000
"""Parts of one artist that are looked at one by one: more would cost the cell too much."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What an artist shows. `total` is the number of its parts where not all were looked at."""

    kind: str
    series: str = ""
    columns: dict[str, Array] = field(default_factory=dict)
    texts: dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    grid: tuple[int, int] | None = None
    total: int | None = None


class Unread(Exception):
    """Says in a sentence what cannot be read of an artist."""


def numbers(values: Any) -> Array:
    """`values` as an array; what is masked is not a number."""
    if isinstance(values, np.ma.MaskedArray):
        values = np.ma.filled(values.astype(float), np.nan) if values.mask.any() else values.data
    array = np.asarray(values)
    if array.dtype.char in NATIVE and array.dtype.isnative:
        return array
    return array.astype(float)


def label_of(artist: Any) -> str:
    """The name in the legend; empty for one that matplotlib made up."""
    label = str(artist.get_label() or "")
    return "" if label.startswith("_") else label


def joined(pieces: Sequence[Array]) -> Array:
    """Points of several pieces, a row without numbers between two."""
    gap = np.full((1, 2), np.nan)
    parts = [part for piece in pieces for part in (piece, gap)][:-1]
    return np.concatenate(parts) if parts else np.empty((0, 2))


def in_data(artist: Any, axes: Any) -> tuple[bool, bool]:
    """Whether the artist's x and y are those of the axes, and not places on the page."""
    transform = artist.get_transform()
    if transform is axes.transData:
        return True, True
    x, y = transform.contains_branch_seperately(axes.transData)
    return bool(x), bool(y)
