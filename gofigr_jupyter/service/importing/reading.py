"""Reads documents in a process of its own, and makes of their pictures what can be filed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from gofigr_jupyter.documents.contents import Contents, Told
from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import ContentHash, content_hash
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.imports import documents
from gofigr_jupyter.service.domain.imports.documents import Found
from gofigr_jupyter.service.domain.model import NOBODY, Attributed, DataType
from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.domain.search.pictures import Said
from gofigr_jupyter.service.importing import processes
from gofigr_jupyter.service.importing.processes import Watch
from gofigr_jupyter.service.surfaces.gofigr.search.pictures import said_by

READ_SECONDS = 300
_OVER = InvalidInput(
    "The document could not be read within the bounds that are set for documents.",
    hint="Split it into smaller ones.",
)


def contents_of(file: Path, name: str, on_look: Callable[[], None] = lambda: None) -> Contents:
    """What is in a document, its pictures put beside it. Raises InvalidInput when it is broken.

    What `on_look`, asked all the time, raises ends the reading.
    """
    folder = str(file.parent)
    command = [sys.executable, "-P", "-m", "gofigr_jupyter.documents.child", name, folder]
    with file.open("rb") as reads:
        watch = Watch(seconds=READ_SECONDS, over=_OVER, on_look=on_look)
        ran = processes.run(command, watch, folder=file.parent, reads=reads)
    if ran.status != 0:
        raise _OVER
    contents = msgspec.json.decode(ran.out, type=Contents)
    if contents.problem:
        raise InvalidInput(contents.problem, hint=contents.hint)
    return contents


def found_in(
    file: Path,
    told: Told,
    intake: Intake,
    *,
    name: str,
    is_kept: Callable[[ContentHash], bool],
    about: Mapping[str, object] | None = None,
    attribution: Attributed = NOBODY,
) -> Found:
    """A picture of the document `name`, its bytes stored; `about` is more that is known of it.

    What `is_kept` already is not searched for codes, which costs the most.
    """
    data = (file.parent / str(told.number)).read_bytes()
    hash = content_hash(data)
    items = [documents.picture_data(stored(data, intake), format=told.format)]
    where = {"name": name, "anchor": told.anchor, "text": told.context, **told.place}
    known: dict[str, object] = {"document": where, **(about or {})}
    if told.alt_text:
        known["alt_text"] = told.alt_text
    if told.code:
        code = stored(told.code.encode(errors="replace"), intake)
        items.append(documents.code_data(code, language=told.language))
        known["notebook_name"] = name
    return Found(
        title=told.title,
        anchor=told.anchor or None,
        about=known,
        data=items,
        said=Said(file=hash) if is_kept(hash) else said_by(data),
        attribution=attribution,
    )


def stored(data: bytes, intake: Intake) -> DraftData:
    """Bytes put where they belong, as a file without a name."""
    return DraftData(
        name=None,
        type=DataType.FILE,
        hash=intake.blobs.put(data),
        size_bytes=len(data),
        store=intake.store,
    )
