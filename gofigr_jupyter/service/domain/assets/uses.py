"""What a reader may know of uses: figures that used an asset, and assets that a figure used."""

from __future__ import annotations

from collections.abc import Sequence

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision, Use, Used
from gofigr_jupyter.service.domain.model import Actor, Revision, Right
from gofigr_jupyter.service.domain.ports import Transaction

MOST = 100
"""How many uses are looked through; the newest of an asset, the first of a figure."""


def uses_of(tx: Transaction, actor: Actor | None, thing: Asset | AssetRevision) -> Sequence[Use]:
    """The newest figure revisions that used `thing` and that the actor may read, newest first."""
    if isinstance(thing, Asset):
        found = tx.links.uses_of_asset(thing.id, MOST)
    else:
        found = tx.links.uses_of_asset_revision(thing.id, MOST)
    reader = _Reader(tx, actor)
    return [use for use in found if reader.may_read(use.revision)]


def used_by(tx: Transaction, actor: Actor | None, revision: Revision) -> Sequence[Used]:
    """The asset revisions that a figure revision used and that the actor may read, as linked."""
    reader = _Reader(tx, actor)
    return [used for used in tx.links.used_by(revision.id, MOST) if reader.may_read(used.revision)]


class _Reader:
    """Somebody who reads many things, mostly of the same workspace."""

    def __init__(self, tx: Transaction, actor: Actor | None) -> None:
        self._tx = tx
        self._actor = actor
        self._open: dict[str, bool] = {}

    def may_read(self, thing: Revision | AssetRevision) -> bool:
        actor, place = self._actor, thing.workspace_id
        if place not in self._open:
            self._open[place] = actor is not None and access.may(self._tx, actor, place, Right.READ)
        if self._open[place]:
            return True
        user = None if actor is None or actor.only_workspace else actor.user_id
        return self._tx.shares.reach(access.reach(thing), user=user)
