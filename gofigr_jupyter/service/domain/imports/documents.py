"""Documents that are imported: kept as assets, their pictures filed as figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from gofigr_jupyter.errors import Frozen, InvalidInput
from gofigr_jupyter.ids import AnalysisId, AssetId, ContentHash, WorkspaceId
from gofigr_jupyter.service.domain import access, analyses, events, filing, tasks
from gofigr_jupyter.service.domain.assets import assets
from gofigr_jupyter.service.domain.assets.links import DraftLink
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision, Link, UseType
from gofigr_jupyter.service.domain.assets.revisions import DraftAssetRevision, create_asset_revision
from gofigr_jupyter.service.domain.data_items import DraftData
from gofigr_jupyter.service.domain.model import (
    NOBODY,
    Action,
    Actor,
    Attributed,
    DataItem,
    DataType,
    JsonText,
    Revision,
    Right,
)
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.revisions import Draft
from gofigr_jupyter.service.domain.search.model import How
from gofigr_jupyter.service.domain.search.pictures import Said, ways_to
from gofigr_jupyter.service.domain.tasks import Task, TaskKind

TARGET = "asset_revision"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A document whose bytes are stored. Without an analysis, it gets one of its name."""

    name: str
    data: DraftData
    workspace: str
    analysis: str | None = None
    about: Mapping[str, Any] = field(default_factory=dict)  # JSON: what else is known of it
    attribution: Attributed = NOBODY


@dataclass(frozen=True, kw_only=True)
class Document:
    """A kept document: where it is, and its bytes."""

    asset: Asset
    revision: AssetRevision
    item: DataItem


@dataclass(frozen=True, kw_only=True)
class Found:
    """A picture of a document, its bytes stored; `data` begins with them."""

    title: str
    anchor: str | None
    about: Mapping[str, Any]  # JSON: where it is, and what is known of it
    data: Sequence[DraftData]
    said: Said
    attribution: Attributed = NOBODY


class Filed(StrEnum):
    """What became of a picture."""

    NEW = "new"
    KNOWN = "known"
    FROZEN = "frozen"


def begin(tx: Transaction, actor: Actor, upload: Upload) -> Task:
    """Keep a document, and ask for its pictures; one with the same bytes is kept once."""
    place = place_of(tx, actor, workspace=upload.workspace, analysis=upload.analysis)
    return tasks.request(
        tx, TaskKind.IMPORT, by=actor, target=(TARGET, kept(tx, actor, upload, place).id)
    )


def place_of(
    tx: Transaction, actor: Actor, *, workspace: str, analysis: str | None
) -> tuple[WorkspaceId, AnalysisId | None]:
    """Where an import goes, for somebody who may create there."""
    into = access.workspace(tx, actor, workspace, need=Right.EDIT)
    if analysis is None:
        return into.id, None
    under = access.analysis(tx, actor, analysis, need=Right.EDIT)
    if under.workspace_id != into.id:
        raise InvalidInput("The analysis is in another workspace.", field="analysis")
    return into.id, under.id


def kept(
    tx: Transaction, actor: Actor, upload: Upload, place: tuple[WorkspaceId, AnalysisId | None]
) -> AssetRevision:
    """The document in its place, which has it once."""
    workspace, analysis = place
    hash = upload.data.hash
    if hash is None:
        raise InvalidInput("No document was sent.", hint="Send its bytes as the body.")
    same = tx.asset_revisions.with_hash(hash, workspaces=[workspace], user=None, analysis=analysis)
    if same:
        return same[0]
    draft = DraftAssetRevision(
        asset=_asset(tx, actor, upload, place),
        metadata=JsonText(json.dumps({"document": upload.name, **upload.about})),
        data=[replace(upload.data, name=upload.name)],
        attribution=upload.attribution,
    )
    return create_asset_revision(tx, actor, draft)


def document_of(tx: Transaction, actor: Actor, id: str) -> Document:
    """The document that a task is about."""
    revision = access.asset_revision(tx, actor, id, need=Right.EDIT)
    asset = access.asset(tx, actor, revision.asset_id, need=Right.EDIT)
    return Document(asset=asset, revision=revision, item=tx.asset_data.of_revision(revision.id)[0])


def is_kept(tx: Transaction, actor: Actor, picture: ContentHash, workspace: WorkspaceId) -> bool:
    """Whether a revision in the workspace has these bytes: then nobody need look closer."""
    return _known(tx, actor, workspace, Said(file=picture)) is not None


def file_picture(tx: Transaction, actor: Actor, document: Document, found: Found) -> Filed:
    """Link a picture that is known to the document, or make it a revision that is linked.

    Doing it again changes nothing.
    """
    known = _known(tx, actor, document.revision.workspace_id, found.said)
    if known is not None:
        _link(tx, actor, known, document=document, anchor=found.anchor)
        return Filed.KNOWN
    draft = Draft(
        figure="",
        metadata=JsonText(json.dumps({"title": found.title, **found.about})),
        data=found.data,
        links=[
            DraftLink(
                asset_revision=document.revision.id, use_type=UseType.DIRECT, anchor=found.anchor
            )
        ],
        attribution=found.attribution,
    )
    try:
        filing.auto_assign(tx, actor, draft, analysis=_analysis(tx, actor, document.asset))
    except Frozen:  # raised before anything was changed
        return Filed.FROZEN
    return Filed.NEW


def _asset(
    tx: Transaction, actor: Actor, upload: Upload, place: tuple[WorkspaceId, AnalysisId | None]
) -> AssetId:
    """The asset of that name there, whose next revision the document is, or a new one."""
    workspace, analysis = place
    named = tx.assets.named(upload.name, workspaces=[workspace], user=None)
    for asset in named:
        if asset.analysis_id == analysis:
            return asset.id
    return assets.create_asset(
        tx, actor, workspace=workspace, name=upload.name, analysis=analysis
    ).id


def _analysis(tx: Transaction, actor: Actor, asset: Asset) -> str:
    """The analysis that claims the document, or the one of its name."""
    if asset.analysis_id is not None:
        return asset.analysis_id
    for each in tx.analyses.in_workspaces([asset.workspace_id]):
        if each.name == asset.name:
            return each.id
    return analyses.create_analysis(tx, actor, workspace=asset.workspace_id, name=asset.name).id


def _known(tx: Transaction, actor: Actor, workspace: WorkspaceId, said: Said) -> Revision | None:
    """The revision that a picture shows: by its bytes in this workspace, by its id anywhere."""
    for how, ids in ways_to(tx, said):
        for id in ids:
            revision = tx.revisions.get(id)
            if revision is None:
                continue
            here = revision.workspace_id == workspace
            if here or (
                how is not How.SAME_FILE
                and access.may(tx, actor, revision.workspace_id, Right.READ)
            ):
                return revision
    return None


def _link(
    tx: Transaction, actor: Actor, revision: Revision, *, document: Document, anchor: str | None
) -> None:
    """Say that a document shows a revision, where the actor may change it and it is not frozen."""
    figure = tx.figures.get(revision.figure_id)
    frozen = figure is not None and figure.is_frozen
    if frozen or not access.may(tx, actor, revision.workspace_id, Right.EDIT):
        return
    there = tx.links.of_revision(revision.id)
    if any((k.asset_revision_id, k.anchor) == (document.revision.id, anchor) for k in there):
        return
    made = Link(
        revision_id=revision.id,
        asset_revision_id=document.revision.id,
        position=max((k.position for k in there), default=-1) + 1,
        use_type=UseType.INDIRECT,
        anchor=anchor,
    )
    tx.links.replace(revision.id, [*there, made])
    events.record(tx, actor, Action.UPDATE, revision, silent=True)


def picture_data(data: DraftData, *, format: str) -> DraftData:
    """Stored bytes as the image of a revision."""
    about = {"format": format, "is_watermarked": False}
    return replace(data, name="figure", type=DataType.IMAGE, metadata=JsonText(json.dumps(about)))


def code_data(data: DraftData, *, language: str) -> DraftData:
    """Stored bytes as the code of a revision."""
    about = {"language": language, "format": "text", "encoding": "utf-8"}
    return replace(
        data, name="Jupyter Cell", type=DataType.CODE, metadata=JsonText(json.dumps(about))
    )
