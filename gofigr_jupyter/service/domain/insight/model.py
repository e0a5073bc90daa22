"""Settings of assistants and the record of their use, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gofigr_jupyter.ids import RevisionId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import Moment

NEVER = Moment(0)


class Provider(StrEnum):
    """Who answers: this service by computing, or a model elsewhere."""

    LOCAL = "local"
    OPENAI = "openai"
    BEDROCK = "bedrock"


class Purpose(StrEnum):
    """What somebody asked for."""

    QUESTION = "question"
    COMPARE = "compare"
    TEXT = "text"
    STORY = "story"
    COMMENT = "comment"
    TITLE = "title"
    PREVIEW = "preview"
    TRY = "try"


class Outcome(StrEnum):
    """How it ended."""

    STARTED = "started"
    ANSWERED = "answered"
    FAILED = "failed"
    CANCELED = "canceled"
    SHOWN = "shown"


@dataclass(frozen=True, kw_only=True)
class AiSettings:
    """Who answers in a workspace, or without one in all that do not choose.

    `sealed` is the key, encrypted. `monthly_limit` counts questions to models elsewhere. With
    `titles` new revisions get a title and a description.
    """

    id: str
    workspace_id: WorkspaceId | None = None
    provider: Provider = Provider.LOCAL
    base_url: str = ""
    model: str = ""
    sealed: str | None = None
    timeout_seconds: int = 60
    retries: int = 2
    pictures: bool = False
    titles: bool = False
    monthly_limit: int | None = None
    updated_by: str = ""
    updated_on: Moment = NEVER

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves the machine."""
        return self.provider is Provider.LOCAL


NOTHING_CHOSEN = AiSettings(id="")


@dataclass(frozen=True, kw_only=True)
class AiUse:
    """One question. `digest` is the BLAKE3 hash of what was sent elsewhere."""

    id: str
    at: Moment
    user_id: UserId
    workspace_id: WorkspaceId | None
    revision_id: RevisionId | None
    purpose: Purpose
    provider: Provider
    model: str
    host: str = ""
    digest: str | None = None
    sent_bytes: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    outcome: Outcome = Outcome.STARTED


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How much a provider and model was asked by somebody."""

    provider: Provider
    model: str
    questions: int
    input_tokens: int
    output_tokens: int
