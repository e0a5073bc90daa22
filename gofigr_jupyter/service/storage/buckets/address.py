"""BucketAddress: where a bucket is, and how one signs in to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

from gofigr_jupyter.errors import InvalidInput

LOOKS_LIKE = "s3://bucket/prefix?endpoint=https://host:port&region=..."
MOST_PREFIX = 512
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_REGION = re.compile(r"[a-z0-9-]{1,32}")
_OPTIONS = frozenset({"endpoint", "region"})


@dataclass(frozen=True, kw_only=True)
class AccessKey:
    """What signs requests to an object store."""

    id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class BucketAddress:
    """A place in a bucket.

    Without an endpoint it is at AWS; without a key, the usual settings of AWS (environment, files,
    the machine's role) sign in. Raises InvalidInput for what cannot be an address.
    """

    bucket: str
    prefix: str = ""
    endpoint: str | None = None
    region: str | None = None
    key: AccessKey | None = None

    def __post_init__(self) -> None:
        if not _BUCKET.fullmatch(self.bucket):
            raise InvalidInput(
                f"{self.bucket[:80]!r} cannot be the name of a bucket.",
                hint="It has 3 to 63 lower-case letters, digits, dots and hyphens.",
                field="bucket",
            )
        if len(self.prefix) > MOST_PREFIX or not self.prefix.isprintable():
            raise InvalidInput(
                f"The prefix {self.prefix[:80]!r} is too long or has control characters.",
                field="key",
            )
        if self.region is not None and not _REGION.fullmatch(self.region):
            raise InvalidInput(
                f"{self.region[:80]!r} cannot be a region.",
                hint="A region looks like eu-central-1.",
                field="region",
            )
        if self.endpoint is not None and not is_endpoint(self.endpoint):
            raise InvalidInput(
                f"{self.endpoint[:200]!r} cannot be the endpoint of an object store.",
                hint="It looks like https://host:port.",
                field="endpoint",
            )

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    @property
    def store(self) -> str:
        """What the object store is called in a sentence."""
        return self.endpoint or "AWS"

    def path(self, name: str) -> str:
        """The key of the object `name` below the prefix."""
        return f"{self.prefix}/{name}" if self.prefix else name


def bucket_of(url: str) -> BucketAddress:
    """The address that `s3://bucket/prefix?endpoint=...&region=...` stands for.

    Raises InvalidInput for everything else, also for a URL with a key in it: command lines and
    logs would show it.
    """
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    unknown = sorted(options.keys() - _OPTIONS)
    if parts.scheme != "s3" or "@" in parts.netloc or unknown or parts.fragment:
        about = f"it has {unknown[0][:40]!r}" if unknown else "it is of an unknown kind"
        if "@" in parts.netloc:
            about = "it holds a key, which others could see"
        raise InvalidInput(
            f"The address of the bucket cannot be used: {about}.",
            hint=f"It looks like {LOOKS_LIKE}. Keys come from AWS_ACCESS_KEY_ID and "
            "AWS_SECRET_ACCESS_KEY, or from a profile that AWS_PROFILE names.",
            field="blobs_url",
        )
    return BucketAddress(
        bucket=parts.netloc,
        prefix=unquote(parts.path).strip("/"),
        endpoint=options.get("endpoint") or None,
        region=options.get("region") or None,
    )


def is_endpoint(text: str) -> bool:
    """Whether `text` is an address of a host and nothing more."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for what is no port
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and bool(parts.hostname)
        and "@" not in parts.netloc
        and parts.path in ("", "/")
        and not (parts.query or parts.fragment)
    )
