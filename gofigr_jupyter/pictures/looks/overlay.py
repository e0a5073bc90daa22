"""Overlays: a screenshot laid over small copies of pictures, to see whether both show the same."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from PIL import Image, ImageFilter

from gofigr_jupyter.pictures.looks.features import Array
from gofigr_jupyter.pictures.looks.gallery import Placing

SIDE = 192
"""Pixels of the longer side of a small copy."""
MOST_ASKED = 480
LEAST_WIDE, LEAST_HIGH = 16, 12
LARGEST, TINIEST = 12.0, 0.2
"""Times as long as the screenshot a picture may be; what lies beyond is a wrong placing."""
LEAST_COVERED = 0.5
SHIFTS = [shift for shift in product((-1, 0, 1), (-1, 0, 1)) if any(shift)]
MOVED = 6
"""Pictures that are moved a little to see whether they fit better."""


def copy_of(image: Image.Image) -> bytes:
    """A small gray copy of a picture, as PNG."""
    target = io.BytesIO()
    _at_most(image.convert("L"), SIDE).save(target, "PNG")
    return target.getvalue()


class Screenshot:
    """A picture of which others may show all, or it shows a part of them."""

    def __init__(self, image: Image.Image) -> None:
        self._image = _at_most(image.convert("L"), MOST_ASKED)

    def likenesses(self, copies: Sequence[bytes], placings: Sequence[Placing]) -> Sequence[float]:
        """How alike each picture is where it lies in the screenshot: 1 is the same, 0 nothing."""
        laid = [self._laid(*each) for each in zip(copies, placings, strict=True)]
        found = [each.agreement(0, 0) if each else 0.0 for each in laid]
        likeliest = sorted(range(len(found)), key=lambda at: -found[at])[:MOVED]
        for at in likeliest:
            overlay = laid[at]
            if overlay:
                found[at] = max(found[at], *(overlay.agreement(x, y) for x, y in SHIFTS))
        return found

    def _laid(self, copy: bytes, placing: Placing) -> Overlay | None:
        if not TINIEST < placing.scale < LARGEST:
            return None
        with Image.open(io.BytesIO(copy), formats=("PNG",)) as picture:
            whole = _outlines(picture)
        longer = max(whole.shape)
        zoom = longer / placing.scale / max(self._image.size)
        width, height = round(self._image.width * zoom), round(self._image.height * zoom)
        if width < LEAST_WIDE or height < LEAST_HIGH:
            return None
        part = _outlines(self._image.resize((width, height), Image.Resampling.BOX))
        left, top = (round(-by / placing.scale * longer) for by in (placing.left, placing.top))
        return Overlay(whole, part, left, top)


@dataclass(frozen=True)
class Overlay:
    """The outlines of a screenshot on those of a picture, and where they lie."""

    whole: Array
    part: Array
    left: int
    top: int

    def agreement(self, x: int, y: int) -> float:
        """The correlation where both are, less where the part hangs over, moved by x and y."""
        left, top = self.left + x, self.top + y
        right = min(left + self.part.shape[1], self.whole.shape[1])
        bottom = min(top + self.part.shape[0], self.whole.shape[0])
        x, y = max(left, 0), max(top, 0)
        covered = max(0, right - x) * max(0, bottom - y) / self.part.size
        if covered < LEAST_COVERED:
            return 0.0
        ours = self.part[y - top : bottom - top, x - left : right - left].ravel()
        theirs = self.whole[y:bottom, x:right].ravel()
        ours, theirs = ours - ours.mean(), theirs - theirs.mean()
        size = float(np.sqrt(np.dot(ours, ours) * np.dot(theirs, theirs)))
        return min(1.0, covered * 1.05) * float(np.dot(ours, theirs)) / size if size else 0.0


def _at_most(image: Image.Image, side: int) -> Image.Image:
    zoom = side / max(image.size)
    if zoom >= 1:
        return image
    size = (max(1, round(image.width * zoom)), max(1, round(image.height * zoom)))
    return image.resize(size, Image.Resampling.BOX)


def _outlines(image: Image.Image) -> Array:
    """How much changes around each pixel: the same for light on dark as for dark on light."""
    shades = np.asarray(image.filter(ImageFilter.GaussianBlur(0.7)), np.float32)
    found = np.zeros_like(shades)
    found[1:-1, 1:-1] = np.hypot(
        shades[1:-1, 2:] - shades[1:-1, :-2], shades[2:, 1:-1] - shades[:-2, 1:-1]
    )
    return np.sqrt(found)
