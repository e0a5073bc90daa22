"""Features: the corners, line ends, letters and dots of a picture, each told by what is around it.

They are the same in a picture and in its screenshot: they are looked for at many sizes, and light
on dark counts as dark on light.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import log2

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

SIDE = 400
"""Pixels of the longer side at which looking begins."""
STEP = 2 ** (1 / 3)
"""Between one size and the next; what lies between two sizes is told well enough by both."""
SMALLEST = 90
KEPT = 32
"""Features of each size that are kept of a picture; a screenshot is looked at for more of them."""
ASKED = 80
BITS = 128
GRID, SPACING = 8, 6.0
"""The surroundings of a feature: points, and pixels between them."""
WEAKEST = 3.0
CELLS = 12
MOST_ALIKE, ALIKE = 4, 8
"""Features that are repeated more often than this in one picture say nothing about places."""
COORDINATE = 65535
OCTAVE = 4096
Array = NDArray[np.float32]
Whole = NDArray[np.intp]


@dataclass(frozen=True)
class Features:
    """Where features are, and their words: equal bits mean equal surroundings.

    `places` has x and y in units of the picture's longer side, and the logarithm of the size of a
    pixel in those units; `words` has two numbers of 64 bits for each feature.
    """

    places: Array
    words: NDArray[np.uint64]

    def packed(self) -> bytes:
        """The same in 22 bytes for each feature."""
        scale = np.array([COORDINATE, COORDINATE, -OCTAVE], np.float32)
        places = np.round(self.places * scale).astype("<u2")
        return places.tobytes() + self.words.astype("<u8").tobytes()


NOTHING = Features(np.zeros((0, 3), np.float32), np.zeros((0, 2), np.uint64))


def unpacked(data: bytes) -> Features:
    """What `packed` gave. Raises ValueError for what it never gives."""
    count, rest = divmod(len(data), 22)
    if rest:
        raise ValueError("These are no features.")
    scale = np.array([1 / COORDINATE, 1 / COORDINATE, -1 / OCTAVE], np.float32)
    places = np.frombuffer(data, "<u2", 3 * count).reshape(-1, 3) * scale
    words = np.frombuffer(data, "<u8", 2 * count, 6 * count).reshape(-1, 2)
    return Features(places.astype(np.float32), words.astype(np.uint64))


def features_of(image: Image.Image, *, most: int = KEPT) -> Features:
    """The features of a picture, at most so many of each size."""
    found = [(NOTHING.places, NOTHING.words), *_found(image.convert("L"), most)]
    places = np.concatenate([places for places, _ in found])
    words = np.concatenate([words for _, words in found])
    alike = distances(words[:, None], words[None]) <= ALIKE
    telling = alike.sum(1) <= MOST_ALIKE
    return Features(places[telling], words[telling])


def distances(some: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint8]:
    """How many bits differ between words."""
    differing = some ^ others
    counts: NDArray[np.uint8] = np.bitwise_count(differing).sum(-1, dtype=np.uint8)
    return counts


def _found(image: Image.Image, most: int) -> Iterator[tuple[Array, NDArray[np.uint64]]]:
    longer = max(image.size)
    scale = min(1.0, SIDE / longer)
    while True:
        size = (round(image.width * scale), round(image.height * scale))
        if max(size) < SMALLEST or min(size) < SMALLEST // 3:
            return
        small = image.resize(size, Image.Resampling.BILINEAR, reducing_gap=2.0)
        sharp, soft = (
            np.asarray(small.filter(ImageFilter.GaussianBlur(radius)), np.float32)
            for radius in (1.2, 2.4)
        )
        rows, columns, signs = _corners(sharp - soft, most)
        if len(rows):
            unit = 1 / (scale * longer)
            sizes = np.full(len(rows), log2(unit))
            places = np.stack([columns * unit, rows * unit, sizes], 1).astype(np.float32)
            yield places, _words(soft, rows, columns, signs)
        scale /= STEP


def _corners(contrast: Array, most: int) -> tuple[Whole, Whole, Array]:
    """Rows and columns of the strongest corners and dots, spread over the picture, and signs."""
    strength = np.abs(contrast)
    across = np.maximum(np.maximum(strength[:, :-2], strength[:, 1:-1]), strength[:, 2:])
    highest = np.maximum(np.maximum(across[:-2], across[1:-1]), across[2:])
    inner = strength[1:-1, 1:-1]
    rows, columns = np.nonzero((inner >= highest) & (inner > WEAKEST))
    rows, columns = rows + 1, columns + 1
    middle = contrast[rows, columns]
    down = contrast[rows + 1, columns] + contrast[rows - 1, columns] - 2 * middle
    right = contrast[rows, columns + 1] + contrast[rows, columns - 1] - 2 * middle
    both = contrast[rows + 1, columns + 1] - contrast[rows + 1, columns - 1]
    both = (both - contrast[rows - 1, columns + 1] + contrast[rows - 1, columns - 1]) / 4
    bend = right * down - both * both
    # An edge bends in one direction only, so that its features could slide along it.
    fixed = (bend > 0) & ((right + down) ** 2 * 8 < 81 * bend)
    rows, columns = rows[fixed], columns[fixed]
    if len(rows) > most:
        chosen = _spread(
            strength[rows, columns],
            rows * CELLS // len(contrast) * CELLS + columns * CELLS // contrast.shape[1],
        )[:most]
        rows, columns = rows[chosen], columns[chosen]
    return rows, columns, np.sign(contrast[rows, columns])


def _spread(strength: Array, cells: Whole) -> Whole:
    """An order in which the strongest of each cell come first."""
    order = np.lexsort((-strength, cells))
    ranks = np.arange(len(order)) - np.searchsorted(cells[order], cells[order])
    return order[np.lexsort((-strength[order], ranks))]


def _words(soft: Array, rows: Whole, columns: Whole, signs: Array) -> NDArray[np.uint64]:
    offsets = (np.arange(GRID) - (GRID - 1) / 2) * SPACING
    pad = int(SPACING * GRID / 2) + 2
    page = np.pad(soft, pad, mode="edge")
    y = np.round(rows[:, None] + pad + offsets).astype(np.intp)
    x = np.round(columns[:, None] + pad + offsets).astype(np.intp)
    around = page[y[:, :, None], x[:, None, :]].reshape(len(rows), -1)
    around = (around - around.mean(1, keepdims=True)) * signs[:, None]
    return np.packbits(around @ _questions() > 0, axis=1).view(np.uint64)


@cache
def _questions() -> Array:
    """What each bit asks: random mixtures of waves, the short ones louder as pictures have less of
    them. So bits tell different things.
    """
    count = np.arange(GRID)
    waves = np.cos(np.pi * (count[None] + 0.5) * count[:, None] / GRID)
    waves /= np.linalg.norm(waves, axis=1, keepdims=True)
    length = np.hypot(count[:, None], count[None]).ravel()
    used = (length > 0) & (length <= 6)
    loud = np.kron(waves, waves)[used] * length[used, None]
    near = np.exp(-((count - (GRID - 1) / 2) ** 2) / 32)
    mixtures = np.random.RandomState(20261122).standard_normal((int(used.sum()), BITS))
    asked: Array = (loud.T @ mixtures * np.outer(near, near).reshape(-1, 1)).astype(np.float32)
    return asked
