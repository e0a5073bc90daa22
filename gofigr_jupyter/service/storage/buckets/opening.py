"""Opens the place of blobs that an address names: a folder or a bucket."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gofigr_jupyter.errors import GoFigrError, InvalidInput, StorageUnavailable
from gofigr_jupyter.service.storage.blobs import FolderBlobs, open_blobs
from gofigr_jupyter.service.storage.buckets.address import BucketAddress, bucket_of

if TYPE_CHECKING:
    from gofigr_jupyter.service.storage.buckets.bucket import BucketBlobs

ATTEMPTS = 3
CONNECT_SECONDS = 5
READ_SECONDS = 60
CONNECTIONS = 48
"""As many as the service has threads."""
_making = threading.Lock()  # sessions are not safe for threads


def open_store(url: str, *, scratch: Path, owner: Callable[[], str]) -> FolderBlobs | BucketBlobs:
    """The blobs at `url`: `file:///folder` or `s3://bucket/prefix?endpoint=...&region=...`.

    A bucket is tried, and claimed for `owner`. Raises InvalidInput for a URL of another kind,
    StorageUnavailable for a place that cannot be used, Conflict for one that another owner has.
    """
    if not url.startswith("s3:"):
        return open_blobs(url)
    blobs = open_bucket(bucket_of(url), scratch=scratch)
    try:
        blobs.claim(owner())
    except GoFigrError:
        blobs.close()
        raise
    return blobs


def open_bucket(address: BucketAddress, *, scratch: Path) -> BucketBlobs:
    """The blobs at `address`; files that arrive piece by piece are put together in `scratch`.

    Raises InvalidInput where boto3 is not installed, StorageUnavailable where the folder cannot be
    made or the settings of AWS on this machine are broken. The bucket itself is not asked yet.
    """
    client = _client(address)
    from gofigr_jupyter.service.storage.buckets.bucket import BucketBlobs

    try:
        scratch.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageUnavailable(
            f"The folder {scratch} cannot be made: {error.strerror}.", hint="Name another one."
        ) from error
    return BucketBlobs(address, client, scratch)


@cache
def _session() -> Any:  # noqa: ANN401  # boto3 has no types
    """Makes clients; its first one takes 0.2 s, the others a tenth of that."""
    import boto3

    return boto3.session.Session()


def _client(address: BucketAddress) -> Any:  # noqa: ANN401  # boto3 makes its classes when it runs
    try:
        import boto3
    except ImportError as error:
        raise InvalidInput(
            "Buckets need the library boto3, which is not installed.",
            hint="Install it: pip install 'gofigr-jupyter[s3]'.",
            field="blobs_url",
        ) from error
    from botocore.config import Config

    from gofigr_jupyter.service.storage.buckets.faults import spoken

    key = address.key
    with spoken(address), _making:
        # A session remembers the key that it found, so it serves those who bring their own.
        session = _session() if key else boto3.session.Session()
        return session.client(
            "s3",
            endpoint_url=address.endpoint,
            # Object stores other than AWS have no regions, but a signature names one.
            region_name=address.region or ("us-east-1" if address.endpoint else None),
            aws_access_key_id=key.id if key else None,
            aws_secret_access_key=key.secret if key else None,
            config=Config(
                connect_timeout=CONNECT_SECONDS,
                read_timeout=READ_SECONDS,
                max_pool_connections=CONNECTIONS,
                retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
                # The signature holds the SHA-256 of what is sent: what arrives is what was hashed.
                s3={
                    "addressing_style": "path" if address.endpoint else "auto",
                    "payload_signing_enabled": True,
                },
                # AWS alone knows the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )
