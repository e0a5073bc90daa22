"""Figures as notebooks have them, drawn in milliseconds, and screenshots of them.

Every five of them have one layout: equal axes, labels and title, with other data.
"""

import io
import math
import random
from pathlib import Path

import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFont

FONT = Path(mpl.get_data_path(), "fonts/ttf/DejaVuSans.ttf")
COLORS = ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b"]
SIZES = [(640, 480), (800, 600), (560, 420), (900, 500), (700, 700)]
KINDS = ["lines", "steps", "dots", "bars", "bins", "field"]
ALIKE = 5
WORDS = [
    "dose",
    "response",
    "bill",
    "length",
    "mass",
    "flipper",
    "time",
    "signal",
    "power",
    "energy",
    "survival",
    "expression",
    "residual",
    "control",
    "treated",
    "mice",
    "cells",
    "count",
    "rate",
]


class Page:
    """A picture with axes on it; places on it go from 0 to 1."""

    def __init__(self, size):
        self.image = Image.new("RGB", size, "white")
        self.pen = ImageDraw.Draw(self.image)
        width, height = size
        self.left, self.right = int(width * 0.125), int(width * 0.9)
        self.top, self.bottom = int(height * 0.12), int(height * 0.88)

    def at(self, x, y):
        return (
            self.left + (self.right - self.left) * x,
            self.bottom - (self.bottom - self.top) * y,
        )

    def write(self, place, text, anchor, size=13):
        font = ImageFont.truetype(str(FONT), size)
        self.pen.text(place, text, fill="black", font=font, anchor=anchor)


def figure(number):
    """The figure with this number."""
    layout, data = random.Random(number // ALIKE), random.Random(number * 7919 + 1)
    page = Page(layout.choice(SIZES))
    kind = layout.choice(KINDS)
    ticks = [_ticks(layout, 5, 9), _ticks(layout, 5, 8)]
    if layout.random() < 0.3:
        _grid(page, *map(len, ticks))
    {"lines": _lines, "steps": _lines, "dots": _dots, "field": _field}.get(kind, _bars)(
        page, kind, layout, data
    )
    _frame(page, *ticks)
    page.write((page.image.width / 2, page.top - 8), _words(layout, 3), "mb", 16)
    page.write((page.image.width / 2, page.bottom + 24), _words(layout, 2), "ma")
    return page.image


def screenshot(image, number, *, area=0.6):
    """A part of a picture, in a dark theme or not, at another size, as a JPEG reads back."""
    chance = random.Random(number)
    image = _dark(image) if chance.random() < 0.5 else image
    width, height = (int(side * math.sqrt(area)) for side in image.size)
    left, top = chance.randint(0, image.width - width), chance.randint(0, image.height - height)
    image = image.crop((left, top, left + width, top + height))
    zoom = 2 ** chance.uniform(-1, 1)
    image = image.resize((int(width * zoom), int(height * zoom)), Image.Resampling.BICUBIC)
    content = io.BytesIO()
    image.save(content, "JPEG", quality=50)
    return Image.open(io.BytesIO(content.getvalue()))


def _dark(image):
    """The same figure in a dark theme: what is gray turns over, what has a color keeps it."""
    shades = np.asarray(image).astype(int)
    gray = shades.max(2) - shades.min(2) < 30
    shades[gray] = np.clip(17 + (255 - shades[gray]) * (238 / 255), 0, 255)
    return Image.fromarray(shades.astype("uint8"))


def _ticks(layout, fewest, most):
    start, step = layout.choice([0, 0, -5, 100]), layout.choice([0.2, 0.5, 1, 2, 5, 10, 25])
    return [f"{start + step * at:.4g}" for at in range(layout.randint(fewest, most))]


def _words(layout, count):
    return " ".join(layout.sample(WORDS, count))


def _grid(page, across, up):
    for at in range(across):
        page.pen.line(
            [page.at(at / (across - 1), 0), page.at(at / (across - 1), 1)], fill="#dddddd"
        )
    for at in range(up):
        page.pen.line([page.at(0, at / (up - 1)), page.at(1, at / (up - 1))], fill="#dddddd")


def _frame(page, across, up):
    page.pen.rectangle([page.left, page.top, page.right, page.bottom], outline="black")
    for at, text in enumerate(across):
        x, y = page.at(at / (len(across) - 1), 0)
        page.pen.line([x, y, x, y + 4], fill="black")
        page.write((x, y + 6), text, "ma")
    for at, text in enumerate(up):
        x, y = page.at(0, at / (len(up) - 1))
        page.pen.line([x - 4, y, x, y], fill="black")
        page.write((x - 7, y), text, "rm")


def _lines(page, kind, layout, data):
    for color in range(layout.randint(1, 4)):
        level, turn = data.uniform(0.2, 0.8), data.uniform(0, 6)
        height, speed = data.uniform(0.05, 0.3), data.uniform(1, 6)
        places = []
        count = layout.choice([30, 80, 200])
        for at in range(count):
            level += data.gauss(0, 0.05 if kind == "steps" else 0.02)
            y = level * 0.5 + 0.25 + height * math.sin(turn + speed * 6 * at / count)
            place = page.at(at / (count - 1), min(0.97, max(0.03, y)))
            if kind == "steps" and places:
                places.append((place[0], places[-1][1]))
            places.append(place)
        page.pen.line(places, fill=COLORS[color], width=2)


def _dots(page, kind, layout, data):
    for color in range(layout.randint(1, 3)):
        middle = data.uniform(0.25, 0.75), data.uniform(0.25, 0.75)
        for _ in range(layout.choice([25, 60, 120])):
            x, y = page.at(*(min(0.98, max(0.02, data.gauss(m, 0.13))) for m in middle))
            page.pen.ellipse([x - 3, y - 3, x + 3, y + 3], fill=COLORS[color])


def _bars(page, kind, layout, data):
    count = layout.randint(4, 24)
    for at in range(count):
        left, top = page.at((at + 0.1) / count, data.uniform(0.1, 0.95))
        right, bottom = page.at((at + 0.9) / count, 0)
        color = COLORS[0 if kind == "bins" else at % len(COLORS)]
        page.pen.rectangle([left, top, right, bottom], fill=color)


def _field(page, kind, layout, data):
    count = layout.randint(6, 14)
    for across in range(count):
        for up in range(count):
            value = data.random()
            color = int(68 + 180 * value), int(20 + 210 * value), int(84 + 60 * (1 - value))
            left, top = page.at(across / count, (up + 1) / count)
            page.pen.rectangle([left, top, *page.at((across + 1) / count, up / count)], fill=color)
