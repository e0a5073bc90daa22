"""The parameters of a bucket that somebody chooses for a workspace, and how they are kept."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain.model import JsonText
from gofigr_jupyter.service.domain.people.model import Store
from gofigr_jupyter.service.storage.buckets.address import AccessKey, BucketAddress

VENDORS = frozenset({"aws", "s3"})
"""Vendors whose places are buckets, in lower case."""
Shape = TypeVar("Shape")


class Secret(Struct, kw_only=True):
    """How one signs in to a bucket."""

    access_key_id: str
    secret_access_key: str


class Params(Struct, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A bucket as it is chosen; `key` is the prefix, as the wire has it."""

    bucket: str
    key: str = ""
    endpoint: str | None = None
    region: str | None = None
    access_key_id: str | UnsetType = UNSET
    secret_access_key: str | UnsetType = UNSET

    @property
    def secret(self) -> Secret:
        """How one signs in. Raises InvalidInput: nobody uses the service's own key by a choice."""
        if not (self.access_key_id and self.secret_access_key):
            raise InvalidInput(
                f"There is no key for the bucket {self.bucket[:80]!r}.",
                hint="Give access_key_id and secret_access_key of a key for this bucket alone.",
                field="params",
            )
        return Secret(access_key_id=self.access_key_id, secret_access_key=self.secret_access_key)

    @property
    def location(self) -> JsonText:
        """Where the bucket is, always in the same words."""
        bare = Params(bucket=self.bucket, key=self.key, endpoint=self.endpoint, region=self.region)
        return JsonText(msgspec.json.encode(bare).decode())

    @property
    def shown(self) -> JsonText:
        """What others may see of them."""
        return JsonText(
            msgspec.json.encode(msgspec.structs.replace(self, secret_access_key=UNSET)).decode()
        )


def params_of(text: JsonText | None) -> Params:
    """The parameters in `text`. Raises InvalidInput with the one that does not fit."""
    try:
        params = msgspec.json.decode(text or "{}", type=Params)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `")
        raise InvalidInput(
            f"The parameters do not fit: {problem[:1].lower()}{problem[1:]}.",
            hint="There are bucket, key (the prefix), endpoint, region, access_key_id and "
            "secret_access_key.",
            field=f"params{place.rstrip('`').removeprefix('$')}",
        ) from error
    endpoint = (params.endpoint or "").rstrip("/") or None
    return msgspec.structs.replace(params, key=params.key.strip("/"), endpoint=endpoint)


def address_of(store: Store, secret: Secret) -> BucketAddress:
    """The place of a store: a folder of its own below the prefix that was chosen.

    So no other store, of whatever service, sweeps what lies there.
    """
    params = msgspec.json.decode(store.location, type=Params)
    return BucketAddress(
        bucket=params.bucket,
        prefix=f"{params.key}/{store.id}" if params.key else store.id,
        endpoint=params.endpoint,
        region=params.region,
        key=AccessKey(id=secret.access_key_id, secret=secret.secret_access_key),
    )
