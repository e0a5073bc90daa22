"""What small pictures can be made of."""

from __future__ import annotations

from enum import StrEnum
from pathlib import PurePath


class Kind(StrEnum):
    """How a file is read to make a small picture of it."""

    RASTER = "raster"
    SVG = "svg"
    PDF = "pdf"
    NOTEBOOK = "notebook"
    TABLE = "table"
    PARQUET = "parquet"
    EXCEL = "excel"
    TEXT = "text"


IN_A_CHILD = frozenset({Kind.SVG, Kind.PDF, Kind.PARQUET, Kind.EXCEL})
"""Read by large decoders that a hostile file could crash or keep busy."""
BY_THE_HEAD = frozenset({Kind.TABLE, Kind.TEXT})
"""Of these the first bytes are enough."""
_MEBIBYTE = 1024 * 1024
LIMITS = {
    Kind.RASTER: 96 * _MEBIBYTE,
    Kind.SVG: 16 * _MEBIBYTE,
    Kind.PDF: 64 * _MEBIBYTE,
    Kind.NOTEBOOK: 24 * _MEBIBYTE,
    Kind.TABLE: _MEBIBYTE // 8,
    Kind.PARQUET: 96 * _MEBIBYTE,
    Kind.EXCEL: 32 * _MEBIBYTE,
    Kind.TEXT: _MEBIBYTE // 16,
}
"""Bytes that are read; larger files get no picture, save those of which the head is enough."""
_FORMATS = {
    Kind.RASTER: "png jpeg jpg webp tiff tif",
    Kind.SVG: "svg",
    Kind.PDF: "pdf",
    Kind.NOTEBOOK: "ipynb",
    Kind.TABLE: "csv tsv tab",
    Kind.PARQUET: "parquet",
    Kind.EXCEL: "xlsx xlsm xlsb xls ods",
    Kind.TEXT: (
        "text txt md rst log json jsonl yaml yml toml ini cfg tex bib xml requirements"
        " python py r rmd qmd jl julia sql sh js ts c h cpp hpp java rs go m fasta fa fastq pdb"
    ),
}
KINDS = {format: kind for kind, formats in _FORMATS.items() for format in formats.split()}
"""How each format is read. Formats of pictures stand first, the best of them before the others."""


def kind_of(format: str) -> Kind | None:
    """How a file of this format is read; None where there is no small picture of it."""
    return KINDS.get(format.lower())


def format_of(path: str) -> str:
    """The format that a file's name tells."""
    return PurePath(path).suffix.lower().removeprefix(".")
