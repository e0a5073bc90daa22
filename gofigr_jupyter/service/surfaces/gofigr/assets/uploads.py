"""Files of any size, sent as they are: the body is the file, written and hashed as it comes."""

from __future__ import annotations

import json
from pathlib import PurePath

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets import revisions
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.model import DataType, JsonText, Right
from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.surfaces.gofigr.assets.revisions import see, show
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.wire import revisions as wire


def admit_content(call: Call) -> Intake:
    """Where the file goes. Refuses, before it is sent, those who may not add to the asset."""
    asset = call.service.database.read(
        lambda tx: access.asset(tx, call.actor, call.id, need=Right.EDIT)
    )
    return call.service.storage.intake(lambda tx: asset.workspace_id)


def upload_content(call: Call) -> wire.AssetRevision:
    """Make a revision of an asset from a file of any size, sent as it is."""
    if call.arrival is None:
        raise InvalidInput("No file was sent.", hint="Send its bytes as the body.")
    path = call.query.get("path")
    name = call.query.get("name") or (PurePath(path).name if path else None)
    hash, size = call.arrival.keep()
    check_hash(hash, call.query.get("blake3"))
    draft = revisions.DraftAssetRevision(
        asset=call.id,
        data=[
            DraftData(
                name=name or None,
                type=DataType.FILE,
                metadata=JsonText(json.dumps({"path": path})),
                hash=hash,
                size_bytes=size,
                store=call.store,
            )
        ],
        client_id=call.query.get("client_id") or None,
    )
    return show(
        call,
        call.service.database.write(
            lambda tx: see(tx, revisions.create_asset_revision(tx, call.actor, draft))
        ),
    )


def check_hash(hash: ContentHash, promised: str | None) -> None:
    """Raises InvalidInput when other bytes came than the sender had hashed."""
    if promised and promised.lower() != hash:
        raise InvalidInput(
            f"The bytes that came have the BLAKE3 {hash[:12]}…, not {promised[:12]}….",
            hint="The file may have changed while it was sent; send it again.",
            field="blake3",
        )
