"""Links between figure revisions and asset revisions, stored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, delete, insert, select

from gofigr_jupyter.ids import AssetId, AssetRevisionId, RevisionId
from gofigr_jupyter.service.domain.assets.model import Link, Use, Used
from gofigr_jupyter.service.storage.assets.assets import REVISIONS as ASSET_REVISIONS
from gofigr_jupyter.service.storage.assets.tables import asset_revisions, assets
from gofigr_jupyter.service.storage.assets.tables import links as link_table
from gofigr_jupyter.service.storage.driver.connection import Connection
from gofigr_jupyter.service.storage.revisions import REVISIONS
from gofigr_jupyter.service.storage.tables import figures, revisions

_LINK_COLUMNS = tuple(link_table.c[name] for name in Link.__dataclass_fields__)
_OF_REVISION = (
    select(*_LINK_COLUMNS)
    .where(link_table.c.revision_id == bindparam("revision"))
    .order_by(link_table.c.position)
)
_OF_ASSET_REVISION = (
    select(*_LINK_COLUMNS)
    .join(revisions, revisions.c.id == link_table.c.revision_id)
    .where(link_table.c.asset_revision_id == bindparam("revision"))
    .order_by(revisions.c.created_on, link_table.c.position)
)
_USES: Select[*tuple[Any, ...]] = (
    REVISIONS.select()
    .add_columns(
        figures.c.name.label("figure_name"),
        asset_revisions.c.revision_index.label("used"),
        link_table.c.use_type,
        link_table.c.anchor,
    )
    .join_from(link_table, revisions, revisions.c.id == link_table.c.revision_id)
    .join(figures, figures.c.id == revisions.c.figure_id)
    .join(asset_revisions, asset_revisions.c.id == link_table.c.asset_revision_id)
    .order_by(revisions.c.created_on.desc(), link_table.c.position)
    .limit(bindparam("at_most"))
)
_OF_ASSET = _USES.where(asset_revisions.c.asset_id == bindparam("asset"))
_OF_ONE = _USES.where(link_table.c.asset_revision_id == bindparam("revision"))
_USED: Select[*tuple[Any, ...]] = (
    ASSET_REVISIONS.select()
    .add_columns(assets.c.name.label("asset_name"), link_table.c.use_type, link_table.c.anchor)
    .join_from(link_table, asset_revisions, asset_revisions.c.id == link_table.c.asset_revision_id)
    .join(assets, assets.c.id == asset_revisions.c.asset_id)
    .where(link_table.c.revision_id == bindparam("revision"))
    .order_by(link_table.c.position)
    .limit(bindparam("at_most"))
)


class LinkRows:
    """Implements `domain.assets.ports.Links`."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of_revision(self, revision: RevisionId) -> Sequence[Link]:
        """Those of a figure revision, in their order."""
        rows = self.connection.execute(_OF_REVISION, {"revision": revision})
        return [Link(**told) for told in rows.mappings()]

    def of_asset_revision(self, revision: AssetRevisionId) -> Sequence[Link]:
        """Those that name an asset revision, in the order of the figure revisions."""
        rows = self.connection.execute(_OF_ASSET_REVISION, {"revision": revision})
        return [Link(**told) for told in rows.mappings()]

    def uses_of_asset(self, asset: AssetId, limit: int) -> Sequence[Use]:
        """The newest figure revisions that used an asset, newest first."""
        rows = self.connection.execute(_OF_ASSET, {"asset": asset, "at_most": limit})
        return [_use(row) for row in rows.tuples()]

    def uses_of_asset_revision(self, revision: AssetRevisionId, limit: int) -> Sequence[Use]:
        """The newest figure revisions that used an asset revision, newest first."""
        rows = self.connection.execute(_OF_ONE, {"revision": revision, "at_most": limit})
        return [_use(row) for row in rows.tuples()]

    def used_by(self, revision: RevisionId, limit: int) -> Sequence[Used]:
        """The first asset revisions that a figure revision used, in the order of its links."""
        rows = self.connection.execute(_USED, {"revision": revision, "at_most": limit})
        return [_used(row) for row in rows.tuples()]

    def replace(self, revision: RevisionId, links: Sequence[Link]) -> None:
        """Give a figure revision other links."""
        self.connection.execute(delete(link_table).where(link_table.c.revision_id == revision))
        if links:
            self.connection.execute(insert(link_table), [vars(link) for link in links])

    def remove(
        self, revision: RevisionId, asset_revision: AssetRevisionId, *, anchor: str | None
    ) -> int:
        """Delete the links of a pair, or the one at an anchor; how many they were."""
        statement = delete(link_table).where(
            link_table.c.revision_id == revision, link_table.c.asset_revision_id == asset_revision
        )
        if anchor is not None:
            statement = statement.where(link_table.c.anchor == anchor)
        return self.connection.execute(statement).rowcount


def _use(row: Sequence[Any]) -> Use:
    *found, figure_name, used, use_type, anchor = row
    return Use(
        revision=REVISIONS.made(found),
        figure_name=figure_name,
        used=used,
        use_type=use_type,
        anchor=anchor,
    )


def _used(row: Sequence[Any]) -> Used:
    *found, asset_name, use_type, anchor = row
    return Used(
        revision=ASSET_REVISIONS.made(found),
        asset_name=asset_name,
        use_type=use_type,
        anchor=anchor,
    )
