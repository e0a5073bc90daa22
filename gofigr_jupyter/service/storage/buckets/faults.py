"""What object stores refuse, in sentences that say what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectionError,
    CredentialRetrievalError,
    HTTPClientError,
    NoCredentialsError,
    NoRegionError,
    PartialCredentialsError,
    ProfileNotFound,
)

from gofigr_jupyter.errors import StorageUnavailable
from gofigr_jupyter.service.storage.buckets.address import BucketAddress

NO_KEY = (
    NoCredentialsError,
    PartialCredentialsError,
    CredentialRetrievalError,
    ProfileNotFound,
)
MISSING = frozenset({"NoSuchKey", "404", "NotFound"})
TAKEN = frozenset({"PreconditionFailed", "ConditionalRequestConflict", "412"})
GIVE_KEY = (
    "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile of ~/.aws with AWS_PROFILE."
)
SEE_KEY = "See that the key and its secret are right and still valid."
SEE_RIGHTS = "It needs to list the bucket, and to get, put and delete objects below the prefix."
SEE_REGION = "Give the region in which the bucket is."
_REFUSED = {
    "InvalidAccessKeyId": ("does not know the key", SEE_KEY),
    "SignatureDoesNotMatch": ("refuses the key: its secret is wrong", SEE_KEY),
    "InvalidToken": ("refuses the session token of the key", SEE_KEY),
    "ExpiredToken": ("refuses the key: its session is over", SEE_KEY),
    "RequestTimeTooSkewed": ("refuses the time of this machine", "Set the clock."),
    "AccessDenied": ("does not let this key do that", SEE_RIGHTS),
    "403": ("does not let this key in", f"{SEE_KEY} {SEE_RIGHTS}"),
    "AllAccessDisabled": ("does not let this key in", SEE_RIGHTS),
    "NoSuchBucket": ("has no such bucket", "Make it there first, or name another one."),
    "PermanentRedirect": ("has it in another region", SEE_REGION),
    "AuthorizationHeaderMalformed": ("has it in another region", SEE_REGION),
    "IllegalLocationConstraintException": ("has it in another region", SEE_REGION),
    "301": ("has it in another region", SEE_REGION),
    "QuotaExceeded": ("has no space left for it", "Make room there."),
    "SlowDown": ("is overloaded", "Try again in a while."),
}


class Missing(StorageUnavailable):
    """The object store answers, but the object is not there."""


def code_of(error: ClientError) -> str:
    """The word that the object store has for what went wrong."""
    return str(error.response.get("Error", {}).get("Code", ""))


@contextmanager
def spoken(address: BucketAddress) -> Iterator[None]:
    """Turns what the object store and its library raise into StorageUnavailable."""
    try:
        yield
    except ClientError as error:
        code = code_of(error)
        if code in MISSING:
            raise Missing(f"It is not in the bucket {address.bucket!r}.") from error
        told, hint = _REFUSED.get(code, (f"answers {code or 'an error'}", "Try again in a while."))
        raise _unavailable(address, told, hint) from error
    except NO_KEY as error:
        raise StorageUnavailable(
            f"There is no key for the bucket {address.bucket!r}.", hint=GIVE_KEY
        ) from error
    except NoRegionError as error:
        raise _unavailable(address, "needs a region", SEE_REGION) from error
    except (ConnectionError, HTTPClientError) as error:
        raise _unavailable(
            address, "does not answer", "See that it runs and can be reached from this machine."
        ) from error
    except BotoCoreError as error:
        raise _unavailable(address, f"cannot be used: {error}", "Try again in a while.") from error


def _unavailable(address: BucketAddress, told: str, hint: str) -> StorageUnavailable:
    return StorageUnavailable(
        f"The bucket {address.bucket!r} cannot be used: {address.store} {told.rstrip('.')}.",
        hint=hint,
    )
