"""Reads the tables of plotted data that are kept with figures.

They are Parquet files of one row group: numbers plain, words by a dictionary, pages packed with
gzip, as `delivery.plotted.parquet` writes them. Files of other writers are refused.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

MAGIC = b"PAR1"
DOUBLE, BYTE_ARRAY, INT32 = 5, 6, 1
DATA_PAGE, DICTIONARY_PAGE = 0, 2
PLAIN, RLE_DICTIONARY, GZIP = 0, 8, 2
MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
MOST_UNPACKED = 64 * 1024 * 1024
MOST_DEPTH = 12
NOT_A_NUMBER = float("nan")

Runs = Sequence[tuple[int, int]]
Thrift = Mapping[int, object]


class UnreadableTable(ValueError):
    """Says in a sentence why a table cannot be read."""


@dataclass(frozen=True)
class Numbers:
    """A column of numbers. `known` are runs of (rows, 1 or 0); what is not known is not a number"""

    values: array[float]
    known: Runs


@dataclass(frozen=True)
class Words:
    """A column of texts, as runs of (rows, text or None)."""

    runs: Sequence[tuple[int, str | None]]


@dataclass(frozen=True)
class Table:
    """A table of `count` rows."""

    count: int
    columns: Mapping[str, Numbers | Words]


def read_table(data: bytes) -> Table:
    """The table in a file. Raises UnreadableTable for what is none of ours, or too large."""
    try:
        return _table(data)
    except (LookupError, TypeError, AttributeError, ValueError, struct.error, zlib.error) as error:
        if isinstance(error, UnreadableTable):
            raise
        raise UnreadableTable("The table is broken or of an unknown kind.") from error


def _table(data: bytes) -> Table:
    if data[:4] != MAGIC or data[-4:] != MAGIC or len(data) < 12:
        raise UnreadableTable("The table is not a Parquet file.")
    size = struct.unpack("<I", data[-8:-4])[0]
    footer = _Reader(data[:-8], len(data) - 8 - size).structure()
    rows = _whole(footer[3])
    elements, groups = _items(footer[2])[1:], _items(footer[4])
    if rows > MOST_ROWS:
        raise UnreadableTable(f"The table has {rows:,} rows; {MOST_ROWS:,} are read at most.")
    if len(groups) != 1 or len(elements) > MOST_COLUMNS:
        raise UnreadableTable("The table was not written by this program.")
    columns: dict[str, Numbers | Words] = {}
    left = MOST_UNPACKED
    for element, chunk in zip(elements, _items(_struct(groups[0])[1]), strict=True):
        name, about = _bytes(_struct(element)[4]).decode(), _struct(_struct(chunk)[3])
        if _whole(about[4]) != GZIP:
            raise UnreadableTable("The table was not written by this program.")
        column = _Column(data, about, rows, left)
        columns[name] = column.read()
        left = column.left
    return Table(rows, columns)


class _Column:
    """One column of the file; `left` is how many bytes may still be unpacked."""

    def __init__(self, data: bytes, about: Thrift, rows: int, left: int) -> None:
        self._data = data
        self._type = _whole(about[1])
        self._at = _whole(about.get(11, about[9]))
        self._has_words = 11 in about
        self._rows = rows
        self.left = left

    def read(self) -> Numbers | Words:
        texts = _texts(self._page(DICTIONARY_PAGE)) if self._has_words else []
        page = self._page(DATA_PAGE)
        size = struct.unpack_from("<I", page)[0]
        known = list(_runs(page[4 : 4 + size], self._rows))
        rest = page[4 + size :]
        if self._type == BYTE_ARRAY:
            count = sum(length for length, value in known if value)
            places = _runs(rest[1:], count, bytes_each=(rest[0] + 7) // 8) if count else iter(())
            return Words(_spread(known, places, texts))
        return Numbers(self._numbers(rest, known), known)

    def _numbers(self, plain: bytes, known: Runs) -> array[float]:
        stored = _doubles(plain) if self._type == DOUBLE else _from_integers(plain)
        if sum(length for length, value in known if value) != len(stored):
            raise UnreadableTable("The table is broken: it has fewer numbers than rows.")
        if len(stored) == self._rows:
            return stored
        values, at = array("d"), 0
        for length, value in known:
            if value:
                values.extend(stored[at : at + length])
                at += length
            else:
                values.extend(array("d", [NOT_A_NUMBER]) * length)
        return values

    def _page(self, kind: int) -> bytes:
        reader = _Reader(self._data, self._at)
        header = reader.structure()
        packed = self._data[reader.at : reader.at + _whole(header[3])]
        self._at = reader.at + _whole(header[3])
        encoding = _whole(_struct(header[7 if kind == DICTIONARY_PAGE else 5])[2])
        expected = RLE_DICTIONARY if kind == DATA_PAGE and self._has_words else PLAIN
        if _whole(header[1]) != kind or encoding != expected:
            raise UnreadableTable("The table was not written by this program.")
        unpacking = zlib.decompressobj(31)
        page = unpacking.decompress(packed, self.left + 1)
        self.left -= len(page)
        if self.left < 0:
            raise UnreadableTable(f"The table is larger than {MOST_UNPACKED // 2**20} MiB.")
        return page


def _doubles(plain: bytes) -> array[float]:
    found = array("d")
    found.frombytes(plain)
    if sys.byteorder == "big":
        found.byteswap()
    return found


def _from_integers(plain: bytes) -> array[float]:
    import numpy as np  # not at the top: a service that is asked nothing does not need it

    return array("d", np.frombuffer(plain, "<i4").astype(float).tobytes())


def _texts(page: bytes) -> list[str]:
    texts, at = [], 0
    while at < len(page):
        size = struct.unpack_from("<I", page, at)[0]
        texts.append(page[at + 4 : at + 4 + size].decode("utf-8", "replace"))
        at += 4 + size
    return texts


def _spread(
    known: Runs, places: Iterator[tuple[int, int]], texts: Sequence[str]
) -> list[tuple[int, str | None]]:
    """Runs of texts with the gaps between them."""
    found: list[tuple[int, str | None]] = []
    length, place = 0, 0
    for count, value in known:
        if not value:
            found.append((count, None))
            continue
        while count:
            if not length:
                length, place = next(places, (0, 0))
                if not length:
                    raise UnreadableTable("The table is broken: it has fewer words than rows.")
            taken = min(count, length)
            found.append((taken, texts[place]))
            count, length = count - taken, length - taken
    return found


def _runs(data: bytes, count: int, *, bytes_each: int = 1) -> Iterator[tuple[int, int]]:
    """Run lengths with values, until there are `count`."""
    reader = _Reader(data, 0)
    while count > 0:
        head = reader.varint()
        if head & 1 or not head:
            raise UnreadableTable("The table was not written by this program.")
        length = min(head >> 1, count)
        value = int.from_bytes(data[reader.at : reader.at + bytes_each], "little")
        reader.at += bytes_each
        count -= length
        yield length, value


class _Reader:
    """Reads Thrift's compact protocol, in which Parquet describes itself."""

    def __init__(self, data: bytes, at: int) -> None:
        self._data = data
        self.at = at

    def varint(self) -> int:
        number, shift = 0, 0
        while True:
            byte = self._data[self.at]
            self.at += 1
            number |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return number
            if shift > 63:
                raise UnreadableTable("The table is broken.")

    def structure(self, depth: int = 0) -> Thrift:
        if depth > MOST_DEPTH:
            raise UnreadableTable("The table is broken.")
        found: dict[int, object] = {}
        number = 0
        while (head := self._byte()) != 0:
            number = number + (head >> 4) if head >> 4 else self._zigzag()
            found[number] = self._value(head & 15, depth)
        return found

    def _value(self, kind: int, depth: int) -> object:
        simple: Mapping[int, Callable[[], object]] = {
            **dict.fromkeys((1, 2), lambda: kind == 1),
            3: self._byte,
            **dict.fromkeys((4, 5, 6), self._zigzag),
            8: self._text,
        }
        if kind in simple:
            return simple[kind]()
        if kind == 12:
            return self.structure(depth + 1)
        if kind != 9:
            raise UnreadableTable("The table was not written by this program.")
        head = self._byte()
        size = head >> 4 if head >> 4 < 15 else self.varint()
        if size > MOST_COLUMNS * 10:
            raise UnreadableTable("The table was not written by this program.")
        return [self._value(head & 15, depth + 1) for _ in range(size)]

    def _byte(self) -> int:
        self.at += 1
        return self._data[self.at - 1]

    def _zigzag(self) -> int:
        number = self.varint()
        return (number >> 1) ^ -(number & 1)

    def _text(self) -> bytes:
        size = self.varint()
        self.at += size
        return self._data[self.at - size : self.at]


def _whole(value: object) -> int:
    if not isinstance(value, int) or value < 0:
        raise UnreadableTable("The table is broken.")
    return value


def _bytes(value: object) -> bytes:
    if not isinstance(value, bytes):
        raise UnreadableTable("The table is broken.")
    return value


def _items(value: object) -> list[object]:
    if not isinstance(value, list):
        raise UnreadableTable("The table is broken.")
    return value


def _struct(value: object) -> Thrift:
    if not isinstance(value, dict):
        raise UnreadableTable("The table is broken.")
    return value
