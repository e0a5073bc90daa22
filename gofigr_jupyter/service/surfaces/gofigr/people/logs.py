"""Activity logs and the dashboard over the wire.

Single entries and the dashboard carry small pictures. Whole logs do not: they have a thousand
entries, and the wire allows null.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gofigr_jupyter.service.domain import workspaces
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.people import activity
from gofigr_jupyter.service.domain.people.model import LogItem
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.people import told
from gofigr_jupyter.service.surfaces.gofigr.people.log_pictures import picture_of
from gofigr_jupyter.service.surfaces.gofigr.stories import told as stories
from gofigr_jupyter.service.surfaces.gofigr.workspaces import overview
from gofigr_jupyter.service.surfaces.pictured import Pictured
from gofigr_jupyter.wire import people as wire

USUAL = 100
"""Entries of a log in one answer, the newest ones, where nobody asks for more."""
MOST = 1000
MOST_ON_DASHBOARD = 50
STORIES_ON_DASHBOARD = 50
"""The ones that were changed last."""
PICTURE = 96
"""Pixels of the longer side of an entry's picture."""

ReadOne = Callable[[Transaction, Actor, str, str], LogItem]


def show_workspace_log(call: Call) -> list[wire.LogItem]:
    """What happened in a workspace, newest first."""
    return _log(call, lambda tx, n: activity.workspace_log(tx, call.actor, call.id, limit=n))


def show_workspace_log_item(call: Call) -> wire.LogItem:
    """One thing that happened in a workspace."""
    return _one(call, activity.workspace_log_item)


def show_analysis_log(call: Call) -> list[wire.LogItem]:
    """What happened in an analysis, newest first."""
    return _log(call, lambda tx, n: activity.analysis_log(tx, call.actor, call.id, limit=n))


def show_analysis_log_item(call: Call) -> wire.LogItem:
    """One thing that happened in an analysis."""
    return _one(call, activity.analysis_log_item)


def show_organization_log(call: Call) -> list[wire.LogItem]:
    """What happened to an organization and in its workspaces, newest first."""
    return _log(call, lambda tx, n: activity.organization_log(tx, call.actor, call.id, limit=n))


def show_organization_log_item(call: Call) -> wire.LogItem:
    """One thing that happened to an organization or in its workspaces."""
    return _one(call, activity.organization_log_item)


def show_dashboard(call: Call) -> wire.Dashboard:
    """A workspace at a glance: what it holds and what happened last."""
    limit = call.number("activity_limit", default=10, most=MOST_ON_DASHBOARD)
    with_deleted = not call.flag("exclude_deleted")

    def gather(tx: Transaction) -> tuple[wire.Dashboard, list[Pictured | None]]:
        log = activity.recently(tx, call.actor, call.id, limit=limit, with_deleted=with_deleted)
        items = [told.log_item(item) for item in log.items]
        shown = wire.Dashboard(
            workspace=responses.workspace(log.workspace, call.version, analyses=None, assets=None),
            overview=overview(workspaces.overview(tx, call.actor, call.id)),
            activity_log=wire.RecentLog(
                items=items,
                has_more=log.has_more,
                total_count=log.total,
                fetched_count=len(items),
            ),
            stories=stories.stories(
                tx, tx.stories.recent(log.workspace.id, STORIES_ON_DASHBOARD), whole=False
            ),
        )
        return shown, [picture_of(tx, call.actor, item.event) for item in log.items]

    shown, pictures = call.service.database.read(gather)
    for item, picture in zip(shown.activity_log.items, pictures, strict=True):
        item.thumbnail = _small(call, picture, wait=False)
    return shown


def _log(call: Call, read: Callable[[Transaction, int], Sequence[LogItem]]) -> list[wire.LogItem]:
    limit = call.number("limit", default=USUAL, most=MOST)
    return [told.log_item(item) for item in call.service.database.read(lambda tx: read(tx, limit))]


def _one(call: Call, read: ReadOne) -> wire.LogItem:
    def find(tx: Transaction) -> tuple[LogItem, Pictured | None]:
        item = read(tx, call.actor, call.id, call.path["item"])
        return item, picture_of(tx, call.actor, item.event)

    item, picture = call.service.database.read(find)
    shown = told.log_item(item)
    shown.thumbnail = _small(call, picture, wait=True)
    return shown


def _small(call: Call, picture: Pictured | None, *, wait: bool) -> bytes | None:
    if picture is None:
        return None
    hash = picture.item.hash
    return call.service.thumbnail(hash, format=picture.format, size=PICTURE, wait=wait)
