"""Service: what a surface works with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.domain.imports.ports import Remotes
from gofigr_jupyter.service.domain.insight.ports import Assistants
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people.attempts import Attempts
from gofigr_jupyter.service.domain.people.mail import Mailer
from gofigr_jupyter.service.domain.people.registration import Registration
from gofigr_jupyter.service.domain.people.storage import Storage
from gofigr_jupyter.service.domain.ports import Blobs, Database
from gofigr_jupyter.service.domain.search.decks import Documents
from gofigr_jupyter.service.domain.search.indexing import Indexer
from gofigr_jupyter.service.domain.tokens import Signer
from gofigr_jupyter.service.surfaces.closing import Closing
from gofigr_jupyter.service.surfaces.keyring import KeyRing
from gofigr_jupyter.service.surfaces.newsroom import Newsroom

if TYPE_CHECKING:
    from PIL.Image import Image

    from gofigr_jupyter.pictures.looks.finding import Visible


class Thumbnailer(Protocol):
    """Makes small pictures."""

    def __call__(
        self, blob: ContentHash, *, format: str, size: int, wait: bool = True
    ) -> bytes | None:
        """A PNG of the file with this hash, longest side `size`; None where there is none.

        Without `wait`, also None where it is not made yet; it is then made for the next who asks.
        """


class Recognizer(Protocol):
    """Knows what pictures look like."""

    def alike(self, image: Image, visible: Visible) -> Mapping[int, float]:
        """How much the looks that may be found are like a picture, those that are.

        `visible` says which ones of some looks may be found.
        """

    def look(self, *, seconds: float) -> bool:
        """Look at pictures that came since the last time, for a while; whether all are done."""


class Meaner(Protocol):
    """Knows what documents mean."""

    def near(self, text: str) -> Mapping[int, float]:
        """The documents that mean most nearly what `text` does, and how much."""

    def catch_up(self, *, seconds: float) -> bool:
        """Take in documents that came since the last time, for a while; whether all are done."""


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

    `closing` tells what takes long that the service ends, also before it is closed: `close` waits.
    `is_busy` tells that somebody's long work is being done, which an end would cut short.

    `threads` run what waits for the disk. `meanings` is None where no model is installed.
    """

    threads: Executor
    database: Database
    news: Newsroom
    blobs: Blobs
    storage: Storage
    index: Indexer
    looks: Recognizer
    meanings: Meaner | None
    thumbnail: Thumbnailer
    signer: Callable[[], Signer]
    local: LocalUser | None
    mailer: Mailer
    attempts: Attempts
    assistants: Assistants
    remotes: Remotes
    documents: Documents
    keys: KeyRing
    registration: Registration
    app_url: str | None
    closing: Closing
    is_busy: Callable[[], bool]
    close: Callable[[], None]
