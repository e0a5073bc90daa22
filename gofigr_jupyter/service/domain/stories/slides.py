"""The slides of a story, checked: what they must look like to be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import RevisionId, new_id
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.model import EMPTY_OBJECT, Actor, JsonText
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories.model import Slide, SlideType, Story

MOST_SLIDES = 500
MOST_REVISIONS = 1000
MOST_SLIDE_ID = 100
MOST_SLIDE_DATA = 256 * 1024
MOST_POSITION = 2**31 - 1


@dataclass(frozen=True, kw_only=True)
class SlideDraft:
    """A slide as it was asked for. Without `slide_id` it gets one, without `position` its place."""

    slide_type: str
    slide_id: str | None = None
    position: int | None = None
    title: str | None = None
    content: str = ""
    revision: str | None = None
    slide_data: JsonText = EMPTY_OBJECT
    notes: str = ""


def revisions_for(
    tx: Transaction, actor: Actor, story: Story, ids: Sequence[str]
) -> Sequence[RevisionId]:
    """The revisions that a story is about, once each. Raises InvalidInput for those elsewhere."""
    if len(ids) > MOST_REVISIONS:
        raise _too_many("revisions", len(ids), MOST_REVISIONS)
    found = [
        revision_in(tx, actor, story, id, field=f"revisions[{place}]")
        for place, id in enumerate(ids)
    ]
    return list(dict.fromkeys(found))


def slides_for(
    tx: Transaction, actor: Actor, story: Story, drafts: Sequence[SlideDraft]
) -> Sequence[Slide]:
    """The slides of a story, in the order of their positions. Raises InvalidInput."""
    if len(drafts) > MOST_SLIDES:
        raise _too_many("slides", len(drafts), MOST_SLIDES)
    ids: set[str] = set()
    made = [_slide(tx, actor, story, pair) for pair in enumerate(drafts)]
    for place, slide in enumerate(made):
        if slide.slide_id in ids:
            raise InvalidInput(
                f"Two slides have the id {slide.slide_id!r}.",
                hint="Give each slide an id of its own, or none.",
                field=f"slides[{place}].slide_id",
            )
        ids.add(slide.slide_id)
    ordered = sorted(made, key=lambda slide: (slide.position, slide.place))
    return [replace(slide, place=place) for place, slide in enumerate(ordered)]


def revision_in(tx: Transaction, actor: Actor, story: Story, id: str, *, field: str) -> RevisionId:
    """A revision in the workspace of `story`. Raises InvalidInput for one elsewhere."""
    found = access.revision(tx, actor, texts.identifier(id, field=field))
    if found.workspace_id != story.workspace_id:
        raise InvalidInput(
            f"The revision {found.id} is in another workspace.",
            hint="A story tells about figures of one workspace.",
            field=field,
        )
    return found.id


def _slide(tx: Transaction, actor: Actor, story: Story, numbered: tuple[int, SlideDraft]) -> Slide:
    place, draft = numbered
    at = f"slides[{place}]"
    revision = None
    if draft.revision is not None:
        revision = revision_in(tx, actor, story, draft.revision, field=f"{at}.revision_id")
    return Slide(
        story_id=story.id,
        place=place,
        slide_id=_slide_id(draft.slide_id, field=f"{at}.slide_id"),
        slide_type=_type(draft.slide_type, field=f"{at}.slide_type"),
        position=_position(draft.position, place, field=f"{at}.position"),
        title=texts.name(draft.title, field=f"{at}.title") if draft.title else None,
        content=texts.description(draft.content, field=f"{at}.content") or "",
        revision_id=revision,
        slide_data=_data(draft.slide_data, field=f"{at}.slide_data"),
        notes=texts.description(draft.notes, field=f"{at}.notes") or "",
    )


def _slide_id(id: str | None, *, field: str) -> str:
    return texts.name(id, field=field, most=MOST_SLIDE_ID) if id else new_id()


def _type(word: str, *, field: str) -> SlideType:
    try:
        return SlideType(word)
    except ValueError:
        raise InvalidInput(
            f"There is no slide type {word[:60]!r}.",
            hint=f"There are {', '.join(SlideType)}.",
            field=field,
        ) from None


def _position(position: int | None, place: int, *, field: str) -> int:
    if position is None:
        return place
    if not 0 <= position <= MOST_POSITION:
        raise InvalidInput(
            f"A slide cannot stand at position {position}.",
            hint="Positions are numbers from 0 on.",
            field=field,
        )
    return position


def _data(text: JsonText, *, field: str) -> JsonText:
    if len(text) > MOST_SLIDE_DATA:
        raise InvalidInput(
            f"The slide_data has more than {MOST_SLIDE_DATA // 1024} KiB.",
            hint="Put large things into a data object.",
            field=field,
        )
    return text


def _too_many(what: str, number: int, most: int) -> InvalidInput:
    return InvalidInput(
        f"A story of {number:,} {what} is too long.",
        hint=f"It can have at most {most:,}.",
        field=what,
    )
