"""Draws the beginning of a table or of a text, readable at the size that is asked for."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

PAPER, INK, QUIET, LINE, TINT = "#ffffff", "#1c1e22", "#5f6570", "#e4e6ea", "#f1f3f6"
MAX_CELL = 40
"""Characters of a cell that are looked at."""
_RATIO = 3 / 4
_NUMBER = re.compile(r"[-+−]?[\d.,\s]*\d[\d.,]*(e[-+]?\d+)?\s*%?", re.IGNORECASE)

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Measure:
    """Sizes in pixels for a sheet of this width."""

    width: int

    @property
    def height(self) -> int:
        return round(self.width * _RATIO)

    @property
    def font(self) -> int:
        """Grows slower on large sheets, which show more instead."""
        return max(7, round(min(self.width / 26, 12 + self.width / 64)))

    @property
    def row(self) -> int:
        return round(self.font * 1.7)

    @property
    def gap(self) -> int:
        return max(3, round(self.font * 0.7))

    @property
    def rows(self) -> int:
        """How many rows fit, one of them perhaps in part."""
        return self.height // self.row + 1


def table_sheet(rows: Rows, *, width: int) -> bytes | None:
    """A PNG of the beginning of a table whose first row names the columns; None without one."""
    measure = _Measure(width)
    shown = [[_cell(text) for text in row] for row in rows[: measure.rows]]
    if not shown or not any(any(row) for row in shown):
        return None
    image, draw = _paper(measure)
    draw.rectangle((0, 0, measure.width, measure.row), fill=TINT)
    left = measure.gap
    for number in range(max(map(len, shown))):
        if left > measure.width:
            break
        column = [row[number] if number < len(row) else "" for row in shown]
        left += _draw_column(draw, column, left=left, measure=measure) + 2 * measure.gap
    for number in range(1, len(shown) + 1):
        y = number * measure.row
        draw.line((0, y, measure.width, y), fill=LINE)
    return _png(image)


def text_sheet(lines: Sequence[str], *, width: int) -> bytes | None:
    """A PNG of the first lines of a text; None where they are all empty."""
    measure = _Measure(width)
    shown = lines[: measure.rows + 1]
    if not any(line.strip() for line in shown):
        return None
    image, draw = _paper(measure)
    font = _font("DejaVuSansMono.ttf", measure.font)
    height = round(measure.font * 1.45)
    for number, line in enumerate(shown):
        place = (2 * measure.gap, measure.gap + number * height)
        draw.text(place, line[: measure.width // 2], font=font, fill=INK)
    return _png(image)


def _draw_column(
    draw: ImageDraw.ImageDraw, column: Sequence[str], *, left: int, measure: _Measure
) -> int:
    """Draws a column, numbers to the right; the width it took."""
    bold = _font("DejaVuSans-Bold.ttf", measure.font)
    plain = _font("DejaVuSans.ttf", measure.font)
    widths = [draw.textlength(text, font=plain if n else bold) for n, text in enumerate(column)]
    width = min(round(max(widths)), round(measure.width * 0.6))
    numbers = any(column[1:]) and all(not text or _NUMBER.fullmatch(text) for text in column[1:])
    for number, text in enumerate(column):
        shift = max(0, width - round(widths[number])) if numbers else 0
        draw.text(
            (left + shift, (number + 0.5) * measure.row),
            text,
            font=plain if number else bold,
            fill=INK if number else QUIET,
            anchor="lm",
        )
    _fade(draw, left=left + width, until=left + round(max(widths)), measure=measure)
    return width


def _fade(draw: ImageDraw.ImageDraw, *, left: int, until: int, measure: _Measure) -> None:
    """Hides what a cell says beyond its column."""
    if until > left:
        draw.rectangle((left, measure.row + 1, until, measure.height), fill=PAPER)
        draw.rectangle((left, 0, until, measure.row - 1), fill=TINT)


def _cell(text: str) -> str:
    return " ".join(text[: 4 * MAX_CELL].split())[:MAX_CELL]


def _paper(measure: _Measure) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGB", (measure.width, measure.height), PAPER)
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=6)
    return target.getvalue()


@cache
def _font(name: str, size: int) -> Font:
    """A font that comes with matplotlib and knows most scripts of Europe, or Pillow's own."""
    package = find_spec("matplotlib")
    for folder in (package and package.submodule_search_locations) or ():
        path = Path(folder, "mpl-data", "fonts", "ttf", name)
        if path.is_file():
            return ImageFont.truetype(str(path), size)
    return ImageFont.load_default(size)
