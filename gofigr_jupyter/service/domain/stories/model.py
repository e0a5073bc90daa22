"""Stories as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gofigr_jupyter.ids import RevisionId, StoryId, WorkspaceId
from gofigr_jupyter.service.domain.model import EMPTY_OBJECT, JsonText, Moment, Stamped


class SlideType(StrEnum):
    """What a slide is for."""

    TITLE = "title"
    INTRODUCTION = "introduction"
    FIGURE = "figure"
    GOALS = "goals"
    DATA = "data"
    CONCLUSION = "conclusion"
    CUSTOM = "custom"


@dataclass(frozen=True, kw_only=True)
class Story(Stamped):
    """A presentation or report over figures of one workspace. Texts are Markdown, names are not."""

    id: StoryId
    workspace_id: WorkspaceId
    name: str
    description: str | None = None
    title: str | None = None
    introduction: str | None = None
    goals: str | None = None
    audience: str | None = None

    @property
    def heading(self) -> str:
        """What stands above it."""
        return self.title or self.name

    @property
    def touched_on(self) -> Moment:
        """When it was last changed."""
        return self.updated_on or self.created_on


@dataclass(frozen=True, kw_only=True)
class Slide:
    """One slide. `place` counts from 0; `position` is the number that its writer gave.

    `slide_id` is its writer's name for it, once in a story. `notes` are for the speaker.
    """

    story_id: StoryId
    place: int
    slide_id: str
    slide_type: SlideType
    position: int
    title: str | None = None
    content: str = ""
    revision_id: RevisionId | None = None
    slide_data: JsonText = EMPTY_OBJECT
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """A story with what is in it; only revisions that are still there."""

    story: Story
    revisions: Sequence[RevisionId] = ()
    slides: Sequence[Slide] = ()
    slide_count: int = 0
