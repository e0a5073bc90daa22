"""Which data object a small picture of a revision is made of, and the words for it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from gofigr_jupyter.service.domain.model import DataItem, DataType, Revision
from gofigr_jupyter.service.thumbnails.kinds import KINDS, Kind, format_of, kind_of

_FORMATS = list(KINDS)  # best first
_DRAWN = frozenset({Kind.RASTER, Kind.SVG, Kind.PDF})


@dataclass(frozen=True)
class Pictured:
    """A data object, and the format to read it as."""

    item: DataItem
    format: str


def of_figure(
    items: Sequence[DataItem], *, among: Collection[str] | None = None
) -> Pictured | None:
    """What stands for a figure: an image without a visible mark, in the best format.

    With `among`, only those of these formats.
    """

    def fits(item: DataItem, format: str, kind: Kind) -> bool:
        wanted = among is None or format in among
        return wanted and kind in _DRAWN and _may_stand(item, kind)

    return _best(items, fits)


def of_asset(items: Sequence[DataItem]) -> Pictured | None:
    """What stands for an asset: a picture, or else a table or a text."""
    return _best(items, lambda _item, _format, _kind: True)


def alt_text(revision: Revision) -> str:
    """What its picture shows, in words; empty where nothing says it."""
    said = json.loads(revision.metadata)
    text = said.get("alt_text") if isinstance(said, dict) else None
    return text if isinstance(text, str) else ""


def _may_stand(item: DataItem, kind: Kind) -> bool:
    """Files beside a figure may be about something else; photographs are taken for it."""
    return item.type is DataType.IMAGE or (item.type is DataType.FILE and kind is Kind.RASTER)


def _best(
    items: Sequence[DataItem], fits: Callable[[DataItem, str, Kind], bool]
) -> Pictured | None:
    found: list[tuple[tuple[bool, bool, int, int], Pictured]] = []
    for item in items:
        about = json.loads(item.metadata)
        told = about if isinstance(about, dict) else {}
        format = _format(item, told)
        kind = kind_of(format)
        if kind is not None and fits(item, format, kind):
            marked = told.get("is_watermarked") is True
            other = item.type is not DataType.IMAGE
            rank = (marked, other, _FORMATS.index(format), item.position)
            found.append((rank, Pictured(item, format)))
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _format(item: DataItem, about: Mapping[str, object]) -> str:
    """What a data object says it is, or what the name of a file says."""
    if item.type is DataType.FILE:
        return format_of(str(about.get("path") or item.name or ""))
    told = str(about.get("format") or "").lower()
    if item.type in (DataType.IMAGE, DataType.DATAFRAME):
        return told
    return "ipynb" if told == "ipynb" else "text"
