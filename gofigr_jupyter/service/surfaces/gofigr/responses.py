"""What the domain returns, as it travels in the caller's version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import UNSET, Raw, UnsetType

from gofigr_jupyter.service.domain.model import (
    Analysis,
    ApiKey,
    DataItem,
    Figure,
    Holder,
    JsonText,
    Moment,
    Revision,
    Stamped,
    User,
    Workspace,
)
from gofigr_jupyter.service.domain.ports import Blobs
from gofigr_jupyter.wire import entities, revisions
from gofigr_jupyter.wire.versions import ApiVersion

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def time(moment: Moment | None) -> str | None:
    """A time as it travels: ISO 8601 with microseconds and an offset."""
    if moment is None:
        return None
    return (_EPOCH + timedelta(microseconds=moment)).isoformat(timespec="microseconds")


def user(found: User) -> entities.User:
    """A user."""
    return entities.User(
        username=found.username,
        first_name=found.first_name,
        last_name=found.last_name,
        email=found.email,
        date_joined=time(found.date_joined),
        is_active=found.is_active,
        is_staff=found.is_staff,
        user_profile=_raw(found.profile),
        avatar=found.avatar,
    )


def api_key(found: ApiKey, token: str | None = None) -> entities.ApiKey:
    """An API key; `token` only in the answer that makes it."""
    return entities.ApiKey(
        api_id=found.id,
        name=found.name,
        token=token,
        created=time(found.created),
        last_used=time(found.last_used),
        expiry=time(found.expiry),
        workspace=found.workspace_id,
    )


def workspace(
    found: Workspace, version: ApiVersion, *, analyses: Sequence[Analysis] | None
) -> entities.Workspace:
    """A workspace; shallow with None for its analyses."""
    return entities.Workspace(
        api_id=found.id,
        name=found.name,
        description=found.description,
        workspace_type=found.workspace_type.value,
        size_bytes=found.size_bytes,
        **_holder(found),
        analyses=_children(analyses, version, analysis),
        assets=UNSET if analyses is None else [],
    )


def analysis(
    found: Analysis, version: ApiVersion, *, figures: Sequence[Figure] | None = None
) -> entities.Analysis:
    """An analysis; nested or shallow with None for its figures."""
    return entities.Analysis(
        api_id=found.id,
        name=found.name,
        description=found.description,
        size_bytes=found.size_bytes,
        workspace=found.workspace_id,
        figures=_children(figures, version, figure),
        **_holder(found),
        **_behalf(version),
    )


def figure(
    found: Figure, version: ApiVersion, *, revisions: Sequence[Revision] | None = None
) -> entities.Figure:
    """A figure; nested or shallow with None for its revisions."""
    return entities.Figure(
        api_id=found.id,
        name=found.name,
        description=found.description,
        size_bytes=found.size_bytes,
        analysis=found.analysis_id,
        revisions=_children(revisions, version, nested_revision),
        **_holder(found),
        **_behalf(version),
        **_ai_texts(version),
    )


def nested_revision(found: Revision, version: ApiVersion) -> revisions.Revision:
    """A revision inside a figure: without its data and links."""
    return revisions.Revision(
        api_id=found.id,
        revision_index=found.revision_index,
        size_bytes=found.size_bytes,
        is_processing=found.is_processing,
        is_clean_room=found.is_clean_room,
        short_id=found.short_id,
        metadata=_raw(found.metadata),
        figure=found.figure_id,
        **_stamps(found),
        **_behalf(version),
        **_ai_texts(version),
    )


def revision(
    found: Revision, version: ApiVersion, *, data: Iterable[revisions.Data], figure_name: str
) -> revisions.Revision:
    """A revision with its data."""
    whole = nested_revision(found, version)
    whole.data = list(data)
    whole.assets = []
    whole.figure_metadata = revisions.FigureMetadata(name=figure_name)
    return whole


def data(item: DataItem, *, blobs: Blobs | None) -> revisions.Data:
    """A data object, with its bytes where there are blobs to read them from."""
    return revisions.Data(
        api_id=item.id,
        name=item.name,
        type=item.type.value,
        metadata=_raw(item.metadata),
        data=None if blobs is None else blobs.get(item.hash),
        size_bytes=item.size_bytes,
        hash=item.hash,
        is_clean_room=item.is_clean_room,
    )


def _children(
    children: Sequence[Any] | None,
    version: ApiVersion,
    show: Any,  # noqa: ANN401  # the function for one child
) -> list[Any] | UnsetType:
    if children is None:
        return UNSET
    if not version.children_are_objects:
        return [child.id for child in children]
    return [show(child, version) for child in children]


def _raw(text: JsonText) -> Raw:
    return Raw(text.encode())


def _stamps(found: Stamped) -> dict[str, Any]:
    return {
        "created_by": found.created_by,
        "created_on": time(found.created_on),
        "updated_by": found.updated_by,
        "updated_on": time(found.updated_on),
    }


def _holder(found: Holder) -> dict[str, Any]:
    return {
        **_stamps(found),
        "child_updated_by": found.child_updated_by,
        "child_updated_on": time(found.child_updated_on),
    }


def _behalf(version: ApiVersion) -> dict[str, Any]:
    if not version.creation_on_behalf:
        return {}
    return {
        "created_on_behalf": False,
        "created_on_behalf_name": None,
        "created_on_behalf_email": None,
    }


def _ai_texts(version: ApiVersion) -> dict[str, Any]:
    return {"ai_title": None, "ai_description": None} if version.ai_texts else {}
