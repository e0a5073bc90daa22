"""The only way to load a thing for somebody: one function for each kind.

Each raises NotAuthenticated when nobody is signed in, NotFound when there is no such thing, and
Forbidden when it exists but the actor lacks the right. (The GoFigr wire wants the last two told
apart; ids are random, so nobody can guess one.) What is shared can be read by those it is shared
with, and what is shared by link by everybody, signed in or not; sharing reaches down.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TypeVar

from gofigr_jupyter.errors import Forbidden, Frozen, NotAuthenticated, NotFound
from gofigr_jupyter.ids import WorkspaceId, is_id
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.assets.ports import Shared
from gofigr_jupyter.service.domain.model import (
    Actor,
    Analysis,
    DataItem,
    Figure,
    Kind,
    Revision,
    Right,
    Workspace,
)
from gofigr_jupyter.service.domain.people.model import Organization, OrganizationLevel
from gofigr_jupyter.service.domain.ports import Rows, Transaction
from gofigr_jupyter.service.domain.stories.model import Story

Row = TypeVar("Row")

_MAY_NOT = {
    Right.READ: "see",
    Right.EDIT: "change",
    Right.ADMIN: "administer",
    Right.OWN: "dispose of",
}


def workspace(
    tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ
) -> Workspace:
    """The workspace with this id."""
    found = _get(tx.workspaces, actor, id, what="workspace")
    _require(tx, actor, found.id, need=need, what="workspace")
    return found


def organization(
    tx: Transaction,
    actor: Actor | None,
    id: str,
    *,
    need: OrganizationLevel = OrganizationLevel.VIEWER,
) -> Organization:
    """The organization with this id; `need` is the lowest level that may."""
    found = _get(tx.organizations, actor, id, what="organization")
    actor = signed_in(actor)
    if actor.only_workspace is not None:
        raise Forbidden("An API key for one workspace does not open organizations.")
    level = tx.organizations.level(found.id, actor.user_id)
    if level is None or level.rank < need.rank:
        raise Forbidden(
            "You may not do this in that organization.", hint="Ask one of its admins for the right."
        )
    return found


def analysis(
    tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ
) -> Analysis:
    """The analysis with this id."""
    found = _get(tx.analyses, actor, id, what="analysis")
    _require(tx, actor, found.workspace_id, need=need, what="analysis", shared=reach(found))
    return found


def figure(tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ) -> Figure:
    """The figure with this id."""
    found = _get(tx.figures, actor, id, what="figure")
    _require(tx, actor, found.workspace_id, need=need, what="figure", shared=reach(found))
    return found


def revision(
    tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ
) -> Revision:
    """The revision with this id."""
    found = _get(tx.revisions, actor, id, what="revision")
    _require(tx, actor, found.workspace_id, need=need, what="revision", shared=reach(found))
    return found


def open_figure(tx: Transaction, actor: Actor | None, id: str) -> Figure:
    """The figure with this id, to change it. Raises Frozen when it takes no changes."""
    found = figure(tx, actor, id, need=Right.EDIT)
    refuse_frozen(found)
    return found


def open_revision(tx: Transaction, actor: Actor | None, id: str) -> Revision:
    """The revision with this id, to change it. Raises Frozen when its figure is."""
    found = revision(tx, actor, id, need=Right.EDIT)
    refuse_frozen(tx.figures.get(found.figure_id))
    return found


def refuse_frozen(figure: Figure | None) -> None:
    """Raises Frozen for a frozen figure."""
    if figure is not None and figure.is_frozen:
        raise Frozen(
            f"The figure {figure.name!r} is frozen and takes no changes.",
            hint="Unfreeze it, or keep the new state under another name.",
        )


def revision_by_link(tx: Transaction, actor: Actor | None, link: str) -> Revision:
    """The revision that a short id or an id names, to read it."""
    found = tx.revisions.by_short_id(link) if link.isalnum() else None
    if found is None and is_id(link):
        found = tx.revisions.get(link.lower())
    if found is None:
        signed_in(actor)
        raise NotFound(
            f"There is no revision {link[:60]!r}.", hint="See whether the link is whole."
        )
    shared = reach(found)
    _require(tx, actor, found.workspace_id, need=Right.READ, what="revision", shared=shared)
    return found


def data(tx: Transaction, actor: Actor | None, id: str) -> DataItem:
    """The data object with this id, of a figure or of an asset, to read it."""
    mine = tx.data.get(id.lower()) if is_id(id) else None
    found = mine or _get(tx.asset_data, actor, id, what="data object")
    owner: Revision | AssetRevision
    if mine is not None:
        owner = _get(tx.revisions, actor, found.revision_id, what="revision")
    else:
        owner = _get(tx.asset_revisions, actor, found.revision_id, what="asset revision")
    shared = reach(owner)
    _require(tx, actor, owner.workspace_id, need=Right.READ, what="data object", shared=shared)
    return found


def asset(tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ) -> Asset:
    """The asset with this id."""
    found = _get(tx.assets, actor, id, what="asset")
    _require(tx, actor, found.workspace_id, need=need, what="asset", shared=reach(found))
    return found


def asset_revision(
    tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ
) -> AssetRevision:
    """The revision of an asset with this id."""
    found = _get(tx.asset_revisions, actor, id, what="asset revision")
    shared = reach(found)
    _require(tx, actor, found.workspace_id, need=need, what="asset revision", shared=shared)
    return found


def story(tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ) -> Story:
    """The story with this id."""
    found = _get(tx.stories, actor, id, what="story")
    _require(tx, actor, found.workspace_id, need=need, what="story", shared=reach(found))
    return found


def asset_revisions(
    tx: Transaction, actor: Actor, ids: Collection[str]
) -> Mapping[str, AssetRevision]:
    """All asset revisions with these ids, to read them."""
    found = readable_asset_revisions(tx, actor, ids)
    for id in ids:
        if id not in found:
            asset_revision(tx, actor, id)  # which says what is wrong with it
    return found


def readable_asset_revisions(
    tx: Transaction, actor: Actor, ids: Collection[str]
) -> Mapping[str, AssetRevision]:
    """Those of the asset revisions with these ids that the actor may read."""
    found = tx.asset_revisions.some(ids)
    places = {revision.workspace_id for revision in found}
    open_places = {place for place in places if may(tx, actor, place, Right.READ)}
    reader = None if actor.only_workspace else actor.user_id
    return {
        revision.id: revision
        for revision in found
        if revision.workspace_id in open_places or tx.shares.reach(reach(revision), user=reader)
    }


def reach(
    thing: Analysis | Figure | Revision | Asset | AssetRevision | Story,
) -> tuple[Shared, ...]:
    """What can be shared so that `thing` is: itself, and what it is in."""
    if isinstance(thing, Analysis):
        return ((Kind.ANALYSIS, thing.id),)
    if isinstance(thing, Figure):
        return (Kind.ANALYSIS, thing.analysis_id), (Kind.FIGURE, thing.id)
    if isinstance(thing, Revision):
        return (
            (Kind.ANALYSIS, thing.analysis_id),
            (Kind.FIGURE, thing.figure_id),
            (Kind.REVISION, thing.id),
        )
    if isinstance(thing, Asset):
        return ((Kind.ASSET, thing.id),)
    if isinstance(thing, Story):
        return ((Kind.STORY, thing.id),)
    return (Kind.ASSET, thing.asset_id), (Kind.ASSET_REVISION, thing.id)


def may(tx: Transaction, actor: Actor, workspace: WorkspaceId, need: Right) -> bool:
    """Whether the actor has a right in a workspace."""
    if actor.only_workspace not in (None, workspace):
        return False
    level = tx.members.standing(workspace, actor.user_id)
    return level is not None and level.rank >= need.value.rank


def signed_in(actor: Actor | None) -> Actor:
    """`actor`, who must be somebody."""
    if actor is None:
        raise NotAuthenticated("You are not signed in.", hint="Sign in, or send an API key.")
    return actor


def _get(rows: Rows[Row], actor: Actor | None, id: str, *, what: str) -> Row:
    found = rows.get(id.lower()) if is_id(id) else None
    if found is None:
        signed_in(actor)  # strangers do not learn what exists
        raise NotFound(f"There is no {what} {id[:60]!r}.", hint="It may have been deleted.")
    return found


def _require(
    tx: Transaction,
    actor: Actor | None,
    workspace: WorkspaceId,
    *,
    need: Right,
    what: str,
    shared: tuple[Shared, ...] = (),
) -> None:
    if actor is not None and may(tx, actor, workspace, need):
        return
    # A key for one workspace opens what everybody may read, not what is shared with its owner.
    reader = None if actor is None or actor.only_workspace else actor.user_id
    if need is Right.READ and shared and tx.shares.reach(shared, user=reader):
        return
    if signed_in(actor).only_workspace not in (None, workspace):
        raise Forbidden(
            f"This API key does not open the workspace of that {what}.",
            hint="Use a key for that workspace, or one for all.",
        )
    raise Forbidden(
        f"You may not {_MAY_NOT[need]} this {what}.",
        hint="Ask an admin of its workspace for the right.",
    )
