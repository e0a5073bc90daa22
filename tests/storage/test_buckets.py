"""Bytes by content hash in a bucket of a real object store."""

import os
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor

import pytest
from object_store import BUCKET, KEY, SECRET, a_wire_that_breaks

from gofigr_jupyter.errors import Conflict, InvalidInput, StorageUnavailable
from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.service.storage.buckets.address import AccessKey, BucketAddress, bucket_of
from gofigr_jupyter.service.storage.buckets.opening import open_bucket, open_store

HELLO = "ea8f163db38682925e4491c5e58d4bb3506ef8c14eb78a86e908c5624a67200f"
MIB = 1024 * 1024


@pytest.fixture
def opened(object_store, prefix, tmp_path):
    """Opens blobs of this test; everything is closed at the end."""
    every = []

    def opened(**changes):
        given = {
            "bucket": BUCKET,
            "prefix": prefix,
            "endpoint": object_store.endpoint,
            "key": AccessKey(id=KEY, secret=SECRET),
        }
        every.append(open_bucket(BucketAddress(**{**given, **changes}), scratch=tmp_path / "new"))
        return every[-1]

    yield opened
    for blobs in every:
        blobs.close()


@pytest.fixture
def blobs(opened):
    return opened()


@pytest.fixture
def keys(object_store, prefix):
    """The keys below the prefix of this test."""
    client = object_store.client()

    def keys():
        found = client.list_objects_v2(Bucket=BUCKET, Prefix=f"{prefix}/").get("Contents", [])
        return [entry["Key"].removeprefix(f"{prefix}/") for entry in found]

    yield keys
    client.close()


def test_bytes_come_back_by_the_blake3_hash_of_them(blobs, keys):
    hash = blobs.put(b"hello")

    assert hash == HELLO
    assert blobs.get(hash) == b"hello"
    assert keys() == [f"{HELLO[:2]}/{HELLO[2:]}"]


@pytest.mark.parametrize("data", [b"", bytes(range(256)) * 4096 * 9], ids=["none", "9 MiB"])
def test_nothing_and_much_can_be_kept(blobs, data):
    assert blobs.get(blobs.put(data)) == data


def test_the_same_bytes_are_kept_once(blobs, keys):
    with ThreadPoolExecutor(8) as pool:
        hashes = set(pool.map(blobs.put, [b"same"] * 24))

    assert len(hashes) == len(keys()) == 1


def test_bytes_can_be_read_piece_by_piece(blobs):
    with blobs.open(blobs.put(b"hello")) as file:
        assert [file.read(2), file.read(2), file.read(2), file.read(2)] == [b"he", b"ll", b"o", b""]


def test_a_large_file_goes_up_and_down_with_little_memory(blobs, keys, tmp_path):
    piece = bytes(range(256)) * 4096
    arrival = blobs.receive()
    tracemalloc.start()
    for _ in range(72):
        arrival.write(piece)
    hash, size = arrival.keep()
    with blobs.open(hash) as file:
        read = sum(len(part) for part in iter(lambda: file.read(MIB), b""))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert (size, read) == (72 * MIB, 72 * MIB)
    assert keys() == [f"{hash[:2]}/{hash[2:]}"]
    assert list((tmp_path / "new").iterdir()) == []
    assert peak < 64 * MIB


def test_what_was_discarded_is_nowhere(blobs, keys, tmp_path):
    arrival = blobs.receive()
    arrival.write(b"half")
    arrival.discard()

    assert keys() == list((tmp_path / "new").iterdir()) == []


def test_missing_bytes_are_a_storage_failure(blobs):
    with pytest.raises(StorageUnavailable, match="are not in the bucket"):
        blobs.get(content_hash(b"never stored"))


def test_bytes_that_were_changed_in_the_bucket_are_not_given_out(blobs, object_store, prefix):
    hash = blobs.put(b"hello")
    client = object_store.client()
    client.put_object(Bucket=BUCKET, Key=f"{prefix}/{hash[:2]}/{hash[2:]}", Body=b"other")
    client.close()

    with pytest.raises(StorageUnavailable, match="were changed in the bucket"):
        blobs.get(hash)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"key": AccessKey(id=KEY, secret="wrong")}, "its secret is wrong"),
        ({"key": AccessKey(id="nobody", secret="wrong")}, "does not know the key"),
        ({"bucket": "no-such-bucket"}, "does not let this key"),
        ({"endpoint": "http://127.0.0.1:9"}, "does not answer"),
    ],
)
def test_what_is_wrong_is_told_in_a_sentence(opened, changes, told):
    blobs = opened(**changes)

    for attempt in (
        lambda: blobs.put(b"hello"),
        lambda: blobs.get(HELLO),
        blobs.try_out,
    ):
        with pytest.raises(StorageUnavailable, match=told):
            attempt()


def test_a_bucket_that_is_not_there_is_told_in_a_sentence(opened):
    blobs = opened(bucket="no-such-bucket", key=AccessKey(id="root", secret="another secret"))

    with pytest.raises(StorageUnavailable, match="has no such bucket"):
        blobs.get(HELLO)


def test_without_a_key_it_is_told_where_keys_come_from(object_store, prefix, tmp_path, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")

    with pytest.raises(StorageUnavailable, match="AWS_ACCESS_KEY_ID"):
        open_store(object_store.url(prefix), scratch=tmp_path, owner=lambda: "a")


def test_trying_a_bucket_leaves_nothing(blobs, keys):
    blobs.try_out()

    assert keys() == []


def test_the_files_of_another_service_are_left_to_it(aws_key, object_store, prefix, tmp_path):
    def opened_by(owner):
        open_store(object_store.url(prefix), scratch=tmp_path, owner=lambda: owner).close()

    opened_by("one")
    opened_by("one")

    with pytest.raises(Conflict, match="holds the files of another service"):
        opened_by("another")


def test_the_sweep_removes_old_orphans_only(blobs, keys, object_store, prefix):
    used, orphan = blobs.put(b"used"), blobs.put(b"orphan")
    client = object_store.client()
    client.put_object(Bucket=BUCKET, Key=f"{prefix}/notes.txt", Body=b"not a blob")
    client.close()

    young = blobs.sweep(lambda hashes: set())
    removed = blobs.sweep(lambda hashes: {h for h in hashes if h == used}, older_than=-1)

    assert (young, removed) == (0, 1)
    assert keys() == [f"{used[:2]}/{used[2:]}", "notes.txt"]
    with pytest.raises(StorageUnavailable):
        blobs.get(orphan)


def test_the_sweep_removes_what_a_killed_service_left_on_its_way(blobs, tmp_path):
    old, young = blobs.receive(), blobs.receive()
    (path, other) = (tmp_path / "new").iterdir()
    os.utime(path, (1, 1))

    blobs.sweep(lambda hashes: hashes)

    assert list((tmp_path / "new").iterdir()) == [other]
    old.discard()
    young.discard()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("s3://lab/figures?secret=x", "it has 'secret'"),
        ("s3://key:secret@lab/figures", "it holds a key"),
        ("s3://", "cannot be the name of a bucket"),
        ("s3://Lab", "cannot be the name of a bucket"),
        ("s3://lab?region=Oslo now", "cannot be a region"),
        ("s3://lab?endpoint=ftp://host", "cannot be the endpoint"),
        ("s3://lab?endpoint=http://key:secret@host", "cannot be the endpoint"),
        ("s3://lab?endpoint=http://host:port", "cannot be the endpoint"),
    ],
)
def test_an_address_that_cannot_be_one_is_refused(url, told):
    with pytest.raises(InvalidInput, match=told):
        bucket_of(url)


def test_an_address_says_where_the_bucket_is():
    address = bucket_of("s3://lab/figures/2026?endpoint=https://objects.lab:9000&region=eu-north-1")

    assert address == BucketAddress(
        bucket="lab",
        prefix="figures/2026",
        endpoint="https://objects.lab:9000",
        region="eu-north-1",
    )
    assert str(address) == "s3://lab/figures/2026"


def test_without_the_library_the_extra_is_named():
    code = (
        "import sys; sys.modules['boto3'] = None\n"
        "from pathlib import Path\n"
        "from gofigr_jupyter.service.storage.buckets.opening import open_store\n"
        "open_store('s3://lab/figures', scratch=Path('.'), owner=str)"
    )

    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert result.stderr.strip().endswith("Install it: pip install 'gofigr-jupyter[s3]'.")


def test_an_upload_that_breaks_off_keeps_nothing_by_halves_and_can_be_tried_again(
    opened, object_store, keys, tmp_path
):
    piece = bytes(range(256)) * 4096

    def arrived(blobs):
        arrival = blobs.receive()
        for _ in range(32):
            arrival.write(piece)
        return arrival

    with a_wire_that_breaks(object_store.endpoint, after=20 * MIB) as wire:
        arrival = arrived(opened(endpoint=wire.endpoint))
        with pytest.raises(StorageUnavailable, match="does not answer"):
            arrival.keep()
        arrival.discard()
    left = keys()
    again = opened()
    hash, _ = arrived(again).keep()

    assert left == []
    assert again.get(hash) == piece * 32
    assert list((tmp_path / "new").iterdir()) == []
