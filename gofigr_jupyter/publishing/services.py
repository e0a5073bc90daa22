"""The services that an outbox knows: where each is, and as whom to sign in.

A kernel writes the record of the service it was configured for; the service process of the data
folder reads it to deliver. Records hold credentials and are readable by their owner alone.
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from gofigr_jupyter.errors import NotFound, StorageUnavailable

EMBEDDED = "embedded"


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service that keeps figures. `url` is "embedded" for the one of this data folder."""

    name: str
    url: str
    api_key: str | None = None
    username: str | None = None
    password: str | None = None


EMBEDDED_SERVICE = Service(name=EMBEDDED, url=EMBEDDED)


def service_at(
    url: str,
    *,
    api_key: str | None = None,
    username: str | None = None,
    password: str | None = None,
) -> Service:
    """The service at `url`, under a name that tells two accounts on one service apart."""
    if url == EMBEDDED:
        return EMBEDDED_SERVICE
    account = username if api_key is None else f"key {api_key}"
    digest = hashlib.blake2b(f"{url} {account}".encode(), digest_size=5).hexdigest()
    host = re.sub(r"[^a-z0-9.]+", "_", url.split("://", 1)[-1].split("/")[0].lower())
    return Service(
        name=f"{host[:40]}_{digest}",
        url=url,
        api_key=api_key,
        username=username,
        password=password,
    )


class Services:
    """The records in an outbox's folder."""

    def __init__(self, outbox: Path) -> None:
        self._folder = outbox / "services"

    def add(self, service: Service) -> None:
        """Keep `service`; a record of the same name is replaced. The embedded one needs none.

        Raises StorageUnavailable when it cannot be written.
        """
        if service == EMBEDDED_SERVICE:
            return
        aside = self._folder / f".{service.name}.{os.getpid()}.part"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            aside.unlink(missing_ok=True)
            file = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(file, "wb") as stream:
                stream.write(msgspec.json.encode(service))
            os.replace(aside, self._folder / f"{service.name}.json")
        except OSError as error:
            raise StorageUnavailable(
                f"The address of {service.url} cannot be written to {self._folder}: "
                f"{error.strerror}.",
                hint="Make the data folder writable, or name another one in GF_DATA_DIR.",
            ) from error

    def get(self, name: str) -> Service:
        """The service called `name`. Raises NotFound when there is no readable record of it."""
        if name == EMBEDDED:
            return EMBEDDED_SERVICE
        try:
            data = (self._folder / f"{name}.json").read_bytes()
            return msgspec.json.decode(data, type=Service)
        except (OSError, msgspec.MsgspecError) as error:
            raise NotFound(
                f"Nothing is known here of the service {name!r}.",
                hint="Load the extension in a notebook that uses it: %load_ext gofigr_jupyter",
            ) from error

    def followers(self, service: Service) -> list[Service]:
        """The records of the same address that were written after that of `service`, newest first.

        Whoever corrects a key makes a new record; what waits under the refused one can follow it.
        """
        try:
            written = {path: path.stat().st_mtime_ns for path in self._folder.glob("*.json")}
        except OSError:
            return []
        since = written.get(self._folder / f"{service.name}.json", 0)
        later = sorted((p for p in written if written[p] > since), key=written.__getitem__)
        found = [self.get(path.stem) for path in reversed(later)]
        return [other for other in found if other.url == service.url]


def app_url(url: str) -> str:
    """The address of the pages that belong to the API at `url`.

    A service serves both at one address, unless it calls itself `api.`: then pages are at `app.`.
    """
    scheme, _, rest = url.partition("://")
    return f"{scheme}://app.{rest.removeprefix('api.')}" if rest.startswith("api.") else url


def revision_link(url: str, revision: str) -> str:
    """Where a browser shows a revision of the service at `url`, by its short id or its id."""
    return f"{app_url(url)}/r/{revision}"
