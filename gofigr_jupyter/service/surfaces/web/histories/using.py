"""Lists of who used what: figures that used an asset, assets that a figure used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gofigr_jupyter.service.domain.assets.model import Use, Used, UseType
from gofigr_jupyter.service.surfaces.web.spoken import Moment, size, stamped

_WORDS = {UseType.DIRECT: "read for this figure", UseType.INDIRECT: "read in the session"}


@dataclass(frozen=True, kw_only=True)
class FigureUse:
    """A revision of a figure that used an asset; `used` counts the asset's revisions from 1."""

    name: str
    number: int
    link: str
    picture: str
    used: int
    how: str
    anchor: str
    kept: Moment


@dataclass(frozen=True, kw_only=True)
class AssetUse:
    """A revision of an asset that a figure used."""

    name: str
    number: int
    link: str
    how: str
    anchor: str
    size: str


def figure_uses(uses: Sequence[Use], *, now: datetime, root: str) -> tuple[FigureUse, ...]:
    """The figures' revisions, as a page lists them."""
    return tuple(
        FigureUse(
            name=use.figure_name,
            number=use.revision.revision_index + 1,
            link=f"{root}/r/{use.revision.short_id or use.revision.id}",
            picture=f"{root}/r/{use.revision.id}/thumbnail",
            used=use.used + 1,
            how=_WORDS[use.use_type],
            anchor=use.anchor or "",
            kept=stamped(use.revision.created_on, now=now),
        )
        for use in uses
    )


def asset_uses(used: Sequence[Used], *, root: str) -> tuple[AssetUse, ...]:
    """The assets' revisions, as a page lists them."""
    return tuple(
        AssetUse(
            name=each.asset_name,
            number=each.revision.revision_index + 1,
            link=f"{root}/asset_revision/{each.revision.id}",
            how=_WORDS[each.use_type],
            anchor=each.anchor or "",
            size=size(each.revision.size_bytes),
        )
        for each in used
    )
