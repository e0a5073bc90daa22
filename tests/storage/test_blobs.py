"""Bytes by content hash."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from gofigr_jupyter.errors import InvalidInput, StorageUnavailable
from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.storage.blobs import open_blobs

HELLO = "ea8f163db38682925e4491c5e58d4bb3506ef8c14eb78a86e908c5624a67200f"


@pytest.fixture
def blobs(tmp_path):
    return open_blobs((tmp_path / "blobs with a blank").as_uri())


def files(blobs):
    return sorted(path for path in blobs.root.glob("*/*") if path.is_file())


def make_old(path):
    long_ago = time.time() - 7200
    os.utime(path, (long_ago, long_ago))


def test_bytes_come_back_by_the_blake3_hash_of_them(blobs):
    hash = blobs.put(b"hello")

    assert hash == HELLO
    assert blobs.get(hash) == b"hello"
    assert files(blobs) == [blobs.root / HELLO[:2] / HELLO[2:]]


@pytest.mark.parametrize("data", [b"", bytes(3 * 1024 * 1024)])
def test_nothing_and_much_can_be_kept(blobs, data):
    assert blobs.get(blobs.put(data)) == data


def test_the_same_bytes_are_kept_once(blobs):
    with ThreadPoolExecutor(8) as pool:
        hashes = set(pool.map(blobs.put, [b"same"] * 40))

    assert len(hashes) == 1
    assert len(files(blobs)) == 1


def test_files_are_for_the_owner_only(blobs):
    path = blobs.path(blobs.put(b"secret"))

    assert path.stat().st_mode & 0o777 == 0o600


def test_bytes_can_be_read_piece_by_piece(blobs):
    with blobs.open(blobs.put(b"hello")) as file:
        assert [file.read(2), file.read(2), file.read(2), file.read(2)] == [b"he", b"ll", b"o", b""]


def test_missing_bytes_cannot_be_opened(blobs):
    with pytest.raises(StorageUnavailable, match="ea8f163db386"):
        blobs.open(HELLO)


def test_missing_bytes_are_a_storage_failure(blobs):
    with pytest.raises(StorageUnavailable, match="cannot be read"):
        blobs.get(content_hash(b"never stored"))


def test_a_place_that_cannot_be_written_is_a_storage_failure(tmp_path):
    (tmp_path / "blobs").mkdir()
    blobs = open_blobs((tmp_path / "blobs").as_uri())
    (tmp_path / "blobs" / HELLO[:2]).write_text("a file in the way")

    with pytest.raises(StorageUnavailable, match="cannot be written"):
        blobs.put(b"hello")


def test_an_address_of_another_kind_is_refused():
    with pytest.raises(InvalidInput, match="unknown kind"):
        open_blobs("ftp://host/blobs")


def test_the_sweep_removes_old_orphans_and_what_a_crash_left_aside(blobs):
    used, orphan, fresh = (blobs.put(data) for data in (b"used", b"orphan", b"fresh"))
    aside = blobs.path(orphan).with_name(f"{orphan[2:]}.0123")
    aside.write_bytes(b"half")
    for path in (blobs.path(used), blobs.path(orphan), aside):
        make_old(path)

    removed = blobs.sweep(lambda hashes: {hash for hash in hashes if hash == used})

    assert removed == 2
    assert files(blobs) == sorted([blobs.path(used), blobs.path(fresh)])


def test_an_orphan_that_is_stored_again_is_safe_from_the_sweep(blobs):
    hash = blobs.put(b"again")
    make_old(blobs.path(hash))
    blobs.put(b"again")

    assert blobs.sweep(lambda hashes: set()) == 0
    assert blobs.get(hash) == b"again"
