"""Finds the workspace and the analysis that a publication goes to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from gofigr_jupyter.client.client import Client
from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.publishing.publication import Publication
from gofigr_jupyter.wire.entities import Analysis, Workspace

PREFIX = "Notebook "
"""Begins the description of an analysis that belongs to a notebook; its path follows."""


async def find_workspace(client: Client, wanted: str | None) -> str:
    """The id of the workspace of that id or name; of the account's primary one for None.

    Raises NotFound when there is none.
    """
    workspaces = await client.workspaces()
    if wanted is None:
        return (await _primary(client, workspaces)).api_id
    for workspace in workspaces:
        if wanted == workspace.api_id:
            return workspace.api_id
    for workspace in workspaces:
        if wanted == workspace.name:
            return workspace.api_id
    names = ", ".join(repr(workspace.name) for workspace in workspaces[:10]) or "none"
    raise NotFound(
        f"There is no workspace named {wanted!r}.",
        hint=f"There are: {names}. Name one in GF_WORKSPACE or .gofigr.",
    )


async def find_analysis(
    client: Client,
    publication: Publication,
    *,
    workspace: str,
    exists: Callable[[str], bool] = lambda path: Path(path).exists(),
) -> str:
    """The id of the publication's analysis in `workspace`, made when missing."""
    analyses = (await client.workspace(workspace)).analyses or ()
    known = [analysis for analysis in analyses if isinstance(analysis, Analysis)]
    name = publication.destination.analysis
    description = description_of(publication)
    found = choose(known, name=name, description=description, exists=exists)
    if found is None:
        made = await client.create_analysis(name, workspace=workspace, description=description)
        return made.api_id
    if description is not None and _may_describe(found, description):
        await client.describe_analysis(found.api_id, description)
    return found.api_id


def description_of(publication: Publication) -> str | None:
    """What the description of the publication's analysis says if it is the notebook's own.

    None for an analysis that the user named, and where the notebook's path is not known.
    """
    notebook = publication.provenance.notebook
    if notebook.path is None or publication.destination.analysis != Path(notebook.name).stem:
        return None
    return f"{PREFIX}{notebook.path}"


def choose(
    analyses: Sequence[Analysis],
    *,
    name: str,
    description: str | None,
    exists: Callable[[str], bool],
) -> Analysis | None:
    """The analysis to use; None to make one.

    A notebook's own analysis is the one that names its path, even under another name: the user
    renamed it. One of the same name that names another notebook is taken only when that notebook
    is gone, because then this one is where it was moved to.
    """
    named = [analysis for analysis in analyses if analysis.name == name]
    if description is None:
        return named[0] if named else None
    for analysis in (*named, *analyses):
        if analysis.description == description:
            return analysis
    for analysis in named:
        path = (analysis.description or "").removeprefix(PREFIX)
        if path == (analysis.description or ""):
            return analysis  # it names no notebook
        if not exists(path):
            return analysis
    return None


def _may_describe(analysis: Analysis, description: str) -> bool:
    """Whether the description is ours to change: what the user wrote stays."""
    current = analysis.description or ""
    return current != description and (not current or current.startswith(PREFIX))


async def _primary(client: Client, workspaces: Sequence[Workspace]) -> Workspace:
    """The account's own workspace. Others' primary ones can be listed too: members tell."""
    primary = [w for w in workspaces if w.workspace_type == "primary"]
    if len(primary) == 1:
        return primary[0]
    if primary:
        username = (await client.user()).username
        for workspace in primary:
            members = await client.members(workspace.api_id)
            if any(m.username == username and m.membership_type == "owner" for m in members):
                return workspace
    if len(workspaces) == 1:
        return workspaces[0]  # a key that opens one workspace only
    raise NotFound(
        "The account has no workspace of its own.",
        hint="Name one in GF_WORKSPACE or .gofigr.",
    )
