"""What questions need from outside: rows, and assistants that answer."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.ids import RevisionId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.insight.model import AiSettings, AiUse, Tally
from gofigr_jupyter.service.domain.model import Moment
from gofigr_jupyter.service.domain.ports import Rows


class AiChoices(Protocol):
    """Stored settings."""

    def of(self, workspace: WorkspaceId | None) -> AiSettings | None:
        """Those of a workspace, or for None those of the service; None where nobody chose."""

    def titled(self) -> bool:
        """Whether revisions get titles in some workspace."""

    def untitled(self, *, since: Moment, limit: int) -> Sequence[RevisionId]:
        """Revisions made since then that should have a title or a description, oldest first.

        Only those count that were made since that was chosen for their workspace.
        """

    def put(self, settings: AiSettings) -> None:
        """Keep settings in place of those of the same workspace."""

    def remove(self, workspace: WorkspaceId | None) -> None:
        """Forget a choice."""


class AiUses(Rows[AiUse], Protocol):
    """What was asked; rows are only ever added, and told how they ended."""

    def count(self, workspace: WorkspaceId, *, since: Moment) -> int:
        """How many questions of a workspace went to models elsewhere since then."""

    def of_user(self, user: UserId, *, since: Moment) -> Sequence[Tally]:
        """What a user asked since then, by provider and model."""

    def titled(self, revision: RevisionId) -> AiUse | None:
        """What last gave a revision its title and description."""

    def has_seen(self, user: UserId, *, workspace: WorkspaceId | None, host: str) -> bool:
        """Whether a user saw what is sent to a host from a workspace."""


@dataclass(frozen=True)
class Prompt:
    """What is sent to a model: how to answer, what is known and asked, and perhaps the picture."""

    rules: str
    text: str
    picture: bytes | None = None

    @property
    def sent(self) -> bytes:
        """Everything in it."""
        return "\0".join((self.rules, self.text)).encode() + (self.picture or b"")


@dataclass(frozen=True)
class Tokens:
    """How much a model read and wrote, as it says itself."""

    read: int
    written: int


class Assistant(Protocol):
    """A model elsewhere that answers."""

    @property
    def host(self) -> str:
        """Where it is."""

    def stream(self, prompt: Prompt) -> AsyncGenerator[str | Tokens, None]:
        """The answer piece by piece. Raises ServiceUnavailable or RateLimited when it breaks off.

        Whoever closes it early stops the model.
        """


class Assistants(Protocol):
    """Makes assistants of settings, and keeps their keys from being read."""

    def assistant(self, settings: AiSettings, *, model: str | None = None) -> Assistant:
        """The one that the settings name. Raises InvalidInput where they cannot be used."""

    def checked(self, settings: AiSettings, *, key_of: AiSettings | None) -> AiSettings:
        """The settings, if they may be chosen here; without a key, with that of `key_of`.

        Raises InvalidInput.
        """

    def sealed(self, key: str) -> str:
        """A key, unreadable without the service."""
