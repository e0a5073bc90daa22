"""Makes the further pictures of a figure, as data objects of its revision."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from gofigr_jupyter.capture.stamps import Stamp, self_describing
from gofigr_jupyter.delivery.encode import FIGURE, FORMATS, data_object
from gofigr_jupyter.delivery.metadata import entry_of
from gofigr_jupyter.delivery.pictures.strip import with_strip
from gofigr_jupyter.delivery.pictures.vectors import drawings
from gofigr_jupyter.publishing.pictures import Pictures
from gofigr_jupyter.publishing.publication import ALT
from gofigr_jupyter.publishing.services import revision_link
from gofigr_jupyter.wire.entities import Figure
from gofigr_jupyter.wire.revisions import Data, Revision

Json = dict[str, Any]
Fetch = Callable[[str], Awaitable[bytes]]
"""The bytes of a data object, by its id."""

FROM_PICKLE = "pickle"
RASTER = ("png", "jpeg", "webp", "gif")
ABOUT = "pickle"
MIMES = {form: mime for mime, form in FORMATS.items()}


@dataclass(frozen=True)
class Made:
    """Data objects to be added to a revision, and what could not be made, in sentences."""

    data: tuple[Json, ...] = ()
    notes: tuple[str, ...] = ()


async def made_for(
    revision: Revision, figure: Figure, pictures: Pictures, *, url: str, fetch: Fetch
) -> Made:
    """What `pictures` ask for, made for `revision` of `figure`, without what it has already."""
    entry = entry_of(figure, revision, url=url)
    link = revision_link(pictures.at or url, revision.short_id or revision.api_id)
    stamp = Stamp(
        title=figure.name,
        notebook=_said(revision, "notebook_name"),
        content=entry.content,
        code=entry.code,
        revision=revision.api_id,
        link=link,
        alt=_said(revision, ALT),
    )
    pickled = await _pickled(figure.name, pictures)
    marked = await _marked(revision, pictures, link=link, title=figure.name, fetch=fetch)
    there = set(map(_kind, map(_as_json, revision.data or ())))
    data = tuple(each for each in (*pickled.data, *marked) if _kind(each) not in there)
    if not pictures.plain:
        data = tuple(_describing(each, stamp) for each in data)
    return replace(pickled, data=data)


def with_notes(revision: Revision, notes: tuple[str, ...]) -> Json:
    """The metadata of `revision` with `notes` of what could not be made."""
    metadata = revision.metadata if isinstance(revision.metadata, dict) else {}
    provenance = dict(metadata.get("provenance") or {})
    there = list(provenance.get("notes") or [])
    new = [{"about": ABOUT, "text": text} for text in notes]
    provenance["notes"] = there + [note for note in new if note not in there]
    return {**metadata, "provenance": provenance} if notes else metadata


async def _pickled(name: str, pictures: Pictures) -> Made:
    """The pickle of a figure and the drawings made of it."""
    found = pictures.pickled
    if found is None:
        return Made(notes=(f"No pickle: {pictures.note}.",) if pictures.note else ())
    file = f"{name}.pickle"
    drawn = await drawings(found)
    return Made(
        data=(
            data_object(file, "file", found.data, {"path": file}),
            *(
                data_object(FIGURE, "image", drawing, _picture(form, made_from=FROM_PICKLE))
                for form, drawing in drawn.drawings.items()
            ),
        ),
        notes=(f"Not drawn in all formats: {drawn.why}.",) if drawn.why else (),
    )


async def _marked(
    revision: Revision, pictures: Pictures, *, link: str, title: str, fetch: Fetch
) -> list[Json]:
    """The picture with a visible strip, where there is one to put it on."""
    found = next(_rasters(revision), None) if pictures.watermark else None
    if found is None:
        return []
    picture = await fetch(found.api_id)
    made = await asyncio.to_thread(with_strip, picture, link=link, title=title)
    if made is None:
        return []
    return [data_object(FIGURE, "image", made, _picture("png", is_watermarked=True))]


def _rasters(revision: Revision) -> Iterator[Data]:
    for data in revision.data or ():
        told = data.metadata if isinstance(data.metadata, dict) else {}
        if data.type == "image" and not told.get("is_watermarked") and told.get("format") in RASTER:
            yield data


def _picture(form: str, *, is_watermarked: bool = False, **told: str) -> Json:
    return {"format": form, "is_watermarked": is_watermarked, **told}


def _describing(data: Json, stamp: Stamp) -> Json:
    mime = MIMES.get(str(data["metadata"].get("format")))
    if data["type"] != "image" or mime is None:
        return data
    return {**data, "data": self_describing(mime, data["data"], stamp)}


def _as_json(data: Data) -> Json:
    return {"name": data.name, "type": data.type, "metadata": data.metadata}


def _kind(data: Json) -> tuple[object, ...]:
    """What tells a data object from the others of a revision."""
    told = data["metadata"] if isinstance(data["metadata"], Mapping) else {}
    return data["type"], data["name"], told.get("format"), told.get("is_watermarked")


def _said(revision: Revision, key: str) -> str:
    """A text of the revision's metadata."""
    told = revision.metadata if isinstance(revision.metadata, dict) else {}
    return str(told.get(key) or "")
