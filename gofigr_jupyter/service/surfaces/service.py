"""Service: what a surface works with."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.domain.insight.ports import Assistants
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people.attempts import Attempts
from gofigr_jupyter.service.domain.people.mail import Mailer
from gofigr_jupyter.service.domain.people.registration import Registration
from gofigr_jupyter.service.domain.people.storage import Storage
from gofigr_jupyter.service.domain.ports import Blobs, Database
from gofigr_jupyter.service.domain.search.indexing import Indexer
from gofigr_jupyter.service.domain.tokens import Signer
from gofigr_jupyter.service.surfaces.keyring import KeyRing
from gofigr_jupyter.service.surfaces.newsroom import Newsroom


class Thumbnailer(Protocol):
    """Makes small pictures."""

    def __call__(
        self, blob: ContentHash, *, format: str, size: int, wait: bool = True
    ) -> bytes | None:
        """A PNG of the file with this hash, longest side `size`; None where there is none.

        Without `wait`, also None where it is not made yet; it is then made for the next who asks.
        """


@dataclass(frozen=True, kw_only=True)
class LocalUser:
    """The user of an embedded service, and the key that signs in as her.

    With `sees_pages`, her own browser on this machine needs no sign-in for web pages.
    """

    actor: Actor
    key: str | None
    sees_pages: bool = False


@dataclass(frozen=True, kw_only=True)
class Service:
    """An open service. `signer` is made when first needed; `close` lets go of everything.

    `threads` run what waits for the disk.
    """

    threads: Executor
    database: Database
    news: Newsroom
    blobs: Blobs
    storage: Storage
    index: Indexer
    thumbnail: Thumbnailer
    signer: Callable[[], Signer]
    local: LocalUser | None
    mailer: Mailer
    attempts: Attempts
    assistants: Assistants
    keys: KeyRing
    registration: Registration
    app_url: str | None
    close: Callable[[], None]
