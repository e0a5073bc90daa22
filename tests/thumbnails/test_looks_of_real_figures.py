"""Screenshots of figures that matplotlib drew lead to them: cropped, scaled, compressed, dark."""

import io
from functools import partial

import numpy as np
import pytest
from matplotlib import rc_context, style
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from gofigr_jupyter.pictures.looks import finding
from gofigr_jupyter.pictures.looks.features import features_of
from gofigr_jupyter.pictures.looks.gallery import Gallery
from gofigr_jupyter.pictures.looks.overlay import copy_of

OF_EACH = 4
"""Figures of one kind: equal but for their data, as an analysis that ran again draws them."""
DPI = 80


def lines(axes, chance):
    for name in ("control", "treated"):
        axes.plot(np.cumsum(chance.normal(size=80)), label=name)
    axes.set(xlabel="time (s)", ylabel="signal", title="Response")
    axes.legend()


def dots(axes, chance):
    for name in ("Adelie", "Gentoo", "Chinstrap"):
        axes.scatter(*chance.normal(size=(2, 40)) * 3 + chance.normal(size=(2, 1)) * 5, label=name)
    axes.set(xlabel="bill length (mm)", ylabel="bill depth (mm)", title="Penguins")
    axes.legend()


def bars(axes, chance):
    names = [f"gene {letter}" for letter in "ABCDEFGH"]
    axes.bar(names, chance.random(8) * 9, yerr=chance.random(8))
    axes.tick_params(axis="x", rotation=45)
    axes.set(ylabel="expression", title="Fold change")


def counts(axes, chance):
    axes.hist(chance.gamma(2, 3, size=300), bins=24)
    axes.set(xlabel="dose", ylabel="count")


def field(axes, chance):
    shown = axes.imshow(chance.random((12, 12)), cmap="viridis")
    axes.figure.colorbar(shown)
    axes.set_title("Correlation")


def boxes(axes, chance):
    axes.boxplot([chance.normal(at, 2, size=50) for at in range(6)])
    axes.grid(True)
    axes.set(xlabel="batch", ylabel="residual")


KINDS = (lines, dots, bars, counts, field, boxes)


def a_picture(number, *, dark=False):
    """The figure with this number as it is kept, or drawn in a dark theme."""
    draw = KINDS[number % len(KINDS)]
    with rc_context(), style.context(["default", "dark_background"] if dark else "default"):
        figure = Figure(figsize=(6.4, 4.8), dpi=DPI)
        canvas = FigureCanvasAgg(figure)
        draw(figure.subplots(), np.random.default_rng(number))
        canvas.draw()
        return Image.fromarray(np.asarray(canvas.buffer_rgba())).convert("RGB")


def cropped(image):
    return image.crop((40, 20, 40 + int(image.width * 0.78), 20 + int(image.height * 0.78)))


def scaled(image, factor):
    size = (int(image.width * factor), int(image.height * factor))
    return image.resize(size, Image.Resampling.BICUBIC)


def compressed(image):
    content = io.BytesIO()
    image.save(content, "JPEG", quality=50)
    return Image.open(io.BytesIO(content.getvalue()))


@pytest.fixture(scope="module")
def kept():
    """A gallery of all the figures, and small copies of them."""
    pictures = {number: a_picture(number) for number in range(len(KINDS) * OF_EACH)}
    gallery = Gallery.of({number: features_of(each) for number, each in pictures.items()})
    copies = {number: copy_of(each) for number, each in pictures.items()}
    return gallery, lambda some: {number: copies[number] for number in some}


@pytest.mark.parametrize(
    "taken",
    [
        cropped,
        partial(scaled, factor=0.5),
        partial(scaled, factor=2),
        compressed,
        lambda image: compressed(scaled(cropped(image), 1.4)),
    ],
    ids=["cropped", "halved", "doubled", "compressed", "all of it"],
)
def test_a_screenshot_leads_to_its_figure(kept, taken):
    shown = [0, 7, 14, 21, 22, 17]  # one of each kind

    assert [first(kept, taken(a_picture(number))) for number in shown] == shown


def test_a_dark_theme_leads_to_the_light_figure(kept):
    """Lines and words are where they were; colors are not."""
    shown = [0, 1, 2, 3, 5]

    assert [first(kept, a_picture(number, dark=True)) for number in shown] == shown


def first(kept, image):
    gallery, copies = kept
    found = finding.alike(image, [gallery], visible=set, copies=copies)
    return max(found, key=found.__getitem__, default=None)
