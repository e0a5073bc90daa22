"""Files that libraries read past Python's `open` are inputs of the figures made from them."""

import http.server
import pickle
import sqlite3
import threading
from pathlib import Path

import duckdb
import h5py
import netCDF4
import numpy
import polars
import pyarrow.csv
import pyarrow.feather
import pyarrow.orc
import pyarrow.parquet
import pytest
import zarr

from gofigr_jupyter.delivery.origin import Origins
from gofigr_jupyter.kernel.inputs.readers import Readers

IMPORTS = (
    "import sqlite3, h5py, h5netcdf, netCDF4, zarr, duckdb, pathlib, urllib.request\n"
    "import xarray as xr\n"
    "import pandas as pd, polars as pl, pyarrow as pa, pyarrow.dataset, pyarrow.orc\n"
    "import pyarrow.csv, pyarrow.json, pyarrow.feather, pyarrow.parquet as pq"
)
ZARR = "0 zarr.json zarr.json"
READING = [
    ("pq.read_table(folder / 'a.parquet')", "a.parquet"),
    ("pq.ParquetFile(folder / 'a.parquet')", "a.parquet"),
    ("pd.read_parquet(folder / 'a.parquet')", "a.parquet"),
    ("pa.feather.read_table(str(folder / 'a.feather'))", "a.feather"),
    ("pa.csv.read_csv(folder / 'a.csv')", "a.csv"),
    ("pa.json.read_json(folder / 'a.json')", "a.json"),
    ("pa.orc.read_table(str(folder / 'a.orc'))", "a.orc"),
    ("pa.dataset.dataset(folder / 'parts').to_table()", "p1.parquet p2.parquet"),
    ("pl.read_csv(folder / 'a.csv')", "a.csv"),
    ("pl.read_parquet(source=folder / 'a.parquet')", "a.parquet"),
    ("pl.scan_parquet(str(folder / 'parts' / '*.parquet'))", "p1.parquet p2.parquet"),
    ("pl.read_ipc([folder / 'a.feather'])", "a.feather"),
    ("pl.read_ndjson(folder / 'a.json')", "a.json"),
    ("duckdb.read_csv(str(folder / 'a.csv'))", "a.csv"),
    ("duckdb.sql(f\"SELECT * FROM '{folder}/a.parquet'\").fetchall()", "a.parquet"),
    ("duckdb.sql(f\"FROM read_csv('{folder}/a.csv')\").fetchall()", "a.csv"),
    (
        "duckdb.connect().execute(f\"COPY (FROM '{folder}/a.csv') TO '{folder}/b.csv'\")",
        "a.csv",
    ),
    ("duckdb.connect(str(folder / 'a.duckdb'), read_only=True).close()", "a.duckdb"),
    ("h5py.File(folder / 'a.h5').close()", "a.h5"),
    ("h5py.File(folder / 'new.h5', 'w').close()", ""),
    ("h5netcdf.File(folder / 'a.h5', 'r').close()", "a.h5"),
    ("netCDF4.Dataset(folder / 'a.nc').close()", "a.nc"),
    ("netCDF4.Dataset(folder / 'new.nc', 'w').close()", ""),
    ("netCDF4.MFDataset([folder / 'a.nc', folder / 'b.nc']).close()", "a.nc b.nc"),
    ("xr.open_dataset(folder / 'a.nc', engine='netcdf4').x.values", "a.nc"),
    ("xr.load_dataset(filename_or_obj=folder / 'a.nc', engine='h5netcdf')", "a.nc"),
    ("xr.open_zarr(folder / 'a.zarr', consolidated=False).x.values", ZARR),
    ("zarr.open(folder / 'a.zarr', mode='r')['x'][:]", ZARR),
    ("zarr.open_group(store=str(folder / 'a.zarr'), mode='r')['x'][:]", ZARR),
    ("sqlite3.connect(f'file:{folder}/a.db?mode=ro', uri=True).close()", "a.db"),
    ("pl.read_csv(b'x\\n1\\n')", ""),
]


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "files"
    (folder / "parts").mkdir(parents=True)
    table = pyarrow.table({"x": [1, 2]})
    pyarrow.csv.write_csv(table, folder / "a.csv")
    (folder / "a.json").write_text('{"x": 1}\n{"x": 2}\n')
    for name in ("a.parquet", "parts/p1.parquet", "parts/p2.parquet"):
        pyarrow.parquet.write_table(table, folder / name)
    pyarrow.feather.write_feather(table, str(folder / "a.feather"))
    pyarrow.orc.write_table(table, str(folder / "a.orc"))
    duckdb.connect(str(folder / "a.duckdb")).close()
    sqlite3.connect(folder / "a.db").close()
    (folder / "a.db").write_bytes(b"")
    with h5py.File(folder / "a.h5", "w") as file:
        file["x"] = [1, 2]
    for name in ("a.nc", "b.nc"):
        with netCDF4.Dataset(folder / name, "w", format="NETCDF4_CLASSIC") as file:
            file.createDimension("x", None)
            file.createVariable("x", "f8", ("x",))[:] = [1, 2]
    group = zarr.open_group(folder / "a.zarr", mode="w")
    group.create_array("x", data=numpy.array([1.0, 2.0]), dimension_names=["x"])
    return folder


@pytest.fixture
def ready(folder, cells):
    cells.run(IMPORTS)
    cells.run(f"folder = pathlib.Path({str(folder)!r})")
    return cells


def inputs(cells):
    """The inputs of the newest figure."""
    newest = cells.published()[-1]
    return Origins(cells.place.sessions).of(newest).inputs


@pytest.mark.parametrize(("reading", "names"), READING, ids=[r for r, _ in READING])
def test_what_a_reader_reads_is_an_input(ready, reading, names):
    ready.run(f"data = {reading}; display(line(title=str(data)[:9]))")

    assert [Path(i.path).name for i in inputs(ready)] == names.split()


def test_two_tables_read_by_one_cell_are_told_apart(ready):
    ready.run("a = pl.read_csv(folder / 'a.csv')\nb = pl.read_parquet(folder / 'a.parquet')")
    ready.run("display(line(str(b)))")

    assert [Path(i.path).name for i in inputs(ready)] == ["a.parquet"]


def test_chunks_that_threads_read_belong_to_the_line_that_opened_their_array(ready):
    ready.run("a = zarr.open(folder / 'a.zarr', mode='r')\nb = pl.read_csv(folder / 'a.csv')")
    ready.run("values = a['x'][:]; display(line(str(b)))")

    assert [Path(i.path).name for i in inputs(ready)] == ["a.csv"]


class _Table(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x\n1\n")

    def log_message(self, *args):
        pass


@pytest.fixture
def address():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Table) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_an_address_is_told_without_its_keys_and_not_fetched_again(ready, address):
    ready.run(f"url = '{address}/t.csv?v=2&X-Amz-Signature=0a1b2c'\ndata = pd.read_csv(url)")
    ready.run("display(line(str(data)))")

    (told,) = inputs(ready)
    assert told.path == f"{address}/t.csv?v=2&X-Amz-Signature=<secret removed: key>"
    assert (told.via, told.size) == ("url", None)


def test_an_address_that_a_reader_in_rust_was_given_is_told(ready):
    ready.run("data = pl.scan_csv('https://user:pw@example.org/t.csv')")
    ready.run("plt.plot([1]); plt.title(str(type(data)) + 'https://example.org/about'); plt.show()")

    assert [i.path for i in inputs(ready)] == ["https://example.org/t.csv"]


def test_wrapped_readers_can_be_pickled_and_are_given_back():
    readers = Readers(lambda sources: None)
    readers.install()
    for reader in (polars.read_csv, pyarrow.parquet.read_table, duckdb.read_csv):
        assert reader.__wrapped__
        assert pickle.loads(pickle.dumps(reader)) is reader

    readers.remove()

    assert not hasattr(pyarrow.parquet.read_table, "__wrapped__")
    assert not hasattr(h5py.File.__init__, "__wrapped__")


def test_a_reader_that_fails_fails_as_without_us(ready):
    result = ready.shell.run_cell("pl.read_csv('missing.csv')", silent=True)

    assert isinstance(result.error_in_exec, FileNotFoundError)
