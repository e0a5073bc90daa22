"""Writes a flat table of numbers and words as Parquet.

Equal tables give equal bytes, so that a figure drawn again adds nothing to the store. Columns are
given as runs of rows that have something in common, which is how Parquet stores them. The format:
https://parquet.apache.org/docs/file-format/
"""

from __future__ import annotations

import gzip
import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MAGIC = b"PAR1"
DOUBLE, BYTE_ARRAY, INT32 = 5, 6, 1
PLAIN, RLE, RLE_DICTIONARY = 0, 3, 8
OPTIONAL, UTF8, GZIP = 1, 0, 2
DATA_PAGE, DICTIONARY_PAGE = 0, 2
_I32, _I64, _TEXT, _LIST, _STRUCT = 5, 6, 8, 9, 12

Runs = Sequence[tuple[int, bytes | None]]
Field = tuple[int, int, object]


@dataclass(frozen=True)
class Numbers:
    """A column of numbers: for each run how many rows it has, and their bytes or None.

    `type` is DOUBLE or INT32, in the byte order of the format (the lowest first).
    """

    name: str
    runs: Runs
    type: int = DOUBLE


@dataclass(frozen=True)
class Words:
    """A column of texts: for each run how many rows it has, and the text of all of them or None."""

    name: str
    runs: Sequence[tuple[int, str | None]]


def parquet(columns: Sequence[Numbers | Words], *, creator: str) -> bytes:
    """A file of these columns, each with as many rows as the others."""
    file = bytearray(MAGIC)
    chunks = [_chunk(column, file) for column in columns]
    rows = sum(count for count, _ in columns[0].runs) if columns else 0
    root: list[Field] = [(4, _TEXT, b"schema"), (5, _I32, len(columns))]
    group: list[Field] = [
        (1, _LIST, [_Struct(chunk) for chunk in chunks]),
        (2, _I64, len(file) - len(MAGIC)),
        (3, _I64, rows),
    ]
    footer = _struct(
        [
            (1, _I32, 1),
            (2, _LIST, [_Struct(root), *(_Struct(_element(column)) for column in columns)]),
            (3, _I64, rows),
            (4, _LIST, [_Struct(group)]),
            (6, _TEXT, creator.encode()),
        ]
    )
    return bytes(file) + footer + struct.pack("<I", len(footer)) + MAGIC


def _element(column: Numbers | Words) -> list[Field]:
    fields: list[Field] = [
        (1, _I32, _type(column)),
        (3, _I32, OPTIONAL),
        (4, _TEXT, column.name.encode()),
    ]
    if isinstance(column, Words):
        fields.append((6, _I32, UTF8))
    return fields


def _type(column: Numbers | Words) -> int:
    return BYTE_ARRAY if isinstance(column, Words) else column.type


def _chunk(column: Numbers | Words, file: bytearray) -> list[Field]:
    """Write a column to `file`; returns what the footer tells of it."""
    start = len(file)
    rows = sum(count for count, _ in column.runs)
    levels = _runs((count, int(value is not None)) for count, value in _runs_of(column))
    head = struct.pack("<I", len(levels)) + levels
    raw = 0
    if isinstance(column, Words):
        texts = dict.fromkeys(text for _, text in column.runs if text is not None)
        raw += _page(file, _dictionary(texts), DICTIONARY_PAGE, values=len(texts))
        data_at, encoding = len(file), RLE_DICTIONARY
        raw += _page(
            file, head + _indexes(column, texts), DATA_PAGE, values=rows, encoding=encoding
        )
    else:
        data_at, encoding = start, PLAIN
        plain = b"".join(data for _, data in column.runs if data is not None)
        raw += _page(file, head + plain, DATA_PAGE, values=rows, encoding=encoding)
    about: list[Field] = [
        (1, _I32, _type(column)),
        (2, _LIST, [PLAIN, RLE] + ([RLE_DICTIONARY] if encoding != PLAIN else [])),
        (3, _LIST, [column.name.encode()]),
        (4, _I32, GZIP),
        (5, _I64, rows),
        (6, _I64, raw),
        (7, _I64, len(file) - start),
        (9, _I64, data_at),
    ]
    if data_at != start:
        about.append((11, _I64, start))
    return [(2, _I64, start), (3, _STRUCT, _Struct(about))]


def _runs_of(column: Numbers | Words) -> Iterator[tuple[int, object]]:
    yield from column.runs


def _page(file: bytearray, data: bytes, kind: int, *, values: int, encoding: int = PLAIN) -> int:
    """Write a page to `file`; returns its size before compression, header included."""
    packed = gzip.compress(data, 1, mtime=0)
    about: list[Field] = [(1, _I32, values), (2, _I32, encoding)]
    if kind == DATA_PAGE:
        about += [(3, _I32, RLE), (4, _I32, RLE)]
    header = _struct(
        [
            (1, _I32, kind),
            (2, _I32, len(data)),
            (3, _I32, len(packed)),
            (5 if kind == DATA_PAGE else 7, _STRUCT, _Struct(about)),
        ]
    )
    file += header + packed
    return len(header) + len(data)


def _dictionary(texts: Iterable[str]) -> bytes:
    encoded = [text.encode("utf-8", errors="replace") for text in texts]
    return b"".join(struct.pack("<I", len(text)) + text for text in encoded)


def _indexes(column: Words, texts: Iterable[str]) -> bytes:
    places = {text: place for place, text in enumerate(texts)}
    width = max(1, (len(places) - 1).bit_length())
    runs = ((count, places[text]) for count, text in column.runs if text is not None)
    return bytes([width]) + _runs(runs, bytes_each=(width + 7) // 8)


def _runs(runs: Iterable[tuple[int, int]], *, bytes_each: int = 1) -> bytes:
    """Run lengths with values, neighbors of one value joined."""
    found = bytearray()
    length, last = 0, 0
    for count, value in runs:
        if value != last and length:
            found += _varint(length << 1) + last.to_bytes(bytes_each, "little")
            length = 0
        length, last = length + count, value
    if length:
        found += _varint(length << 1) + last.to_bytes(bytes_each, "little")
    return bytes(found)


class _Struct:
    """A structure of Thrift's compact protocol, in which Parquet describes itself."""

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = fields


def _struct(fields: Sequence[Field]) -> bytes:
    found, before = bytearray(), 0
    for number, kind, value in fields:
        found.append((number - before) << 4 | kind)
        found += _value(value)
        before = number
    return bytes(found) + b"\0"


def _value(value: object) -> bytes:
    if isinstance(value, int):
        return _varint(value << 1)  # zigzag; nothing here is below zero
    if isinstance(value, bytes):
        return _varint(len(value)) + value
    if isinstance(value, _Struct):
        return _struct(value.fields)
    items = value if isinstance(value, list) else []
    kinds = {int: _I32, bytes: _TEXT, _Struct: _STRUCT}
    kind = kinds[type(items[0])] if items else _I32
    short = len(items) < 15
    size = bytes([(len(items) if short else 15) << 4 | kind])
    return size + (b"" if short else _varint(len(items))) + b"".join(map(_value, items))


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 127:
        found.append(number & 127 | 128)
        number >>= 7
    found.append(number)
    return bytes(found)
