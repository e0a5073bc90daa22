"""What the domain tells about stories, as it travels."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories import stories as domain
from gofigr_jupyter.service.domain.stories.model import Slide, Story, Told
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.wire import stories as wire


def story(tx: Transaction, found: Story, *, whole: bool = True) -> wire.Story:
    """One story; without slides unless `whole`."""
    return stories(tx, [found], whole=whole)[0]


def stories(tx: Transaction, found: Sequence[Story], *, whole: bool = True) -> list[wire.Story]:
    """Stories; without slides unless `whole`."""
    return [_story(each, whole=whole) for each in domain.told(tx, found, whole=whole)]


def _story(told: Told, *, whole: bool) -> wire.Story:
    found = told.story
    shown = wire.Story(
        api_id=found.id,
        name=found.name,
        description=found.description,
        workspace=found.workspace_id,
        title=found.title,
        introduction=found.introduction,
        goals=found.goals,
        audience=found.audience,
        revisions=list(told.revisions),
        slide_count=told.slide_count,
        slides=[_slide(each) for each in told.slides] if whole else UNSET,
    )
    return responses.stamped(shown, found)


def _slide(found: Slide) -> wire.Slide:
    return wire.Slide(
        slide_id=found.slide_id,
        slide_type=found.slide_type.value,
        position=found.position,
        title=found.title,
        content=found.content,
        revision_id=found.revision_id,
        slide_data=responses.raw(found.slide_data),
        notes=found.notes,
    )
