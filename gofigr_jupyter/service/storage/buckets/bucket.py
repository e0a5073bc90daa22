"""BucketBlobs: bytes by content hash in a bucket.

An object store keeps an object as a whole or not at all. What is sent carries its SHA-256 in the
signature; what is read is hashed again and must be what its name says.
"""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from botocore.exceptions import ClientError
from s3transfer.manager import TransferConfig, TransferManager

from gofigr_jupyter.errors import Conflict, StorageUnavailable
from gofigr_jupyter.ids import ContentHash, content_hash
from gofigr_jupyter.service.storage.blobs import ORPHAN_AGE
from gofigr_jupyter.service.storage.buckets.address import BucketAddress
from gofigr_jupyter.service.storage.buckets.arrival import BucketArrival
from gofigr_jupyter.service.storage.buckets.faults import TAKEN, Missing, code_of, spoken
from gofigr_jupyter.service.storage.buckets.reading import Reading

MIB = 1024 * 1024
PART = 8 * MIB
"""Larger files go up in parts of this size, three at a time."""
MOST_COPIED = 5 * 1024 * MIB
"""Object stores copy no larger object in one request."""
ABANDONED = 24 * 3600.0
"""Seconds after which an upload is taken for one whose process died."""
OWNER = "gofigr-service.txt"
"""The object that tells whose blobs these are."""
_LOCKS = 64
_NAME = re.compile(r"([0-9a-f]{2})/([0-9a-f]{62})")
_PARTS = TransferConfig(
    multipart_threshold=PART, multipart_chunksize=PART, max_request_concurrency=3
)


class BucketBlobs:
    """Implements `domain.ports.Blobs` at an address: `prefix/ab/cdef...`."""

    def __init__(self, address: BucketAddress, client: Any, scratch: Path) -> None:  # noqa: ANN401  # boto3 makes its classes when it runs
        self.address = address
        self.scratch = scratch
        self._client = client
        self._locks = tuple(threading.Lock() for _ in range(_LOCKS))

    def put(self, data: bytes) -> ContentHash:
        """Store bytes durably; storing the same bytes again is harmless.

        Raises StorageUnavailable when the bucket cannot be written to.
        """
        hash = content_hash(data)
        # The lock keeps this process's sweep away from a blob that is about to be mentioned again.
        place = self._at(hash)
        with self._lock(hash), spoken(self.address):
            if not self._put_new(place, data):
                self._freshen(hash, lambda: self._client.put_object(**place, Body=data))
        return hash

    def receive(self) -> BucketArrival:
        """A place for bytes too many to be held in memory."""
        return BucketArrival(self, self.scratch / f"arriving.{uuid4().hex}")

    def adopt(self, file: Path, hash: ContentHash) -> None:
        """Make the content of `file`, which has this hash, a blob."""

        def upload() -> None:
            with TransferManager(self._client, _PARTS) as manager:
                manager.upload(str(file), self.address.bucket, self._key(hash)).result()

        with self._lock(hash), spoken(self.address):
            self._freshen(hash, upload)

    def get(self, hash: ContentHash) -> bytes:
        """The bytes with this hash. Raises StorageUnavailable when they cannot be read."""
        with self.open(hash) as file:
            return b"".join(iter(lambda: file.read(MIB), b""))

    def open(self, hash: ContentHash) -> BinaryIO:
        """The bytes with this hash, to be read piece by piece and then closed.

        Raises StorageUnavailable when they cannot be read, and at their end when they are not
        those that were stored.
        """
        try:
            with spoken(self.address):
                answer = self._client.get_object(**self._at(hash))
        except Missing as error:
            raise Missing(
                f"The stored bytes {hash[:12]} are not in the bucket {str(self.address)!r}.",
                hint="See whether its content was moved or changed.",
            ) from error
        return io.BufferedReader(Reading(answer["Body"], hash, self.address), MIB)

    def claim(self, owner: str) -> None:
        """Note that the blobs here are those of `owner`. Raises Conflict when they are not.

        Two services in one place would each sweep what only the other one mentions.
        """
        place = {"Bucket": self.address.bucket, "Key": self.address.path(OWNER)}
        with spoken(self.address):
            if self._read(place) is None:
                self._put_new(place, owner.encode())
            found = self._read(place)
        if found != owner.encode():
            raise Conflict(
                f"The bucket {str(self.address)!r} holds the files of another service.",
                hint="Choose another prefix, or the database that belongs to these files.",
            )

    def try_out(self) -> None:
        """Write, read and delete an object. Raises StorageUnavailable when one of them fails."""
        content = uuid4().bytes
        place = {"Bucket": self.address.bucket, "Key": self.address.path(f"test-{uuid4().hex}")}
        with spoken(self.address):
            self._client.put_object(**place, Body=content)
            try:
                read = self._read(place)
            finally:
                self._client.delete_object(**place)
        if read != content:
            raise StorageUnavailable(
                f"The bucket {str(self.address)!r} gives back other bytes than it was given.",
                hint="See what stands between this machine and the object store.",
            )

    def sweep(
        self,
        mentioned: Callable[[Collection[ContentHash]], Collection[ContentHash]],
        *,
        older_than: float = ORPHAN_AGE,
    ) -> int:
        """Remove blobs that nothing mentions, and uploads that a crash left; how many they were.

        `mentioned` tells which of the hashes it is given are still in use. Objects that are not
        named as blobs are left alone.
        """
        removed = 0
        with spoken(self.address):
            old = self._older_than(older_than)
            while some := set(islice(old, 500)):
                for hash in some - set(mentioned(some)):
                    removed += self._remove(hash, older_than)
            return removed + self._abandon()

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _older_than(self, seconds: float) -> Iterator[ContentHash]:
        pages = self._client.get_paginator("list_objects_v2")
        prefix = self.address.path("")
        for page in pages.paginate(Bucket=self.address.bucket, Prefix=prefix):
            for entry in page.get("Contents", ()):
                name = _NAME.fullmatch(entry["Key"].removeprefix(prefix))
                if name and _age(page, entry["LastModified"]) > seconds:
                    yield ContentHash(name[1] + name[2])

    def _remove(self, hash: ContentHash, older_than: float) -> int:
        with self._lock(hash):
            # Asked again just before: another process may be about to mention it.
            age = self._age_of(hash)
            if age is None or age <= older_than:
                return 0
            self._client.delete_object(**self._at(hash))
        return 1

    def _abandon(self) -> int:
        """Take away what a process that died left half done, here and in the bucket."""
        limit = time.time() - ABANDONED
        for file in self.scratch.glob("arriving.*"):
            if file.stat().st_mtime < limit:
                file.unlink(missing_ok=True)
        where = {"Bucket": self.address.bucket}
        answer = self._client.list_multipart_uploads(**where, Prefix=self.address.path(""))
        left = [
            upload
            for upload in answer.get("Uploads", ())
            if _age(answer, upload["Initiated"]) > ABANDONED
        ]
        for upload in left:
            key, id = upload["Key"], upload["UploadId"]
            self._client.abort_multipart_upload(**where, Key=key, UploadId=id)
        return len(left)

    def _put_new(self, place: dict[str, str], data: bytes) -> bool:
        """Write an object unless there is one; whether it was written."""
        try:
            self._client.put_object(**place, Body=data, IfNoneMatch="*")
        except ClientError as error:
            if code_of(error) in TAKEN:
                return False
            raise
        return True

    def _read(self, place: dict[str, str]) -> bytes | None:
        try:
            with spoken(self.address):
                data: bytes = self._client.get_object(**place)["Body"].read()
                return data
        except Missing:
            return None

    def _freshen(self, hash: ContentHash, upload: Callable[[], Any]) -> None:
        """See that the blob is there and young: the sweep removes old ones that nobody mentions."""
        head = self._head(hash)
        if head is None or head["ContentLength"] > MOST_COPIED:
            upload()
        elif _age(head, head["LastModified"]) > ORPHAN_AGE / 2:
            place = self._at(hash)
            self._client.copy_object(
                **place, CopySource=place, MetadataDirective="REPLACE", Metadata={}
            )

    def _age_of(self, hash: ContentHash) -> float | None:
        head = self._head(hash)
        return None if head is None else _age(head, head["LastModified"])

    def _head(self, hash: ContentHash) -> dict[str, Any] | None:
        try:
            with spoken(self.address):
                head: dict[str, Any] = self._client.head_object(**self._at(hash))
                return head
        except Missing:
            return None

    @contextmanager
    def _lock(self, hash: ContentHash) -> Iterator[None]:
        with self._locks[int(hash[:2], 16) % _LOCKS]:
            yield

    def _at(self, hash: ContentHash) -> dict[str, str]:
        return {"Bucket": self.address.bucket, "Key": self._key(hash)}

    def _key(self, hash: ContentHash) -> str:
        return self.address.path(f"{hash[:2]}/{hash[2:]}")


def _age(answer: dict[str, Any], modified: datetime) -> float:
    """Seconds between `modified` and the answer, both by the clock of the object store."""
    told = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
    now = parsedate_to_datetime(told) if told else datetime.now(UTC)
    return (now - modified).total_seconds()
