"""The slides of a story as they are shown: those that somebody wrote, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gofigr_jupyter.ids import RevisionId
from gofigr_jupyter.service.domain.stories.model import Slide, SlideType, Story, Told

_LAST = SlideType.CONCLUSION


def outline(told: Told) -> Sequence[Slide]:
    """The slides to show, in order.

    A story without a title slide gets one, and what it says of introduction and goals stands on
    slides of their own. Revisions that no slide shows come before the conclusion.
    """
    story, written = told.story, list(told.slides)
    kinds = {slide.slide_type for slide in written}
    shown = {slide.revision_id for slide in written}
    figures = [
        _slide(story, SlideType.FIGURE, revision_id=revision)
        for revision in told.revisions
        if revision not in shown
    ]
    ends = next((n for n, each in enumerate(written) if each.slide_type is _LAST), len(written))
    body = [*written[:ends], *figures, *written[ends:]]
    first = 1 if body and body[0].slide_type is SlideType.TITLE else 0
    return [*body[:first], *_opening(story, kinds), *body[first:]]


def _opening(story: Story, kinds: set[SlideType]) -> Iterator[Slide]:
    if SlideType.TITLE not in kinds:
        yield _slide(story, SlideType.TITLE, title=story.heading, content=story.description)
    if story.introduction and SlideType.INTRODUCTION not in kinds:
        introduction = story.introduction
        yield _slide(story, SlideType.INTRODUCTION, title="Introduction", content=introduction)
    if story.goals and SlideType.GOALS not in kinds:
        yield _slide(story, SlideType.GOALS, title="Goals", content=story.goals)


def _slide(
    story: Story,
    kind: SlideType,
    *,
    title: str | None = None,
    content: str | None = None,
    revision_id: RevisionId | None = None,
) -> Slide:
    return Slide(
        story_id=story.id,
        place=0,
        slide_id="",
        slide_type=kind,
        position=0,
        title=title,
        content=content or "",
        revision_id=revision_id,
    )
