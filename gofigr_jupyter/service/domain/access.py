"""The only way to load a thing for somebody: one function for each kind.

Each raises NotAuthenticated when nobody is signed in, NotFound when there is no such thing, and
Forbidden when it exists but the actor lacks the right. (The GoFigr wire wants the last two told
apart; ids are random, so nobody can guess one.)
"""

from __future__ import annotations

from typing import TypeVar

from gofigr_jupyter.errors import Forbidden, NotAuthenticated, NotFound
from gofigr_jupyter.ids import WorkspaceId, is_id
from gofigr_jupyter.service.domain.model import (
    Actor,
    Analysis,
    DataItem,
    Figure,
    Revision,
    Right,
    Workspace,
)
from gofigr_jupyter.service.domain.ports import Rows, Transaction

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


def analysis(
    tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ
) -> Analysis:
    """The analysis with this id."""
    found = _get(tx.analyses, actor, id, what="analysis")
    _require(tx, actor, found.workspace_id, need=need, what="analysis")
    return found


def figure(tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ) -> Figure:
    """The figure with this id."""
    found = _get(tx.figures, actor, id, what="figure")
    _require(tx, actor, found.workspace_id, need=need, what="figure")
    return found


def revision(
    tx: Transaction, actor: Actor | None, id: str, *, need: Right = Right.READ
) -> Revision:
    """The revision with this id."""
    found = _get(tx.revisions, actor, id, what="revision")
    _require(tx, actor, found.workspace_id, need=need, what="revision")
    return found


def revision_by_link(tx: Transaction, actor: Actor | None, link: str) -> Revision:
    """The revision that a short id or an id names, to read it."""
    signed_in(actor)
    found = tx.revisions.by_short_id(link) if link.isalnum() else None
    if found is None and is_id(link):
        found = tx.revisions.get(link.lower())
    if found is None:
        raise NotFound(
            f"There is no revision {link[:60]!r}.", hint="See whether the link is whole."
        )
    _require(tx, actor, found.workspace_id, need=Right.READ, what="revision")
    return found


def data(tx: Transaction, actor: Actor | None, id: str) -> DataItem:
    """The data object with this id, to read it."""
    found = _get(tx.data, actor, id, what="data object")
    owner = _get(tx.revisions, actor, found.revision_id, what="revision")
    _require(tx, actor, owner.workspace_id, need=Right.READ, what="data object")
    return found


def signed_in(actor: Actor | None) -> Actor:
    """`actor`, who must be somebody."""
    if actor is None:
        raise NotAuthenticated("You are not signed in.", hint="Sign in, or send an API key.")
    return actor


def _get(rows: Rows[Row], actor: Actor | None, id: str, *, what: str) -> Row:
    signed_in(actor)
    found = rows.get(id.lower()) if is_id(id) else None
    if found is None:
        raise NotFound(f"There is no {what} {id[:60]!r}.", hint="It may have been deleted.")
    return found


def _require(
    tx: Transaction, actor: Actor | None, workspace: WorkspaceId, *, need: Right, what: str
) -> None:
    actor = signed_in(actor)
    if actor.only_workspace not in (None, workspace):
        raise Forbidden(
            f"This API key does not open the workspace of that {what}.",
            hint="Use a key for that workspace, or one for all.",
        )
    level = tx.members.level(workspace, actor.user_id)
    if level is None or level.rank < need.value.rank:
        raise Forbidden(
            f"You may not {_MAY_NOT[need]} this {what}.",
            hint="Ask an admin of its workspace for the right.",
        )
