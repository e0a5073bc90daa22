"""Alt text: what a figure shows, in words."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from gofigr_jupyter.capture.alt import LONGEST, alt_text, shown_by
from gofigr_jupyter.capture.artists.figure import drawing_of
from gofigr_jupyter.capture.plotted import Bounds, Plotted
from gofigr_jupyter.capture.specs import plotly


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def words(figure):
    return shown_by(drawing_of(figure).packed(Bounds(bytes=10**7, rows=10**6)))


def test_lines_are_told_with_their_names_labels_and_ranges():
    figure, axes = plt.subplots()
    axes.plot([0, 2500], [1, 2.125], label="Adelie")
    axes.plot([10, 20], [-3, 4], label="Gentoo")
    axes.set(xlabel="Body mass (g)", ylabel="Bill length (mm)")

    assert words(figure) == (
        "2 lines (Adelie, Gentoo); x (Body mass (g)) from 0 to 2,500; "
        "y (Bill length (mm)) from -3 to 4."
    )


def test_a_scatter_counts_its_points_and_leaves_out_what_is_no_number():
    figure, axes = plt.subplots()
    axes.scatter([1, 2, np.nan], [5, 5, 5])

    assert words(figure) == "scatter of 3 points; x from 1 to 2; y is 5."


def test_bars_are_told_by_their_categories():
    figure, axes = plt.subplots()
    axes.bar(["a", "b"], [3, 4.5])

    assert words(figure) == "2 bars; x: a, b; y from 3 to 4.5."


def test_dates_are_dates():
    figure, axes = plt.subplots()
    axes.plot(pd.to_datetime(["2024-01-01", "2024-03-01"]), [1, 2])

    assert "x from 2024-01-01 to 2024-03-01" in words(figure)


def test_an_image_is_told_by_its_size():
    figure, axes = plt.subplots()
    axes.imshow(np.zeros((3, 5)))

    assert words(figure).startswith("image of 5 by 3; ")


def test_parts_are_told_one_by_one_and_many_are_counted():
    figure, grid = plt.subplots(2, 3)
    for number, axes in enumerate(grid.flat):
        axes.plot([0, 1])
        axes.set_title(f"Part {number}")

    told = words(figure)

    assert told.startswith("6 parts. Part 1: Part 0, 1 line; x from 0 to 1; y from 0 to 1. Part 2:")
    assert told.endswith("And 2 more.")


def test_a_specification_is_told_too():
    plotted = plotly.read({"data": [{"type": "bar", "x": ["a", "b"], "y": [1, 2]}], "layout": {}})

    assert shown_by(plotted) == "2 bars; x: a, b; y from 1 to 2."


def test_it_does_not_grow_without_end():
    figure, axes = plt.subplots()
    axes.bar([f"{number} " * 50 for number in range(20)], range(20))

    assert len(words(figure)) <= LONGEST


def test_of_what_cannot_be_read_its_name_is_told():
    assert shown_by(Plotted()) == ""
    assert alt_text("Speed", "", backend="py3Dmol") == "Speed. A picture made with py3Dmol."


def test_the_name_comes_first():
    assert alt_text("Speed\nof light", "1 line.", backend="plotly") == "Speed of light. 1 line."
