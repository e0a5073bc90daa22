"""What is read of matplotlib's figures: each kind of artist, and the rows that it must give."""

from datetime import datetime

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from plotted_rows import NAN, drawn, rows_of

from gofigr_jupyter.capture.backends.matplotlib import drawing
from gofigr_jupyter.capture.plotted import Bounds

PLENTY = Bounds(bytes=10_000_000, rows=100_000)


@pytest.fixture
def ax():
    figure, axes = plt.subplots()
    yield axes
    plt.close(figure)


def read(ax, bounds=PLENTY):
    ax.figure.canvas.draw()
    return drawing(ax.figure).packed(bounds)


def line(ax):
    ax.plot([1, 2, 3], [4.5, 5.5, np.nan], label="signal")


def points(ax):
    ax.plot([1, 2], [3, 4], "o")


def masked(ax):
    ax.plot(np.ma.array([1.0, 2.0], mask=[False, True]), [5, 6])


def steps(ax):
    ax.step([0, 1], [2, 3], where="post")


def scatter(ax):
    ax.scatter([1, 2], [3, 4], c=[0.1, 0.9], s=[10, 20], label="cells")


def bars(ax):
    ax.bar(["a", "b"], [3, 5], label="count")


def lying_bars(ax):
    ax.barh([0, 1], [3, -5], height=0.5)


def stacked(ax):
    ax.bar([0], [1], width=1)
    ax.bar([0], [2], width=1, bottom=[1])


def histogram(ax):
    ax.hist([0, 0.5, 1, 3], bins=[0, 2, 4])


def stairs(ax):
    ax.stairs([2, 5], [0, 1, 3])


def errors(ax):
    ax.errorbar([1, 2], [10, 20], yerr=[[1, 2], [3, 4]], label="measured")


def errors_both(ax):
    ax.errorbar([1], [10], xerr=0.5, yerr=2, fmt="none")


def bars_with_errors(ax):
    ax.bar([0], [4], width=1, yerr=[1])


def image(ax):
    ax.imshow([[1, 2, 3], [4, 5, 6]])


def placed_image(ax):
    ax.imshow([[1.0, 2.0]], extent=(0, 4, 10, 20), origin="lower")


def mesh(ax):
    ax.pcolormesh([0, 2, 4], [0, 1], [[7, 8]])


def contour(ax):
    ax.contour([[0, 0], [2, 2]], levels=[1])


def area(ax):
    ax.fill_between([0, 1, 2], [1, 1, 1], [2, 3, 4], label="band")


def sideways_area(ax):
    ax.fill_betweenx([0, 1], [1, 1], [2, 5])


def outline(ax):
    ax.fill([0, 1, 1], [0, 0, 1])


def stem(ax):
    ax.stem([1, 2], [3, 4])


def levels(ax):
    ax.axhline(2, label="limit")


def span(ax):
    ax.axvspan(1, 3)


def segments(ax):
    ax.hlines([5], [1], [2])


def wedges(ax):
    ax.pie([1, 3], labels=["one", "three"])


def text(ax):
    ax.plot([0], [0])
    ax.text(0.25, 0.75, "here")
    ax.annotate("peak", xy=(1, 2), xytext=(3, 4))


def dates(ax):
    ax.plot([datetime(2024, 1, 1), datetime(2024, 1, 1, 12)], [1, 2])


def periods(ax):
    pd.Series([1.0, 2.0], pd.period_range("2024-01", periods=2, freq="M")).plot(ax=ax)


def labeled_ticks(ax):
    ax.plot([0, 1], [5, 6])
    ax.set_xticks([0, 1], ["low", "high"])


def hidden(ax):
    ax.plot([1], [1], visible=False)
    ax.plot([2], [2], "o")


def bar(x, y, x_low, x_high, y_low, y_high, **more):
    sides = {"x_low": x_low, "x_high": x_high, "y_low": y_low, "y_high": y_high}
    return {"axes": 1, "kind": "bars", "x": x, "y": y, **sides, **more}


def mark(kind, **columns):
    return {"axes": 1, "kind": kind, **columns}


KINDS = [
    (
        line,
        [
            mark("line", series="signal", x=1, y=4.5),
            mark("line", series="signal", x=2, y=5.5),
            mark("line", series="signal", x=3, y=NAN),
        ],
    ),
    (points, [mark("points", x=1, y=3), mark("points", x=2, y=4)]),
    (masked, [mark("line", x=1, y=5), mark("line", x=NAN, y=6)]),
    (steps, [mark("line", x=0, y=2), mark("line", x=1, y=3)]),
    (
        scatter,
        [
            mark("scatter", series="cells", x=1, y=3, value=0.1, size=10),
            mark("scatter", series="cells", x=2, y=4, value=0.9, size=20),
        ],
    ),
    (
        bars,
        [
            bar(0, 3, -0.4, 0.4, 0, 3, series="count", x_text="a"),
            bar(1, 5, 0.6, 1.4, 0, 5, series="count", x_text="b"),
        ],
    ),
    (lying_bars, [bar(3, 0, 0, 3, -0.25, 0.25), bar(-5, 1, -5, 0, 0.75, 1.25)]),
    (stacked, [bar(0, 1, -0.5, 0.5, 0, 1), bar(0, 3, -0.5, 0.5, 1, 3)]),
    (histogram, [bar(1, 3, 0, 2, 0, 3), bar(3, 1, 2, 4, 0, 1)]),
    (
        stairs,
        [
            mark("stairs", y=2, x_low=0, x_high=1, y_low=0),
            mark("stairs", y=5, x_low=1, x_high=3, y_low=0),
        ],
    ),
    (
        errors,
        [
            mark("error bars", series="measured", x=1, y=10, y_low=9, y_high=13),
            mark("error bars", series="measured", x=2, y=20, y_low=18, y_high=24),
        ],
    ),
    (errors_both, [mark("error bars", x=1, y=10, x_low=0.5, x_high=1.5, y_low=8, y_high=12)]),
    (
        bars_with_errors,
        [mark("error bars", x=0, y_low=3, y_high=5), bar(0, 4, -0.5, 0.5, 0, 4)],
    ),
    (
        image,
        [mark("image", x=x, y=y, value=1 + x + 3 * y) for y in (0, 1) for x in (0, 1, 2)],
    ),
    (placed_image, [mark("image", x=1, y=15, value=1), mark("image", x=3, y=15, value=2)]),
    (mesh, [mark("mesh", x=1, y=0.5, value=7), mark("mesh", x=3, y=0.5, value=8)]),
    (contour, [mark("contours", x=0, y=0.5, value=1), mark("contours", x=1, y=0.5, value=1)]),
    (
        area,
        [mark("area", series="band", x=x, y_low=1, y_high=x + 2) for x in (0, 1, 2)],
    ),
    (
        sideways_area,
        [mark("area", y=0, x_low=1, x_high=2), mark("area", y=1, x_low=1, x_high=5)],
    ),
    (
        outline,
        [mark("outline", x=x, y=y) for x, y in ((0, 0), (1, 0), (1, 1), (0, 0))],
    ),
    (stem, [mark("stems", x=1, y=3), mark("stems", x=2, y=4)]),
    (levels, [mark("line", series="limit", y=2)] * 2),
    (span, [mark("rectangle", x_low=1, x_high=3)]),
    (segments, [mark("segments", x=1, y=5), mark("segments", x=2, y=5)]),
    (
        wedges,
        [
            mark("wedge", series="one", value=0.25),
            mark("wedge", series="three", value=0.75),
            mark("text", x=0.7778, y=0.7778, text="one"),
            mark("text", x=-0.7778, y=-0.7778, text="three"),
        ],
    ),
    (
        text,
        [
            mark("line", x=0, y=0),
            mark("text", x=0.25, y=0.75, text="here"),
            mark("text", x=1, y=2, text="peak"),
        ],
    ),
    (
        dates,
        [
            mark("line", x=19723, y=1, x_text="2024-01-01"),
            mark("line", x=19723.5, y=2, x_text="2024-01-01 12:00:00"),
        ],
    ),
    (
        periods,
        [
            mark("line", x=19723, y=1, x_text="2024-01-01"),
            mark("line", x=19754, y=2, x_text="2024-02-01"),
        ],
    ),
    (
        labeled_ticks,
        [mark("line", x=0, y=5, x_text="low"), mark("line", x=1, y=6, x_text="high")],
    ),
    (hidden, [mark("points", x=2, y=2)]),
]


@pytest.mark.parametrize(("draw", "rows"), KINDS, ids=[draw.__name__ for draw, _ in KINDS])
def test_each_kind_of_artist_gives_its_rows(ax, draw, rows):
    draw(ax)

    plotted = read(ax)

    found = drawn(rows_of(plotted))
    assert [row.keys() for row in found] == [row.keys() for row in rows]
    for row, expected in zip(found, rows, strict=True):
        assert row == pytest.approx(expected, abs=1e-4)
    assert plotted.unread == ()


def test_hexagons_have_their_middles_and_counts(ax):
    ax.hexbin([0, 0, 1], [0, 0, 1], gridsize=3, mincnt=1)

    counts = sorted(row["value"] for row in drawn(rows_of(read(ax))))

    assert counts == [1, 2]


def test_titles_labels_and_texts_of_the_figure_are_rows_too(ax):
    ax.plot([1], [1])
    ax.set(title="Title", xlabel="time", ylabel="volts")
    ax.figure.suptitle("All")

    rows = rows_of(read(ax))

    assert rows[1:] == [
        {"axes": 1, "kind": "title", "text": "Title"},
        {"axes": 1, "kind": "x label", "text": "time"},
        {"axes": 1, "kind": "y label", "text": "volts"},
        {"axes": 0, "kind": "figure title", "text": "All"},
    ]


def test_axes_are_counted_and_a_colorbar_repeats_nothing(ax):
    ax.figure.colorbar(ax.imshow([[1, 2]]), label="counts")
    ax.inset_axes([0.5, 0.5, 0.2, 0.2]).plot([9], [9])

    rows = rows_of(read(ax))

    assert [(row["axes"], row["kind"]) for row in rows] == [
        (1, "image"),
        (1, "image"),
        (2, "line"),
        (3, "y label"),
    ]


def test_three_dimensions_are_read(ax):
    figure = plt.figure()
    deep = figure.add_subplot(projection="3d")
    deep.plot([1, 2], [3, 4], [5, 6])
    deep.scatter([1], [2], [3])

    rows = [row for row in rows_of(read(deep)) if "z" in row]
    plt.close(figure)

    assert [(row["kind"], row["x"], row["y"], row["z"]) for row in rows] == [
        ("line", 1, 3, 5),
        ("line", 2, 4, 6),
        ("scatter", 1, 2, 3),
    ]


@pytest.mark.parametrize(
    ("draw", "reason"),
    [
        (
            lambda ax: ax.imshow(np.zeros((2, 3, 3))),
            "Axes 1: a picture of 2 × 3 × 3 colors cannot be read.",
        ),
        (
            lambda ax: ax.quiver([0], [0], [1], [1]),
            "Axes 1: what matplotlib calls Quiver cannot be read.",
        ),
        (
            lambda ax: ax.table([["1"]]),
            "Axes 1: what matplotlib calls Table cannot be read.",
        ),
    ],
    ids=["color picture", "arrows", "table"],
)
def test_what_cannot_be_read_is_named(ax, draw, reason):
    draw(ax)

    assert read(ax).unread == (reason,)


def test_of_what_is_too_large_the_first_rows_and_a_hash_are_kept(ax):
    ax.plot(np.arange(1000.0))
    ax.plot([7, 8], label="small")

    plotted = read(ax, Bounds(bytes=1000, rows=100_000))

    large, small = plotted.marks
    assert (large.count, large.total) == (100, 1000)
    assert large.digest == "1e1535ed18507b1de7ebe3a78b6e8204722fd9c248548379e9fcbc8e78a75f3a"
    assert (small.count, small.total, small.digest) == (2, None, None)
    assert plotted.unread == (
        "Axes 1: of 1,000 rows of line the first 100 are kept, and the hash of all.",
    )


def test_what_was_drawn_stays_though_the_users_arrays_change_before_it_is_packed(ax):
    values, field, sizes = np.array([1.0, 2.0]), np.array([[1.0, 2.0]]), np.array([5.0, 9.0])
    ax.plot(values, values)
    ax.scatter(values, values, c=values, s=sizes)
    ax.imshow(field)
    ax.figure.canvas.draw()

    taken = drawing(ax.figure)
    for array in (values, field, sizes):
        array[:] = -1
    rows = rows_of(taken.packed(PLENTY))

    assert all(value != -1 for row in rows for value in row.values())


def test_drawing_again_gives_the_same_bytes(ax):
    from gofigr_jupyter.delivery.plotted.table import table_of

    bars(ax)
    line(ax)

    assert table_of(read(ax)) == table_of(read(ax))
