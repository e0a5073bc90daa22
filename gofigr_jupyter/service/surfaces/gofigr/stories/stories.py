"""Stories over the wire: made, read, changed, deleted."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.stories import stories
from gofigr_jupyter.service.domain.stories.model import Story
from gofigr_jupyter.service.domain.stories.slides import SlideDraft
from gofigr_jupyter.service.surfaces.gofigr import times
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.service.surfaces.gofigr.revisions import json_object
from gofigr_jupyter.service.surfaces.gofigr.stories import told
from gofigr_jupyter.service.surfaces.gofigr.workspaces import required
from gofigr_jupyter.wire import stories as wire


def list_stories(call: Call) -> list[wire.Story]:
    """The stories in all workspaces of the caller, or in one of them, oldest first."""
    place = call.query.get("workspace")

    def gather(tx: Transaction) -> list[wire.Story]:
        found = stories.own_stories(tx, call.actor, workspace=place)
        return told.stories(tx, found, whole=not call.shallow)

    return call.service.database.read(gather)


def create_story(call: Call) -> wire.Story:
    """Make a story in a workspace, perhaps with its revisions and slides."""
    body = call.decode(wire.StoryBody)
    required(body.name, "name")
    if body.workspace is UNSET:
        required(None, "workspace")
    wanted = _changes(body)
    return call.service.database.write(
        lambda tx: told.story(tx, stories.create_story(tx, call.actor, wanted))
    )


def show_story(call: Call) -> wire.Story:
    """A story with its slides."""
    return call.service.database.read(
        lambda tx: told.story(tx, access.story(tx, call.caller, call.id), whole=not call.shallow)
    )


def change_story(call: Call) -> wire.Story:
    """Change a story; what is left out stays, revisions and slides are replaced whole."""
    changes = _changes(call.decode(wire.StoryBody))

    def change(tx: Transaction) -> Story:
        return stories.change_story(tx, call.actor, call.id, changes, silent=call.silent)

    return call.service.database.write(lambda tx: told.story(tx, change(tx)))


def delete_story(call: Call) -> None:
    """Delete a story; the figures in it stay."""
    call.service.database.write(lambda tx: stories.delete_story(tx, call.actor, call.id))


def _changes(body: wire.StoryBody) -> stories.StoryChanges:
    changes = stories.StoryChanges()
    if body.based_on is not UNSET:
        changes["based_on"] = times.moment(body.based_on, field="based_on")
    if body.name is not UNSET:
        changes["name"] = body.name
    if body.workspace is not UNSET:
        changes["workspace"] = parent_id(body.workspace, field="workspace")
    if body.description is not UNSET:
        changes["description"] = body.description
    if body.title is not UNSET:
        changes["title"] = body.title
    if body.introduction is not UNSET:
        changes["introduction"] = body.introduction
    if body.goals is not UNSET:
        changes["goals"] = body.goals
    if body.audience is not UNSET:
        changes["audience"] = body.audience
    if body.revisions is not UNSET:
        changes["revisions"] = [
            parent_id(each, field=f"revisions[{place}]")
            for place, each in enumerate(body.revisions or ())
        ]
    if body.slides is not UNSET:
        changes["slides"] = _drafts(body.slides or ())
    return changes


def _drafts(slides: Sequence[wire.SlideBody]) -> Sequence[SlideDraft]:
    return [_draft(slide, field=f"slides[{place}]") for place, slide in enumerate(slides)]


def _draft(body: wire.SlideBody, *, field: str) -> SlideDraft:
    revision = body.revision_id
    return SlideDraft(
        slide_type=body.slide_type,
        slide_id=body.slide_id,
        position=body.position,
        title=body.title,
        content=body.content or "",
        revision=None if revision is None else parent_id(revision, field=f"{field}.revision_id"),
        slide_data=json_object(
            body.slide_data, what="slide_data of a slide", field=f"{field}.slide_data"
        ),
        notes=body.notes or "",
    )
