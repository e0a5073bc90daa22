"""The tables that a figure's cell names: what is written down of them, and when."""

import io
import time

import pandas as pd
import pytest
from blake3 import blake3

from gofigr_jupyter.publishing.additions import Additions
from gofigr_jupyter.publishing.pending import PendingFolder


@pytest.fixture
def tables(cells):
    """Runs a cell that shows a figure; the tables that were written down for it, by name."""
    cells.run("import numpy as np; import pandas as pd")

    def run(source):
        known = {addition.publication for addition in additions(cells)}
        cells.run(source)
        new = [a for a in additions(cells) if a.publication not in known]
        return {table.name: table for addition in new for table in addition.tables}

    return run


def additions(cells):
    cells.session.finish(10)
    return PendingFolder(cells.place.additions, Additions).waiting()


def frame(table):
    return pd.read_parquet(io.BytesIO(table.attachment.data))


def test_tables_that_the_cell_names_are_written_down(cells, tables):
    cells.run("df = pd.DataFrame({'a': [1, 2], 'b': ['x', 'y']}); other = df.copy()")

    found = tables("line('df.a', df.a)")

    assert list(found) == ["df"]
    assert (found["df"].shape, found["df"].kept) == ((2, 2), "whole")
    assert frame(found["df"]).to_dict("list") == {"a": [1, 2], "b": ["x", "y"]}
    assert found["df"].columns == (("a", "int64"), ("b", "str"))


def test_a_table_is_kept_as_it_was_when_the_figure_was_shown(cells, tables):
    cells.run("df = pd.DataFrame({'a': [1, 2]}); numbers = np.array([1.0, 2.0])")

    found = tables(
        "display(line('Before', numbers + df.a))\ndf.loc[0, 'a'] = 99; df['b'] = 0; numbers[:] = 99"
    )

    assert frame(found["df"]).to_dict("list") == {"a": [1, 2]}
    assert found["numbers"].numbers["value"].doubles().tolist() == [1, 2]


def test_a_table_is_kept_as_it_was_when_the_figure_was_only_saved(cells, tables):
    cells.run("df = pd.DataFrame({'a': [1, 2]}); from matplotlib.figure import Figure")

    found = tables(
        "figure = Figure(figsize=(1, 1)); figure.add_subplot().plot(df.a)\n"
        "figure.savefig('saved.png')\ndf.loc[0, 'a'] = 99\nNone"
    )

    assert frame(found["df"]).to_dict("list") == {"a": [1, 2]}


def test_series_and_arrays_are_tables_too(cells, tables):
    cells.run(
        "s = pd.Series([1, 2], name='speed'); flags = np.array([True, False]);"
        "grid = np.array([[1, 2, 3], [4, 5, 6]])"
    )

    found = tables("line('All', [*s, *flags, *grid[0]])")

    assert frame(found["s"]).to_dict("list") == {"speed": [1, 2]}
    assert found["flags"].numbers["value"].doubles().tolist() == [1, 0]
    assert {n: c.doubles().tolist() for n, c in found["grid"].numbers.items()} == {
        "0": [1, 4],
        "1": [2, 5],
        "2": [3, 6],
    }


def test_polars_and_pyarrow_tables_are_written_down(cells, tables):
    pytest.importorskip("polars")
    cells.run("import polars as pl, pyarrow as pa; p = pl.DataFrame({'a': [1]})")
    cells.run("t = pa.table({'b': [2.5]}); s = pl.Series('c', [3])")

    found = tables("line('All', [*p['a'], *t['b'].to_pylist(), *s])")

    assert {n: frame(t).to_dict("list") for n, t in found.items()} == {
        "p": {"a": [1]},
        "t": {"b": [2.5]},
        "s": {"c": [3]},
    }


def test_of_a_large_table_the_head_and_a_hash_are_kept(cells, tables):
    cells.run("big = np.arange(1_000_000.0)")

    big = tables("line('Big', big[:3])")["big"]

    assert (big.shape, big.kept) == ((1_000_000,), "head")
    assert big.numbers["value"].doubles().tolist() == list(range(100))
    import numpy

    assert big.digest == blake3(numpy.arange(1_000_000.0).tobytes()).hexdigest()
    assert big.note.startswith("only its first 100 rows are kept")


def test_a_large_table_that_may_have_changed_gets_no_wrong_hash(cells, tables):
    cells.run("big = np.arange(1_000_000.0)")
    cells.session._taking.cell_ended = lambda: None  # as if the next cell had come at once

    cells.run("line('Big', big[:3])")
    cells.run("big[0] = 7")
    (addition,) = additions(cells)

    (big,) = addition.tables
    assert big.digest is None
    assert big.note.endswith("and no hash, because it may have changed since")
    assert big.numbers["value"].doubles().tolist()[0] == 0


def test_a_table_that_no_file_can_hold_is_told_by_its_shape(cells, tables):
    cells.run("cube = np.zeros((2, 3, 4)); z = np.array([1j])")

    found = tables("line('Cube', cube[0, 0] + z.real)")

    assert {n: (t.shape, t.kept) for n, t in found.items()} == {
        "cube": ((2, 3, 4), "schema"),
        "z": ((1,), "schema"),
    }
    assert found["cube"].columns == (("", "3 dimensions of float64"),)


def test_the_limits_are_settings(cells, tables):
    cells.session.configure({"tables_max_rows": 1})
    cells.run("df = pd.DataFrame({'a': [1, 2]})")

    assert tables("line('df', df.a)")["df"].kept == "head"


def test_names_of_columns_hold_no_secrets(cells, tables):
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2"
    cells.run(f"df = pd.DataFrame({{{token!r}: [1]}})")

    table = tables("line('df', df.iloc[:, 0])")["df"]

    assert token not in str(table.columns)
    assert list(frame(table).columns) == ["<secret removed: GitHub token>"]


def test_a_figure_that_is_seen_again_writes_nothing(cells, tables):
    cells.run("df = pd.DataFrame({'a': [1, 2]})")

    assert tables("line('Again', df.a)")
    assert not tables("line('Again', df.a)")


def test_large_plotted_data_come_later_and_whole(cells):
    cells.run("line('Long', range(50_000))")

    (publication,) = cells.published()
    (addition,) = additions(cells)
    assert publication.capture.plotted is None
    assert addition.publication == publication.id
    assert addition.plotted.marks[0].count == 50_000


def test_nothing_is_written_while_a_cell_runs(cells):
    scribe = cells.session._taking._scribe
    steps = []
    scribe.pause()
    scribe.add(lambda: steps.append("written"), 1)
    time.sleep(0.05)
    while_running = list(steps)
    scribe.resume()
    deadline = time.monotonic() + 60
    while not steps and time.monotonic() < deadline:
        time.sleep(0.005)

    assert while_running == []
    assert steps == ["written"]
