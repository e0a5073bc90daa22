"""A file is hashed once, as long as its size, time and inode stay the same."""

import asyncio
import os

import pytest

from gofigr_jupyter.delivery.hashes import Hashes
from gofigr_jupyter.ids import content_hash

LONG_AGO = 1_700_000_000_000_000_000


def of(hashes, path):
    return asyncio.run(hashes.of(str(path)))[1]


@pytest.fixture
def table(tmp_path):
    return written(tmp_path / "t.csv", b"x\n1\n")


def written(path, data, *, modified_ns=LONG_AGO):
    path.write_bytes(data)
    os.utime(path, ns=(modified_ns, modified_ns))
    return path


def changed_behind_its_stamp(path, data):
    """Other bytes of the same length under the same time and inode: only reading would tell."""
    with path.open("r+b") as file:
        file.write(data)
    os.utime(path, ns=(LONG_AGO, LONG_AGO))


def test_the_hash_is_that_of_the_bytes(table):
    assert of(Hashes(), table) == content_hash(b"x\n1\n")


def test_an_unchanged_file_is_not_read_again_even_after_a_restart(table, tmp_path):
    first = of(Hashes(tmp_path / "hashes.jsonl"), table)
    changed_behind_its_stamp(table, b"x\n2\n")

    assert of(Hashes(tmp_path / "hashes.jsonl"), table) == first


@pytest.mark.parametrize("change", ["size", "time", "inode"])
def test_a_file_whose_stamp_differs_is_read_again(table, tmp_path, change):
    hashes = Hashes(tmp_path / "hashes.jsonl")
    of(hashes, table)
    if change == "size":
        written(table, b"x\n22\n")
    elif change == "time":
        written(table, b"x\n2\n", modified_ns=LONG_AGO + 1)
    else:
        os.replace(written(tmp_path / "new", b"x\n2\n"), table)

    assert of(hashes, table) == content_hash(table.read_bytes())


def test_a_file_that_was_just_written_is_not_remembered(tmp_path):
    hashes, path = Hashes(), tmp_path / "t.csv"
    path.write_bytes(b"x\n1\n")
    before = path.stat().st_mtime_ns
    os.utime(path, ns=(before + 10**12, before + 10**12))  # from now on
    of(hashes, path)
    with path.open("r+b") as file:
        file.write(b"x\n2\n")
    os.utime(path, ns=(before + 10**12, before + 10**12))

    assert of(hashes, path) == content_hash(b"x\n2\n")


def test_a_broken_line_is_forgotten_and_the_rest_holds(table, tmp_path):
    file = tmp_path / "hashes.jsonl"
    first = of(Hashes(file), table)
    with file.open("ab") as opened:
        opened.write(b'["/half')
    changed_behind_its_stamp(table, b"x\n2\n")

    assert of(Hashes(file), table) == first


def test_a_folder_that_takes_no_file_does_no_harm(table, tmp_path):
    hashes = Hashes(tmp_path / "gone" / "hashes.jsonl")

    assert of(hashes, table) == of(hashes, table) == content_hash(b"x\n1\n")
