"""The file of a table: read back by another library, to the bit the same when made again."""

import array
import io

import pyarrow.parquet
import pytest
from plotted_rows import NAN, rows_in

from gofigr_jupyter.delivery.plotted.parquet import INT32, Numbers, Words, parquet


def doubles(*values):
    return array.array("d", values).tobytes()


def test_numbers_and_words_are_read_back_by_pyarrow():
    table = parquet(
        [
            Numbers("x", [(2, doubles(1, 2.5)), (1, None), (1, doubles(float("nan")))]),
            Numbers("n", [(4, array.array("i", [1, 2, 3, -4]).tobytes())], INT32),
            Words("said", [(1, "æ"), (2, None), (1, "")]),
        ],
        creator="test",
    )

    assert rows_in(table) == [
        {"x": 1, "n": 1, "said": "æ"},
        {"x": 2.5, "n": 2},
        {"n": 3},
        {"x": NAN, "n": -4, "said": ""},
    ]


@pytest.mark.parametrize("count", [1, 2, 255, 256, 257, 70_000])
def test_a_column_may_hold_any_number_of_different_words(count):
    table = parquet([Words("w", [(1, f"word {n}") for n in range(count)])], creator="test")

    read = pyarrow.parquet.read_table(io.BytesIO(table))["w"].to_pylist()

    assert read == [f"word {n}" for n in range(count)]


@pytest.mark.parametrize("columns", [1, 14, 15, 40])
def test_a_table_may_have_any_number_of_columns(columns):
    table = parquet([Numbers(f"c{n}", [(1, doubles(n))]) for n in range(columns)], creator="test")

    assert rows_in(table) == [{f"c{n}": n for n in range(columns)}]


def test_a_column_may_be_empty_and_a_table_may_have_no_rows():
    assert rows_in(parquet([Numbers("x", [(2, None)]), Words("w", [(2, None)])], creator="t")) == [
        {},
        {},
    ]
    assert rows_in(parquet([Numbers("x", []), Words("w", [])], creator="test")) == []


def test_equal_tables_are_equal_to_the_bit():
    def made():
        return parquet([Numbers("x", [(3, doubles(1, 2, 3))]), Words("w", [(3, "a")])], creator="t")

    assert made() == made()
