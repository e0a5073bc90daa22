"""Stories: made, found, changed, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from gofigr_jupyter.errors import Conflict, InvalidInput
from gofigr_jupyter.ids import StoryId, new_id
from gofigr_jupyter.service.domain import access, events, texts, workspaces
from gofigr_jupyter.service.domain.model import Action, Actor, Moment, Right
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories import slides
from gofigr_jupyter.service.domain.stories.model import Story, Told
from gofigr_jupyter.service.domain.stories.slides import SlideDraft


class StoryWords(TypedDict, total=False):
    """What is said about a story."""

    name: str
    title: str | None
    description: str | None
    introduction: str | None
    goals: str | None
    audience: str | None


class StoryChanges(StoryWords, total=False):
    """What can be changed about a story; `revisions` and `slides` replace all of them.

    `based_on` is when the story that the writer saw was last changed.
    """

    based_on: Moment
    workspace: str
    revisions: Sequence[str]
    slides: Sequence[SlideDraft]


def create_story(tx: Transaction, actor: Actor, wanted: StoryChanges) -> Story:
    """A new story in a workspace where the actor may create; `wanted` has its name and place."""
    place = access.workspace(tx, actor, wanted["workspace"], need=Right.EDIT)
    story = Story(
        id=StoryId(new_id()),
        workspace_id=place.id,
        created_by=actor.username,
        created_on=tx.now,
        **_checked(wanted),
    )
    tx.stories.add(story)
    _fill(tx, actor, story, wanted)
    events.child_changed(tx, actor, workspace=place.id)
    events.record(tx, actor, Action.CREATE, story)
    return story


def own_stories(tx: Transaction, actor: Actor, *, workspace: str | None = None) -> Sequence[Story]:
    """Those in all workspaces of the actor, or in one of them, oldest first."""
    if workspace is not None:
        return tx.stories.in_workspaces([access.workspace(tx, actor, workspace).id])
    return tx.stories.in_workspaces([w.id for w in workspaces.own_workspaces(tx, actor)])


def change_story(
    tx: Transaction, actor: Actor, id: str, changes: StoryChanges, *, silent: bool = False
) -> Story:
    """Change a story, which stays in its workspace.

    Raises Conflict where it was changed since the state that the changes are `based_on`.
    """
    story = access.story(tx, actor, id, need=Right.EDIT)
    if changes.get("based_on", story.touched_on) != story.touched_on:
        raise Conflict(
            f"The story {story.name!r} was changed meanwhile.",
            hint="Read it again, and put your changes into what it says now.",
            field="based_on",
        )
    if changes.get("workspace", story.workspace_id).lower() != story.workspace_id:
        raise InvalidInput(
            "A story stays in the workspace of its figures.",
            hint="Make another one there.",
            field="workspace",
        )
    words = _checked(changes)
    tx.stories.change(story.id, **words, updated_by=actor.username, updated_on=tx.now)
    changed = tx.stories.get(story.id) or story
    _fill(tx, actor, changed, changes)
    events.child_changed(tx, actor, workspace=changed.workspace_id)
    events.record(tx, actor, Action.UPDATE, changed, silent=silent)
    return changed


def delete_story(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete a story; the figures in it stay."""
    story = access.story(tx, actor, id, need=Right.EDIT)
    tx.stories.remove(story.id)
    events.child_changed(tx, actor, workspace=story.workspace_id)
    events.record(tx, actor, Action.DELETE, story)


def told(tx: Transaction, stories: Sequence[Story], *, whole: bool = True) -> Sequence[Told]:
    """Stories with what is in them; without slides unless `whole`."""
    ids = [story.id for story in stories]
    revisions = tx.stories.revisions_of(ids)
    inside = tx.stories.slides_of(ids) if whole else {}
    counts = tx.stories.count_slides(ids)
    return [
        Told(
            story=each,
            revisions=revisions.get(each.id, ()),
            slides=inside.get(each.id, ()),
            slide_count=counts.get(each.id, 0),
        )
        for each in stories
    ]


def _fill(tx: Transaction, actor: Actor, story: Story, wanted: StoryChanges) -> None:
    if "revisions" in wanted:
        found = slides.revisions_for(tx, actor, story, wanted["revisions"])
        tx.stories.replace_revisions(story.id, found)
    if "slides" in wanted:
        made = slides.slides_for(tx, actor, story, wanted["slides"])
        tx.stories.replace_slides(story.id, made)


def _checked(wanted: StoryWords) -> StoryWords:
    """The words among `wanted`. Raises InvalidInput for some that cannot be kept."""
    found = StoryWords()
    if "name" in wanted:
        found["name"] = texts.name(wanted["name"])
    if "title" in wanted:
        title = wanted["title"]
        found["title"] = texts.name(title, field="title") if title else None
    if "description" in wanted:
        found["description"] = texts.description(wanted["description"])
    if "introduction" in wanted:
        found["introduction"] = texts.description(wanted["introduction"], field="introduction")
    if "goals" in wanted:
        found["goals"] = texts.description(wanted["goals"], field="goals")
    if "audience" in wanted:
        found["audience"] = texts.description(wanted["audience"], field="audience")
    return found
