"""Revisions of figures and their data over the wire."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import UNSET, Raw, UnsetType

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import access, filing, revisions
from gofigr_jupyter.service.domain.assets.links import DraftLink
from gofigr_jupyter.service.domain.assets.model import Link
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.model import EMPTY_OBJECT, DataItem, JsonText, Revision, Right
from gofigr_jupyter.service.domain.people.storage import Intake
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.attribution import attribution, words
from gofigr_jupyter.service.surfaces.gofigr.call import Call, parent_id
from gofigr_jupyter.service.surfaces.gofigr.workspaces import required
from gofigr_jupyter.wire import revisions as wire

_NOTHING = (b"[]", b"null")
LARGE = 1024 * 1024
"""Larger bodies are worth a look at the rights before their bytes are stored."""
Seen = tuple[Revision, Sequence[DataItem], Sequence[Link], str]


def create_revision(call: Call) -> wire.Revision:
    """Make a revision of a figure, with its data."""
    body = call.decode(wire.RevisionBody)
    figure = parent_id(
        required(None, "figure") if body.figure is UNSET else body.figure, field="figure"
    )
    if len(call.body) > LARGE:  # refused before bytes are stored; asked again when it counts
        call.service.database.read(
            lambda tx: access.figure(tx, call.actor, figure, need=Right.EDIT)
        )
    intake = call.service.storage.intake(
        lambda tx: access.figure(tx, call.actor, figure, need=Right.EDIT).workspace_id
    )
    draft = _draft(call, body, intake, figure=figure)

    def create(tx: Transaction) -> Seen:
        made = revisions.create_with_data(tx, call.actor, draft)
        links = tx.links.of_revision(made.revision.id) if draft.links else ()
        return made.revision, made.data, links, made.figure.name

    return _show(call, call.service.database.write(create))


def auto_assign_revision(call: Call) -> wire.Revision:
    """Make a revision in an analysis, under the figure with its image's title."""
    body = call.decode(wire.AutoAssignBody)
    analysis = parent_id(body.analysis, field="analysis")
    call.service.database.read(
        lambda tx: access.analysis(tx, call.actor, analysis, need=Right.EDIT)
    )
    intake = call.service.storage.intake(
        lambda tx: access.analysis(tx, call.actor, analysis, need=Right.EDIT).workspace_id
    )
    draft = _draft(call, body, intake, figure="")
    seen = call.service.database.write(
        lambda tx: _see(tx, filing.auto_assign(tx, call.actor, draft, analysis=analysis))
    )
    return _show(call, seen)


def derive_revision(call: Call) -> wire.Revision:
    """Make a revision with the tables and links of another one, to draw it anew."""
    body = call.decode(wire.DeriveBody)
    figure = parent_id(body.figure, field="figure")
    metadata = None if body.metadata is UNSET else json_of(body.metadata)
    seen = call.service.database.write(
        lambda tx: _see(
            tx, filing.derive(tx, call.actor, call.id, figure=figure, metadata=metadata)
        )
    )
    return _show(call, seen)


def append_data(call: Call) -> wire.Revision:
    """Add data objects to a revision; those that it has stay."""
    body = call.decode(wire.AppendBody)
    call.service.database.read(lambda tx: access.revision(tx, call.actor, call.id, need=Right.EDIT))
    drafts = store(body.data, _intake(call))
    seen = call.service.database.write(
        lambda tx: _see(tx, filing.append_data(tx, call.actor, call.id, drafts, silent=call.silent))
    )
    return _show(call, seen)


def show_revision(call: Call) -> wire.Revision:
    """A revision with its data, whose bytes are fetched one by one in the newer versions.

    It is found by its short id too.
    """
    seen = call.service.database.read(
        lambda tx: _see(tx, access.revision_by_link(tx, call.caller, call.id))
    )
    return _show(call, seen)


def change_revision(call: Call) -> wire.Revision:
    """Change a revision; what is left out stays, `data` replaces the whole list."""
    body = call.decode(wire.RevisionBody)
    call.service.database.read(lambda tx: access.revision(tx, call.actor, call.id, need=Right.EDIT))
    changes = revisions.RevisionChanges()
    if body.metadata is not UNSET:
        changes["metadata"] = json_of(body.metadata)
    if body.ai_title is not UNSET and call.version.ai_texts:
        changes["ai_title"] = body.ai_title
    if body.ai_description is not UNSET and call.version.ai_texts:
        changes["ai_description"] = body.ai_description
    if body.is_clean_room is not UNSET:
        changes["is_clean_room"] = body.is_clean_room
    if body.figure is not UNSET:
        changes["figure"] = parent_id(body.figure, field="figure")
    if body.data:  # clients send an empty list by accident, and nobody clears data on purpose
        changes["data"] = store(body.data, _intake(call))
    if body.assets is not UNSET:
        changes["links"] = _links(body.assets or ())
    seen = call.service.database.write(
        lambda tx: _see(
            tx, revisions.change_revision(tx, call.actor, call.id, changes, silent=call.silent)
        )
    )
    return _show(call, seen)


def delete_revision(call: Call) -> None:
    """Delete a revision with its data."""
    call.service.database.write(lambda tx: revisions.delete_revision(tx, call.actor, call.id))


def show_data(call: Call) -> wire.Data:
    """A data object with its bytes."""
    item = call.service.database.read(lambda tx: access.data(tx, call.caller, call.id))
    return responses.data(item, blobs=call.service.blobs)


def _intake(call: Call) -> Intake:
    return call.service.storage.intake(
        lambda tx: access.revision(tx, call.actor, call.id, need=Right.EDIT).workspace_id
    )


def _draft(call: Call, body: wire.RevisionBody, intake: Intake, *, figure: str) -> revisions.Draft:
    return revisions.Draft(
        figure=figure,
        metadata=json_of(body.metadata),
        data=store(body.data or (), intake),
        links=_links(body.assets or ()),
        is_clean_room=body.is_clean_room is True,
        client_id=_client_id(call, body),
        short_id=body.short_id or None,
        attribution=attribution(call, body),
        words=words(call, body),
    )


def _see(tx: Transaction, revision: Revision) -> Seen:
    figure = tx.figures.get(revision.figure_id)
    name = figure.name if figure else ""
    return revision, tx.data.of_revision(revision.id), tx.links.of_revision(revision.id), name


def _show(call: Call, seen: Seen) -> wire.Revision:
    revision, items, links, figure_name = seen
    blobs = call.service.blobs if call.version.inline_bytes else None
    return responses.revision(
        revision,
        call.version,
        data=(responses.data(item, blobs=blobs) for item in items),
        links=links,
        figure_name=figure_name,
    )


def store(bodies: Sequence[wire.DataBody], intake: Intake) -> list[DraftData]:
    """Keep the bytes of data objects, and what the rows need to know about them."""
    return [
        DraftData(
            id=body.api_id,
            name=body.name,
            type=body.type,
            metadata=json_object(
                body.metadata,
                what="metadata of a data object",
                field=f"data[{position}].metadata",
            ),
            hash=None if body.data is None else intake.blobs.put(body.data),
            size_bytes=len(body.data or b""),
            store=intake.store,
            is_clean_room=body.is_clean_room,
        )
        for position, body in enumerate(bodies)
    ]


def _links(bodies: Sequence[wire.LinkBody]) -> list[DraftLink]:
    return [
        DraftLink(
            asset_revision=parent_id(
                body.asset_revision, field=f"assets[{position}].asset_revision"
            ),
            use_type=body.use_type,
            anchor=body.anchor,
        )
        for position, body in enumerate(bodies)
    ]


def _client_id(call: Call, body: wire.RevisionBody) -> str | None:
    if not call.version.accepts_client_ids:
        return None
    return body.client_id or None


def json_of(raw: Raw | UnsetType) -> JsonText:
    """The JSON of a body's metadata; an empty object where it was left out."""
    if raw is UNSET:
        return EMPTY_OBJECT
    try:
        return JsonText(wire.json_text(raw))
    except UnicodeDecodeError as error:
        raise InvalidInput(
            "The metadata is not valid JSON.", hint="Send JSON in UTF-8.", field="metadata"
        ) from error


def json_object(raw: Raw | UnsetType, *, what: str, field: str) -> JsonText:
    """The JSON object of a body; an empty one where it was left out. Raises InvalidInput."""
    text = b"{}" if raw is UNSET else bytes(raw).strip()
    if text in _NOTHING:  # R sends an empty list where it means an empty object
        return EMPTY_OBJECT
    if not text.startswith(b"{"):
        raise InvalidInput(
            f"The {what} is not a JSON object.",
            hint="Send an object, perhaps an empty one.",
            field=field,
        )
    return json_of(raw)
