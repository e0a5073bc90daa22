"""The folder that remembers thumbnails."""

import os

import pytest

from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.thumbnails.cache import ThumbnailCache
from gofigr_jupyter.service.thumbnails.kinds import Kind

BLOB, OTHER = content_hash(b"a"), content_hash(b"b")


@pytest.fixture
def cache(tmp_path):
    return ThumbnailCache(tmp_path / "thumbnails")


def test_it_remembers_by_blob_kind_and_size(cache):
    cache.put(BLOB, Kind.RASTER, 96, b"small")

    assert cache.get(BLOB, Kind.RASTER, 96) == b"small"
    assert cache.get(BLOB, Kind.RASTER, 256) is None
    assert cache.get(BLOB, Kind.TEXT, 96) is None
    assert cache.get(OTHER, Kind.RASTER, 96) is None


def test_it_remembers_that_there_is_none(cache):
    cache.put_none(BLOB, Kind.PDF)

    assert cache.has_none(BLOB, Kind.PDF)
    assert not cache.has_none(BLOB, Kind.TEXT)
    assert not cache.has_none(OTHER, Kind.PDF)


def test_the_sweep_removes_what_was_made_long_ago(cache, tmp_path):
    cache.put(BLOB, Kind.RASTER, 96, b"old")
    [old] = tmp_path.glob("thumbnails/*/*")
    os.utime(old, (0, 0))
    cache.put(OTHER, Kind.RASTER, 96, b"new")

    cache.sweep()

    assert cache.get(BLOB, Kind.RASTER, 96) is None
    assert cache.get(OTHER, Kind.RASTER, 96) == b"new"


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    place = tmp_path / "file"
    place.write_bytes(b"")

    cache = ThumbnailCache(place)
    cache.put(BLOB, Kind.RASTER, 96, b"small")
    cache.sweep()

    assert cache.get(BLOB, Kind.RASTER, 96) is None
