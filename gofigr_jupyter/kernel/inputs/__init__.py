"""Data on its way into a notebook, where Python's audit events do not tell of it.

readers.py    the readers of pyarrow, polars, DuckDB and HDF5, told what they are given
files.py      `gf.read_csv` and its like, `gf.open`, `gf.sync`: what the user names as data
"""
