"""Workspaces, analyses and figures, stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, func, or_, select, update

from gofigr_jupyter.ids import AnalysisId, FigureId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import Analysis, Figure, Moment, Workspace
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.people_tables import organization_members
from gofigr_jupyter.service.storage.rows import HolderRows, Mapped
from gofigr_jupyter.service.storage.search.tables import search_documents
from gofigr_jupyter.service.storage.tables import analyses, figures, members, revisions, workspaces

REMEMBERED = 2048
"""Analyses, and figures, of which lists are asked for again and again."""
WORKSPACES = Mapped(workspaces, Workspace)
_OF_USER = (
    WORKSPACES.select()
    .where(
        or_(
            workspaces.c.id.in_(
                select(members.c.workspace_id).where(members.c.user_id == bindparam("user"))
            ),
            workspaces.c.organization_id.in_(
                select(organization_members.c.organization_id).where(
                    organization_members.c.user_id == bindparam("user")
                )
            ),
        )
    )
    .order_by(workspaces.c.created_on)
)
ANALYSES = Mapped(analyses, Analysis, remembered=REMEMBERED)
_ANALYSES_IN = (
    ANALYSES.select()
    .where(analyses.c.workspace_id.in_(bindparam("workspaces", expanding=True)))
    .order_by(analyses.c.created_on)
)
_RECENT_ANALYSES = (
    ANALYSES.select()
    .where(analyses.c.workspace_id == bindparam("workspace"))
    .order_by(analyses.c.touched_on.desc())
    .limit(bindparam("at_most"))
)
FIGURES = Mapped(figures, Figure, remembered=REMEMBERED)
_IN_ANALYSIS = (
    FIGURES.select()
    .where(figures.c.analysis_id == bindparam("analysis"))
    .order_by(figures.c.created_on)
)
_FIRST_NAMED = _IN_ANALYSIS.where(figures.c.name == bindparam("name")).limit(1)
_FIGURES_IN = (
    FIGURES.select()
    .where(figures.c.workspace_id.in_(bindparam("workspaces", expanding=True)))
    .order_by(figures.c.created_on)
)
_RECENT_FIGURES = (
    FIGURES.select()
    .where(figures.c.workspace_id == bindparam("workspace"))
    .order_by(figures.c.touched_on.desc())
    .limit(bindparam("at_most"))
)
_NEXT_INDEX = (
    update(figures)
    .where(figures.c.id == bindparam("figure"))
    .values(revisions_made=figures.c.revisions_made + 1)
    .returning(figures.c.revisions_made)
)


class WorkspaceRows(HolderRows[Workspace]):
    """Implements `domain.ports.Workspaces`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, WORKSPACES)

    def of_user(self, user: UserId) -> Sequence[Workspace]:
        """Those a user belongs to, directly or by an organization, oldest first."""
        return self.every(_OF_USER, user=user)


class AnalysisRows(HolderRows[Analysis]):
    """Implements `domain.ports.Analyses`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, ANALYSES)

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Analysis]:
        """Those of the given workspaces, oldest first."""
        return self.every(_ANALYSES_IN, workspaces=list(workspaces))

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Analysis]:
        """Those of a workspace that were touched last, newest first."""
        return self.every(_RECENT_ANALYSES, workspace=workspace, at_most=limit)

    def count(self, workspace: WorkspaceId, since: Moment | None = None) -> int:
        """How many a workspace holds, or how many of them were touched since then."""
        query = select(func.count()).where(analyses.c.workspace_id == workspace)
        if since is not None:
            query = query.where(analyses.c.touched_on >= since)
        number: int = self.connection.execute(query).scalar_one()
        return number

    def relocate(self, analysis: AnalysisId, *, workspace: WorkspaceId) -> None:
        """Put an analysis, with everything in it, under another workspace."""
        self.change(analysis, workspace_id=workspace)
        for table in (figures, revisions, search_documents):
            self.connection.execute(
                update(table).where(table.c.analysis_id == analysis).values(workspace_id=workspace)
            )


class FigureRows(HolderRows[Figure]):
    """Implements `domain.ports.Figures`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, FIGURES)

    def in_analysis(self, analysis: AnalysisId) -> Sequence[Figure]:
        """Those of an analysis, oldest first."""
        return self.every(_IN_ANALYSIS, analysis=analysis)

    def first_named(self, analysis: AnalysisId, name: str) -> Figure | None:
        """The oldest one with exactly this name in an analysis."""
        return self.first(_FIRST_NAMED, analysis=analysis, name=name)

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Figure]:
        """Those of the given workspaces, oldest first."""
        return self.every(_FIGURES_IN, workspaces=list(workspaces))

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Figure]:
        """Those of a workspace that were touched last, newest first."""
        return self.every(_RECENT_FIGURES, workspace=workspace, at_most=limit)

    def count(self, workspace: WorkspaceId) -> int:
        """How many a workspace holds."""
        query = select(func.count()).where(figures.c.workspace_id == workspace)
        number: int = self.connection.execute(query).scalar_one()
        return number

    def next_index(self, figure: FigureId) -> int:
        """The index for one more revision; counts it as made."""
        made: int = self.connection.execute(_NEXT_INDEX, {"figure": figure}).scalar_one()
        return made - 1

    def relocate(self, figure: FigureId, *, analysis: AnalysisId, workspace: WorkspaceId) -> None:
        """Put a figure, with its revisions, under another analysis."""
        self.change(figure, analysis_id=analysis, workspace_id=workspace)
        for table in (revisions, search_documents):
            self.connection.execute(
                update(table)
                .where(table.c.figure_id == figure)
                .values(analysis_id=analysis, workspace_id=workspace)
            )
