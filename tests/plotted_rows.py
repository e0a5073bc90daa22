"""Plotted data as rows, read back from the Parquet file that is kept."""

import io
import math

import pyarrow.parquet

from gofigr_jupyter.delivery.plotted.table import table_of

NAN = "not a number"


def rows_of(plotted):
    """The rows of the table, each without the columns that say nothing for it."""
    table = table_of(plotted)
    return [] if table is None else rows_in(table)


def rows_in(table):
    return [
        {name: plain(value) for name, value in row.items() if value is not None}
        for row in pyarrow.parquet.read_table(io.BytesIO(table)).to_pylist()
    ]


def plain(value):
    return NAN if isinstance(value, float) and math.isnan(value) else value


def drawn(rows):
    """Only what was drawn, without titles and labels, which are told by other tests."""
    return [row for row in rows if row["kind"] not in ("title", "x label", "y label")]
