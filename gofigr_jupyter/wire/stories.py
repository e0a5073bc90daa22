"""Stories and their slides, as they travel.

`title`, `introduction`, `goals`, `audience` and `slide_count` of a story, `based_on` of a change,
and `title` and `notes` of a slide, are ours; clients that do not know them leave them out.
"""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Raw, Struct, UnsetType, field

from gofigr_jupyter.wire.revisions import Id, Parent, Stamps, Time


class Slide(Struct, kw_only=True):
    """One slide of a story.

    `slide_type` is title, introduction, figure, goals, data, conclusion or custom. `content` is
    Markdown; `notes` are for the speaker. `revision_id` is null where the figure is gone.
    """

    slide_id: str
    slide_type: str
    position: int
    title: str | None = None
    content: str = ""
    revision_id: Id | None = None
    slide_data: Any = field(default_factory=dict)  # any JSON object
    notes: str = ""


class Story(Stamps, kw_only=True):
    """A story: figures of one workspace in an order, with words. Shallow without `slides`."""

    api_id: Id
    name: str
    description: str | None = None
    workspace: Id
    title: str | None = None
    introduction: str | None = None
    goals: str | None = None
    audience: str | None = None
    revisions: list[Id]
    slide_count: int = 0
    slides: list[Slide] | UnsetType = UNSET


class SlideBody(Struct, kw_only=True):
    """A slide in a request. Without `slide_id` it gets one, without `position` its place."""

    slide_type: str
    slide_id: str | None = None
    position: int | None = None
    title: str | None = None
    content: str | None = None
    revision_id: Parent | None = None
    slide_data: Raw | UnsetType = UNSET
    notes: str | None = None


class StoryBody(Struct, kw_only=True):
    """A new story, or a change of one; `revisions` and `slides` replace all of them.

    A change that is `based_on` another state (its `updated_on`, or else `created_on`) is refused.
    """

    based_on: Time | UnsetType = UNSET
    name: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    workspace: Parent | UnsetType = UNSET
    title: str | UnsetType | None = UNSET
    introduction: str | UnsetType | None = UNSET
    goals: str | UnsetType | None = UNSET
    audience: str | UnsetType | None = UNSET
    revisions: list[Parent] | UnsetType | None = UNSET
    slides: list[SlideBody] | UnsetType | None = UNSET
