"""Documents sent to be imported: the body is the document, written and hashed as it comes.

Forms and JSON with a document in them are unwrapped before (`wrapped`).
"""

from __future__ import annotations

import json
from pathlib import PurePath

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.imports import documents
from gofigr_jupyter.service.domain.imports.documents import Upload
from gofigr_jupyter.service.domain.model import DataType, JsonText
from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.surfaces.gofigr import tasks
from gofigr_jupyter.service.surfaces.gofigr.assets.uploads import check_hash
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire.tasks import Task

_HINT = (
    "Send its bytes as the body, or as the field 'file' of a form, or in base64 as 'data' of JSON."
)


def admit_document(call: Call) -> Intake:
    """Where the document goes. Refuses, before it is sent, those who may not import there."""
    workspace, analysis, name = _place(call)
    texts.name(name)
    call.service.database.read(
        lambda tx: documents.place_of(tx, call.actor, workspace=workspace, analysis=analysis)
    )
    return call.service.storage.intake(
        lambda tx: documents.place_of(tx, call.actor, workspace=workspace, analysis=analysis)[0]
    )


def upload_document(call: Call) -> Task:
    """Keep a document (PowerPoint, Word, PDF, notebook, picture, zip) and import its pictures."""
    workspace, analysis, name = _place(call)
    if call.arrival is None:
        raise InvalidInput("No document was sent.", hint=_HINT)
    hash, size = call.arrival.keep()
    check_hash(hash, call.query.get("blake3"))
    if size == 0:
        raise InvalidInput("The document is empty.", hint=_HINT)
    data = DraftData(
        name=name,
        type=DataType.FILE,
        metadata=JsonText(json.dumps({"path": name})),
        hash=hash,
        size_bytes=size,
        store=call.store,
    )
    upload = Upload(name=name, data=data, workspace=workspace, analysis=analysis)
    return tasks.told(
        call.service.database.write(lambda tx: documents.begin(tx, call.actor, upload))
    )


def _place(call: Call) -> tuple[str, str | None, str]:
    """Workspace, analysis and name that the query gives."""
    workspace = call.query.get("workspace")
    if not workspace:
        raise InvalidInput(
            "The workspace is not named.",
            hint="Add ?workspace=ID&name=NAME, or send these before the file of a form.",
            field="workspace",
        )
    analysis = call.query.get("analysis") or None
    place = texts.identifier(workspace, field="workspace")
    under = analysis and texts.identifier(analysis, field="analysis")
    return place, under, PurePath(call.query.get("name") or "document").name
