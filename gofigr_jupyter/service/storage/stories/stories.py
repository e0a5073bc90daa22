"""Stories with their revisions and slides, stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Executable, Table, bindparam, delete, func, insert, select

from gofigr_jupyter.ids import RevisionId, StoryId, WorkspaceId
from gofigr_jupyter.service.domain.stories.model import Slide, Story
from gofigr_jupyter.service.storage.driver.connection import Connection, Parameters, Result
from gofigr_jupyter.service.storage.rows import Mapped, TableRows
from gofigr_jupyter.service.storage.stories.story_tables import slides, stories, story_revisions

STORIES = Mapped(stories, Story)
_IN_THEM = STORIES.select().where(
    stories.c.workspace_id.in_(bindparam("workspaces", expanding=True))
)
_OLDEST_FIRST = _IN_THEM.order_by(stories.c.created_on)
_RECENT = (
    STORIES.select()
    .where(stories.c.workspace_id == bindparam("workspace"))
    .order_by(func.coalesce(stories.c.updated_on, stories.c.created_on).desc())
    .limit(bindparam("at_most"))
)
_REVISIONS = (
    select(story_revisions.c.story_id, story_revisions.c.revision_id)
    .where(story_revisions.c.story_id.in_(bindparam("ids", expanding=True)))
    .order_by(story_revisions.c.place)
)
_SLIDES = (
    select(*slides.c)
    .where(slides.c.story_id.in_(bindparam("ids", expanding=True)))
    .order_by(slides.c.place)
)

_SLIDE_COUNTS = (
    select(slides.c.story_id, func.count())
    .where(slides.c.story_id.in_(bindparam("ids", expanding=True)))
    .group_by(slides.c.story_id)
)


class StoryRows(TableRows[Story]):
    """Implements `domain.stories.ports.Stories`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, STORIES)

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Story]:
        """Those of the given workspaces, oldest first."""
        return self.every(_OLDEST_FIRST, workspaces=list(workspaces))

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Story]:
        """Those of a workspace that were changed last, newest first."""
        return self.every(_RECENT, workspace=workspace, at_most=limit)

    def count(self, workspace: WorkspaceId) -> int:
        """How many a workspace holds."""
        query = select(func.count()).where(stories.c.workspace_id == workspace)
        number: int = self.connection.execute(query).scalar_one()
        return number

    def revisions_of(self, ids: Collection[StoryId]) -> Mapping[StoryId, Sequence[RevisionId]]:
        """The revisions of stories, each in the order of its story."""
        found: dict[StoryId, list[RevisionId]] = defaultdict(list)
        for story, revision in self._of(_REVISIONS, ids).tuples():
            found[story].append(revision)
        return found

    def slides_of(self, ids: Collection[StoryId]) -> Mapping[StoryId, Sequence[Slide]]:
        """The slides of stories, in their order."""
        found: dict[StoryId, list[Slide]] = defaultdict(list)
        for row in self._of(_SLIDES, ids).mappings():
            found[row["story_id"]].append(Slide(**row))
        return found

    def count_slides(self, ids: Collection[StoryId]) -> Mapping[StoryId, int]:
        """How many slides stories have; those without any are left out."""
        return {row[0]: row[1] for row in self._of(_SLIDE_COUNTS, ids).tuples()}

    def replace_revisions(self, story: StoryId, revisions: Sequence[RevisionId]) -> None:
        """Give a story other revisions."""
        rows: list[Parameters] = [
            {"story_id": story, "place": place, "revision_id": revision}
            for place, revision in enumerate(revisions)
        ]
        self._replace(story_revisions, story, rows)

    def replace_slides(self, story: StoryId, made: Sequence[Slide]) -> None:
        """Give a story other slides."""
        self._replace(slides, story, [vars(slide) for slide in made])

    def _of(self, query: Executable, ids: Collection[StoryId]) -> Result:
        return self.connection.execute(query, {"ids": list(ids)})

    def _replace(self, table: Table, story: StoryId, rows: list[Parameters]) -> None:
        self.connection.execute(delete(table).where(table.c.story_id == story))
        if rows:
            self.connection.execute(insert(table), rows)
