"""A revision of an asset: what it looks like, its bytes, and the figures that used it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gofigr_jupyter.errors import Forbidden, NotAuthenticated, NotFound
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision, Use
from gofigr_jupyter.service.domain.assets.uses import uses_of
from gofigr_jupyter.service.domain.model import Actor, DataItem
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.web.contents import content
from gofigr_jupyter.service.surfaces.web.histories.asset_page import claiming, preview
from gofigr_jupyter.service.surfaces.web.histories.using import FigureUse, figure_uses
from gofigr_jupyter.service.surfaces.web.lists import Lister
from gofigr_jupyter.service.surfaces.web.recorded import Recorded
from gofigr_jupyter.service.surfaces.web.revision_page import author, downloads
from gofigr_jupyter.service.surfaces.web.shown import Crumb, Download, Fact, Picture, Sibling
from gofigr_jupyter.service.surfaces.web.spoken import Moment, size, stamped


@dataclass(frozen=True, kw_only=True)
class KeptAssetRevision:
    """A revision of an asset with everything around it that its page tells.

    `opens_asset` when the visitor may see the asset's other revisions.
    """

    revision: AssetRevision
    asset: Asset
    place: tuple[Crumb, ...]
    author: str
    data: tuple[DataItem, ...]
    before: AssetRevision | None
    after: AssetRevision | None
    uses: Sequence[Use]
    opens_asset: bool


@dataclass(frozen=True, kw_only=True)
class AssetRevisionPage:
    """Everything on the page. `number` counts the asset's revisions from 1, of `total`."""

    name: str
    number: int
    total: int
    author: str
    kept: Moment
    size: str
    place: tuple[Crumb, ...]
    picture: Picture | None
    asset: str | None
    previous: Sibling | None
    next: Sibling | None
    data: tuple[Download, ...]
    facts: tuple[Fact, ...]
    uses: tuple[FigureUse, ...]
    metadata: str


def load(tx: Transaction, actor: Actor | None, id: str, *, place: Lister) -> KeptAssetRevision:
    """Everything that the page of a revision of an asset tells."""
    revision = access.asset_revision(tx, actor, id)
    asset = tx.assets.get(revision.asset_id)
    if asset is None:
        raise NotFound("This revision was deleted just now.")
    before, after = tx.asset_revisions.neighbors(revision)
    return KeptAssetRevision(
        revision=revision,
        asset=asset,
        place=place.place(asset.workspace_id, claiming(tx, asset)),
        author=author(tx, revision.created_by, actor),
        data=tuple(tx.asset_data.of_revision(revision.id)),
        before=before,
        after=after,
        uses=uses_of(tx, actor, revision),
        opens_asset=_opens(tx, actor, asset),
    )


def asset_revision_page(kept: KeptAssetRevision, *, now: datetime, root: str) -> AssetRevisionPage:
    """What the page shows; links start with `root`."""
    revision, asset = kept.revision, kept.asset
    home = f"{root}/asset_revision/{revision.id}"
    return AssetRevisionPage(
        name=asset.name,
        number=revision.revision_index + 1,
        total=max(asset.revisions_made, revision.revision_index + 1),
        author=kept.author,
        kept=stamped(revision.created_on, now=now),
        size=size(revision.size_bytes),
        place=kept.place,
        picture=preview(kept.data, home=home, name=asset.name),
        asset=f"{root}/asset/{asset.id}" if kept.opens_asset else None,
        previous=_sibling(kept.before, root) if kept.opens_asset else None,
        next=_sibling(kept.after, root) if kept.opens_asset else None,
        data=downloads(kept.data, home=home),
        facts=_facts(kept.data),
        uses=figure_uses(kept.uses, now=now, root=root),
        metadata=Recorded(revision.metadata).everything(),
    )


def _facts(data: Sequence[DataItem]) -> tuple[Fact, ...]:
    """Where each file came from, and the hash by which clients find it."""
    several = len(data) > 1
    facts = []
    for item in data:
        about = f" of {content(item).file_name}" if several else ""
        if path := content(item).path:
            facts.append(Fact(label=f"Path{about}", text=path))
        facts.append(Fact(label=f"BLAKE3{about}", text=item.hash))
    return tuple(facts)


def _opens(tx: Transaction, actor: Actor | None, asset: Asset) -> bool:
    try:
        access.asset(tx, actor, asset.id)
    except (Forbidden, NotAuthenticated):
        return False
    return True


def _sibling(revision: AssetRevision | None, root: str) -> Sibling | None:
    if revision is None:
        return None
    link = f"{root}/asset_revision/{revision.id}"
    return Sibling(number=revision.revision_index + 1, link=link)
