"""Numbers, units and lists read as people write them."""

import pytest

from gofigr_jupyter.insight import words


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (3.0, "3"),
        (9999.0, "9999"),
        (12345.0, "12,345"),
        (0.123456, "0.1235"),
        (123456.7, "123,500"),
        (-2.5e-7, "-2.5e-07"),
        (float("nan"), "unknown"),
        (float("inf"), "unknown"),
    ],
)
def test_numbers(value, text):
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("label", "parts"),
    [
        ("Length (mm)", ("Length", "mm")),
        ("Length [mm]", ("Length", "mm")),
        ("Length / mm", ("Length", "mm")),
        ("Length", ("Length", "")),
        ("in/out", ("in/out", "")),
        ("f(x)", ("f(x)", "")),
        ("", ("", "")),
    ],
)
def test_labels_tell_units(label, parts):
    assert words.name_and_unit(label) == parts


def test_long_lists_are_cut():
    assert words.listed([]) == ""
    assert words.listed(["a"]) == "a"
    assert words.listed(["a", "b"]) == "a and b"
    assert words.listed("abcdefgh") == "a, b, c, d, e and 3 more"


def test_dates_go_back_and_forth():
    assert words.date(19723.0) == "2024-01-01"
    assert words.date(19723.5) == "2024-01-01 12:00:00"
    assert words.days("2024-01-01 12:00:00") == 19723.5
    assert words.days("2024-13-01") is None
    assert words.days("oak") is None
