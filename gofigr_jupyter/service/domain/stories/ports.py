"""What the rules about stories need from the store."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from gofigr_jupyter.ids import RevisionId, StoryId, WorkspaceId
from gofigr_jupyter.service.domain.ports import Rows
from gofigr_jupyter.service.domain.stories.model import Slide, Story


class Stories(Rows[Story], Protocol):
    """Stories."""

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Story]:
        """Those of the given workspaces, oldest first."""

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Story]:
        """Those of a workspace that were changed last, newest first."""

    def count(self, workspace: WorkspaceId) -> int:
        """How many a workspace holds."""

    def revisions_of(self, ids: Collection[StoryId]) -> Mapping[StoryId, Sequence[RevisionId]]:
        """The revisions of stories, each in the order of its story."""

    def slides_of(self, ids: Collection[StoryId]) -> Mapping[StoryId, Sequence[Slide]]:
        """The slides of stories, in their order."""

    def count_slides(self, ids: Collection[StoryId]) -> Mapping[StoryId, int]:
        """How many slides stories have; those without any are left out."""

    def replace_revisions(self, story: StoryId, revisions: Sequence[RevisionId]) -> None:
        """Give a story other revisions."""

    def replace_slides(self, story: StoryId, made: Sequence[Slide]) -> None:
        """Give a story other slides."""
