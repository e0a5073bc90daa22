"""An asset: what its newest revision looks like, its revisions, and the figures that used it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision, Use
from gofigr_jupyter.service.domain.assets.uses import uses_of
from gofigr_jupyter.service.domain.model import Actor, Analysis, DataItem
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.pictured import of_asset
from gofigr_jupyter.service.surfaces.web.histories.timeline import MOST, Entry, Timeline
from gofigr_jupyter.service.surfaces.web.histories.using import FigureUse, figure_uses
from gofigr_jupyter.service.surfaces.web.lists import Lister
from gofigr_jupyter.service.surfaces.web.revision_page import author, downloads
from gofigr_jupyter.service.surfaces.web.shown import Crumb, Download, Picture
from gofigr_jupyter.service.surfaces.web.spoken import size, stamped


@dataclass(frozen=True, kw_only=True)
class KeptAsset:
    """An asset with everything around it that its page tells; `data` is of the first revision."""

    asset: Asset
    place: tuple[Crumb, ...]
    revisions: tuple[AssetRevision, ...]
    authors: dict[str, str]
    data: tuple[DataItem, ...]
    uses: Sequence[Use]


@dataclass(frozen=True, kw_only=True)
class AssetPage:
    """Everything on the page. `picture` is None where none can be made."""

    name: str
    about: str
    size: str
    place: tuple[Crumb, ...]
    total: int
    picture: Picture | None
    data: tuple[Download, ...]
    timeline: Timeline
    uses: tuple[FigureUse, ...]


def load(
    tx: Transaction, actor: Actor | None, id: str, *, before: int | None, place: Lister
) -> KeptAsset:
    """Everything that the page of an asset tells; with `before`, of revisions below that index."""
    asset = access.asset(tx, actor, id)
    revisions = tuple(tx.asset_revisions.last_in_asset(asset.id, MOST + 1, before=before))
    return KeptAsset(
        asset=asset,
        place=place.place(asset.workspace_id, claiming(tx, asset)),
        revisions=revisions,
        authors={name: author(tx, name, actor) for name in {r.created_by for r in revisions}},
        data=tuple(tx.asset_data.of_revision(revisions[0].id)) if revisions else (),
        uses=uses_of(tx, actor, asset),
    )


def claiming(tx: Transaction, asset: Asset) -> Analysis | None:
    """The analysis that an asset belongs to, where there is one."""
    return tx.analyses.get(asset.analysis_id) if asset.analysis_id else None


def asset_page(kept: KeptAsset, *, now: datetime, root: str) -> AssetPage:
    """What the page shows; links start with `root`."""
    asset, revisions = kept.asset, kept.revisions[:MOST]
    older = len(kept.revisions) > MOST
    home = f"{root}/asset_revision/{revisions[0].id}" if revisions else ""
    return AssetPage(
        name=asset.name,
        about=asset.description or "",
        size=size(asset.size_bytes),
        place=kept.place,
        total=asset.revisions_made,
        picture=preview(kept.data, home=home, name=asset.name),
        data=downloads(kept.data, home=home),
        timeline=Timeline(
            entries=tuple(_entry(kept, each, now=now, root=root) for each in revisions),
            older=f"{root}/asset/{asset.id}?before={revisions[-1].revision_index}"
            if older
            else None,
        ),
        uses=figure_uses(kept.uses, now=now, root=root),
    )


def preview(data: Sequence[DataItem], *, home: str, name: str) -> Picture | None:
    """What a revision of an asset looks like, where a picture can be made of it."""
    if of_asset(data) is None:
        return None
    return Picture(text=f"The beginning of {name}", source=f"{home}/preview")


def _entry(kept: KeptAsset, revision: AssetRevision, *, now: datetime, root: str) -> Entry:
    home = f"{root}/asset_revision/{revision.id}"
    return Entry(
        number=revision.revision_index + 1,
        link=home,
        author=kept.authors[revision.created_by],
        kept=stamped(revision.created_on, now=now),
        size=size(revision.size_bytes),
        picture=f"{home}/thumbnail",
    )
