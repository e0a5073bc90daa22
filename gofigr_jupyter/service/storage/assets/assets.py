"""Assets and their revisions, stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import (
    ColumnElement,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)

from gofigr_jupyter.ids import (
    AnalysisId,
    AssetId,
    ContentHash,
    UserId,
    WorkspaceId,
)
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.storage.assets.tables import (
    asset_data_items,
    asset_revisions,
    assets,
    shares,
)
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.rows import HolderRows, Mapped, TableRows
from gofigr_jupyter.service.storage.search.tables import search_documents
from gofigr_jupyter.service.storage.tables import LARGEST_INDEX

ASSETS = Mapped(assets, Asset)
_IN_THEM = assets.c.workspace_id.in_(bindparam("workspaces", expanding=True))
_ASSETS_IN = ASSETS.select().where(_IN_THEM).order_by(assets.c.created_on)
_RECENT_ASSETS = (
    ASSETS.select()
    .where(assets.c.workspace_id == bindparam("workspace"))
    .order_by(assets.c.touched_on.desc())
    .limit(bindparam("at_most"))
)


def _shared(*targets: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(and_(shares.c.user_id == bindparam("user"), or_(*targets)))


_NAMED = (
    ASSETS.select()
    .where(
        assets.c.name == bindparam("name"),
        or_(_IN_THEM, _shared(shares.c.asset_id == assets.c.id)),
    )
    .order_by(assets.c.created_on)
)
_NEXT_INDEX = (
    update(assets)
    .where(assets.c.id == bindparam("asset"))
    .values(revisions_made=assets.c.revisions_made + 1)
    .returning(assets.c.revisions_made)
)

REVISIONS = Mapped(asset_revisions, AssetRevision)
_SOME = REVISIONS.select().where(asset_revisions.c.id.in_(bindparam("ids", expanding=True)))
_OF_ASSET = REVISIONS.select().where(asset_revisions.c.asset_id == bindparam("asset"))
_IN_ASSET = _OF_ASSET.order_by(asset_revisions.c.revision_index)
_NEWEST_IN_ASSET = _OF_ASSET.order_by(asset_revisions.c.revision_index.desc()).limit(1)
_BEFORE = _OF_ASSET.where(asset_revisions.c.revision_index < bindparam("index")).order_by(
    asset_revisions.c.revision_index.desc()
)
_LAST = _BEFORE.limit(bindparam("at_most"))
_PREVIOUS = _BEFORE.limit(1)
_NEXT = (
    _OF_ASSET.where(asset_revisions.c.revision_index > bindparam("index"))
    .order_by(asset_revisions.c.revision_index)
    .limit(1)
)
_WITH_HASH = (
    REVISIONS.select()
    .where(
        asset_revisions.c.id.in_(
            select(asset_data_items.c.revision_id).where(
                asset_data_items.c.hash == bindparam("hash")
            )
        ),
        or_(
            asset_revisions.c.workspace_id.in_(bindparam("workspaces", expanding=True)),
            _shared(
                shares.c.asset_revision_id == asset_revisions.c.id,
                shares.c.asset_id == asset_revisions.c.asset_id,
            ),
        ),
    )
    .order_by(asset_revisions.c.created_on)
)
_WITH_HASH_IN_ANALYSIS = _WITH_HASH.join(assets, assets.c.id == asset_revisions.c.asset_id).where(
    assets.c.analysis_id == bindparam("analysis")
)


class AssetRows(HolderRows[Asset]):
    """Implements `domain.assets.ports.Assets`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, ASSETS)

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Asset]:
        """Those of the given workspaces, oldest first."""
        return self.every(_ASSETS_IN, workspaces=list(workspaces))

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Asset]:
        """Those of a workspace that were touched last, newest first."""
        return self.every(_RECENT_ASSETS, workspace=workspace, at_most=limit)

    def count(self, workspace: WorkspaceId) -> int:
        """How many a workspace holds."""
        query = select(func.count()).where(assets.c.workspace_id == workspace)
        number: int = self.connection.execute(query).scalar_one()
        return number

    def named(
        self, name: str, *, workspaces: Collection[WorkspaceId], user: UserId | None
    ) -> Sequence[Asset]:
        """Those with exactly this name in the workspaces or shared with the user, oldest first."""
        return self.every(_NAMED, name=name, workspaces=list(workspaces), user=user)

    def next_index(self, asset: AssetId) -> int:
        """The index for one more revision; counts it as made."""
        made: int = self.connection.execute(_NEXT_INDEX, {"asset": asset}).scalar_one()
        return made - 1

    def relocate(self, asset: AssetId, *, workspace: WorkspaceId) -> None:
        """Put an asset, with its revisions, under another workspace."""
        self.change(asset, workspace_id=workspace)
        for table in (asset_revisions, search_documents):
            self.connection.execute(
                update(table).where(table.c.asset_id == asset).values(workspace_id=workspace)
            )


class AssetRevisionRows(TableRows[AssetRevision]):
    """Implements `domain.assets.ports.AssetRevisions`."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, REVISIONS)

    def some(self, ids: Collection[str]) -> Sequence[AssetRevision]:
        """Those with the given ids, as far as they exist, in any order."""
        return self.every(_SOME, ids=list(ids)) if ids else []

    def in_asset(self, asset: AssetId) -> Sequence[AssetRevision]:
        """Those of an asset, oldest first."""
        return self.every(_IN_ASSET, asset=asset)

    def last_in_asset(
        self, asset: AssetId, limit: int, *, before: int | None = None
    ) -> Sequence[AssetRevision]:
        """The newest ones of an asset, newest first; with `before`, of those below that index."""
        index = LARGEST_INDEX if before is None else before
        return self.every(_LAST, asset=asset, index=index, at_most=limit)

    def newest_in_asset(self, asset: AssetId) -> AssetRevision | None:
        """The newest one of an asset."""
        return self.first(_NEWEST_IN_ASSET, asset=asset)

    def neighbors(
        self, revision: AssetRevision
    ) -> tuple[AssetRevision | None, AssetRevision | None]:
        """The revisions of the same asset just before and just after this one."""
        place = {"asset": revision.asset_id, "index": revision.revision_index}
        return self.first(_PREVIOUS, **place), self.first(_NEXT, **place)

    def with_hash(
        self,
        hash: ContentHash,
        *,
        workspaces: Collection[WorkspaceId],
        user: UserId | None,
        analysis: AnalysisId | None,
    ) -> Sequence[AssetRevision]:
        """Those that hold bytes with this hash, oldest first; see the port."""
        where = {"hash": hash, "workspaces": list(workspaces), "user": user}
        if analysis is None:
            return self.every(_WITH_HASH, **where)
        return self.every(_WITH_HASH_IN_ANALYSIS, analysis=analysis, **where)
