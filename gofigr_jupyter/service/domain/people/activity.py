"""Activity logs: what happened in a workspace, an analysis or an organization, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.ids import is_id
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.model import Actor, Analysis, Event, Workspace
from gofigr_jupyter.service.domain.people.model import LogItem
from gofigr_jupyter.service.domain.ports import Transaction


@dataclass(frozen=True, kw_only=True)
class Recently:
    """The newest part of a workspace's log, and how long the whole is."""

    workspace: Workspace
    items: Sequence[LogItem]
    total: int
    has_more: bool


def workspace_log(tx: Transaction, actor: Actor, id: str, *, limit: int) -> Sequence[LogItem]:
    """What happened in a workspace."""
    return tx.activity.of_workspace(access.workspace(tx, actor, id).id, limit=limit)


def analysis_log(tx: Transaction, actor: Actor, id: str, *, limit: int) -> Sequence[LogItem]:
    """What happened in an analysis, wherever it was then."""
    return tx.activity.of_analysis(_own_analysis(tx, actor, id).id, limit=limit)


def organization_log(tx: Transaction, actor: Actor, id: str, *, limit: int) -> Sequence[LogItem]:
    """What happened to an organization and in its workspaces."""
    return tx.activity.of_organization(access.organization(tx, actor, id).id, limit=limit)


def workspace_log_item(tx: Transaction, actor: Actor, id: str, item: str) -> LogItem:
    """One thing that happened in a workspace."""
    workspace = access.workspace(tx, actor, id)
    return _item(tx, item, lambda event: event.workspace_id == workspace.id)


def analysis_log_item(tx: Transaction, actor: Actor, id: str, item: str) -> LogItem:
    """One thing that happened in an analysis."""
    analysis = _own_analysis(tx, actor, id)
    return _item(tx, item, lambda event: event.analysis_id == analysis.id)


def organization_log_item(tx: Transaction, actor: Actor, id: str, item: str) -> LogItem:
    """One thing that happened to an organization or in one of its workspaces."""
    organization = access.organization(tx, actor, id)
    workspaces = {w.id for w in tx.organizations.workspaces([organization.id])}
    return _item(
        tx,
        item,
        lambda event: event.organization_id == organization.id or event.workspace_id in workspaces,
    )


def recently(tx: Transaction, actor: Actor, id: str, *, limit: int, with_deleted: bool) -> Recently:
    """The newest part of a workspace's log, perhaps without what happened to deleted things."""
    workspace = access.workspace(tx, actor, id)
    found = tx.activity.of_workspace(workspace.id, limit=limit + 1, with_deleted=with_deleted)
    return Recently(
        workspace=workspace,
        items=found[:limit],
        total=tx.activity.count(workspace.id),
        has_more=len(found) > limit,
    )


def _own_analysis(tx: Transaction, actor: Actor, id: str) -> Analysis:
    """An analysis for a member of its workspace: sharing it does not share its log."""
    analysis = access.analysis(tx, actor, id)
    access.workspace(tx, actor, analysis.workspace_id)
    return analysis


def _item(tx: Transaction, id: str, belongs: Callable[[Event], bool]) -> LogItem:
    item = tx.activity.item(id.lower()) if is_id(id) else None
    if item is None or not belongs(item.event):
        raise NotFound(f"There is no log entry {id[:60]!r} here.", hint="Read the log anew.")
    return item
