"""The service reads the tables that delivery writes, and refuses everything else in a sentence."""

import gzip
import io
import struct
from array import array

import pyarrow
import pyarrow.parquet
import pytest
from kept_charts import drawn, table_drawn

from gofigr_jupyter.delivery.plotted.parquet import INT32, Numbers, Words, parquet
from gofigr_jupyter.insight import table
from gofigr_jupyter.insight.table import UnreadableTable, read_table


def doubles(*values):
    return array("d", values).tobytes()


def test_what_is_written_is_read():
    file = parquet(
        [
            Numbers("x", [(2, doubles(1, 2.5)), (1, None), (1, doubles(-4))]),
            Numbers("n", [(4, array("i", [1, 2, 3, -4]).tobytes())], INT32),
            Words("said", [(1, "æ"), (2, None), (1, "")]),
            Words("none", [(4, None)]),
        ],
        creator="test",
    )

    read = read_table(file)

    assert read.count == 4
    assert [v for v in read.columns["x"].values if v == v] == [1, 2.5, -4]
    assert read.columns["x"].known == [(2, 1), (1, 0), (1, 1)]
    assert list(read.columns["n"].values) == [1, 2, 3, -4]
    assert read.columns["said"].runs == [(1, "æ"), (2, None), (1, "")]
    assert read.columns["none"].runs == [(4, None)]


@pytest.mark.parametrize("count", [1, 255, 256, 257, 70_000])
def test_a_column_may_hold_any_number_of_different_words(count):
    texts = [(1, f"word {n}") for n in range(count)]

    read = read_table(parquet([Words("w", texts)], creator="test"))

    assert read.columns["w"].runs == texts


def test_marks_of_one_kind_and_name_stay_apart():
    chart = drawn(lambda axes: axes.plot([1, 2], [[3, 5], [4, 6]]))

    assert [list(series.y) for series in chart.series] == [[3, 4], [5, 6]]


def test_files_of_other_writers_are_refused():
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"x": [1.0]}), file, compression="snappy")

    with pytest.raises(UnreadableTable, match="not written by this program"):
        read_table(file.getvalue())


@pytest.mark.parametrize("data", [b"", b"x,y\n1,2\n", b"PAR1PAR1", b"PAR1" + b"\xff" * 8 + b"PAR1"])
def test_what_is_no_table_is_refused(data):
    with pytest.raises(UnreadableTable):
        read_table(data)


def test_a_broken_table_is_read_or_refused_wherever_it_is_broken():
    whole = table_drawn(lambda axes: axes.bar(["a", "b"], [1, 2]))

    ends = [
        outcome(whole[:at] + bytes([whole[at] ^ 255]) + whole[at + 1 :])
        for at in range(0, len(whole), 7)
    ]

    assert set(ends) == {"read", "refused"}


def outcome(data):
    try:
        read_table(data)
    except UnreadableTable:
        return "refused"
    return "read"


def test_a_page_that_unpacks_to_more_than_allowed_is_refused():
    rows = 1000
    file = parquet([Numbers("x", [(rows, doubles(*range(rows)))])], creator="test")
    bomb = gzip.compress(b"\0" * (table.MOST_UNPACKED + 1), mtime=0)
    packed = file[file.index(b"\x1f\x8b") : len(file) - 8 - struct.unpack("<I", file[-8:-4])[0]]
    bombed = file.replace(packed, bomb).replace(_varint(len(packed)), _varint(len(bomb)), 1)

    with pytest.raises(UnreadableTable, match="64 MiB"):
        read_table(bombed)


def test_a_table_of_too_many_rows_is_refused():
    file = parquet([Words("w", [(table.MOST_ROWS + 1, "a")])], creator="test")

    with pytest.raises(UnreadableTable, match="1,000,000"):
        read_table(file)


def _varint(number):
    number, found = number << 1, bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    return bytes([*found, number])
