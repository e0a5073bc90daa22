"""What the domain returns, as it travels in the caller's version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, TypeVar

from msgspec import UNSET, Raw, UnsetType

from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision, Link
from gofigr_jupyter.service.domain.model import (
    Analysis,
    ApiKey,
    Attributed,
    DataItem,
    Described,
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

StampsShown = TypeVar("StampsShown", bound=revisions.Stamps)
MadeShown = TypeVar("MadeShown", bound=revisions.Made)
HolderShown = TypeVar("HolderShown", bound=entities.Workspace | entities.Holder)
WordsShown = TypeVar("WordsShown", bound=entities.Figure | revisions.Revision)
LISTED = 2048
"""Analyses, and figures, whose answers are kept for the next list."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@lru_cache(8192)  # what was touched last is asked for again and again
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
        user_profile=raw(found.profile),
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
    found: Workspace,
    version: ApiVersion,
    *,
    analyses: Sequence[Analysis] | None = None,
    assets: Sequence[Asset] | None = None,
) -> entities.Workspace:
    """A workspace; shallow with None for its analyses and assets."""
    shown = entities.Workspace(
        api_id=found.id,
        name=found.name,
        description=found.description,
        workspace_type=found.workspace_type.value,
        size_bytes=found.size_bytes,
        organization=found.organization_id,
        analyses=child_list(analyses, version, listed_analysis),
        assets=child_list(assets, version, asset),
    )
    return _held(shown, found)


def analysis(
    found: Analysis, version: ApiVersion, *, figures: Sequence[Figure] | None = None
) -> entities.Analysis:
    """An analysis; nested or shallow with None for its figures."""
    shown = entities.Analysis(
        api_id=found.id,
        name=found.name,
        description=found.description,
        size_bytes=found.size_bytes,
        workspace=found.workspace_id,
        figures=child_list(figures, version, listed_figure),
    )
    return _on_behalf(_held(shown, found), found, version)


def figure(
    found: Figure, version: ApiVersion, *, revisions: Sequence[Revision] | None = None
) -> entities.Figure:
    """A figure; nested or shallow with None for its revisions."""
    shown = entities.Figure(
        api_id=found.id,
        name=found.name,
        description=found.description,
        size_bytes=found.size_bytes,
        analysis=found.analysis_id,
        revisions=child_list(revisions, version, nested_revision),
    )
    return _described(_on_behalf(_held(shown, found), found, version), found, version)


@lru_cache(LISTED)
def listed_analysis(found: Analysis, version: ApiVersion) -> entities.Analysis:
    """A shallow analysis among others; not to be changed, since it is given again."""
    return analysis(found, version)


@lru_cache(LISTED)
def listed_figure(found: Figure, version: ApiVersion) -> entities.Figure:
    """A shallow figure among others; not to be changed, since it is given again."""
    return figure(found, version)


def nested_revision(found: Revision, version: ApiVersion) -> revisions.Revision:
    """A revision inside a figure: without its data and links."""
    shown = revisions.Revision(
        api_id=found.id,
        revision_index=found.revision_index,
        size_bytes=found.size_bytes,
        is_processing=found.is_processing,
        is_clean_room=found.is_clean_room,
        short_id=found.short_id,
        metadata=raw(found.metadata),
        figure=found.figure_id,
    )
    return _described(_on_behalf(stamped(shown, found), found, version), found, version)


def revision(
    found: Revision,
    version: ApiVersion,
    *,
    data: Iterable[revisions.Data],
    links: Iterable[Link],
    figure_name: str,
) -> revisions.Revision:
    """A revision with its data and its links to assets."""
    whole = nested_revision(found, version)
    whole.data = list(data)
    whole.assets = [link(found) for found in links]
    whole.figure_metadata = revisions.FigureMetadata(name=figure_name)
    return whole


def link(found: Link) -> revisions.Link:
    """A link between a figure revision and an asset revision."""
    return revisions.Link(
        figure_revision=found.revision_id,
        asset_revision=found.asset_revision_id,
        use_type=found.use_type.value,
        anchor=found.anchor or UNSET,
    )


def asset(
    found: Asset, version: ApiVersion, *, revisions: Sequence[AssetRevision] | None = None
) -> entities.Asset:
    """An asset; nested or shallow with None for its revisions."""
    shown = entities.Asset(
        api_id=found.id,
        name=found.name,
        description=found.description,
        size_bytes=found.size_bytes,
        workspace=found.workspace_id,
        analysis=found.analysis_id,
        revisions=child_list(revisions, version, nested_asset_revision),
    )
    return _on_behalf(_held(shown, found), found, version)


def nested_asset_revision(found: AssetRevision, version: ApiVersion) -> revisions.AssetRevision:
    """A revision inside an asset, or found by its bytes: without its data and links."""
    shown = revisions.AssetRevision(
        api_id=found.id,
        revision_index=found.revision_index,
        size_bytes=found.size_bytes,
        is_processing=found.is_processing,
        metadata=raw(found.metadata),
        asset=found.asset_id,
    )
    return _on_behalf(stamped(shown, found), found, version)


def asset_revision(
    found: AssetRevision,
    version: ApiVersion,
    *,
    data: Iterable[revisions.Data],
    links: Iterable[Link],
) -> revisions.AssetRevision:
    """A revision of an asset with its data and the figures that used it."""
    whole = nested_asset_revision(found, version)
    whole.data = list(data)
    whole.figure_revisions = [link(found) for found in links]
    return whole


def data(item: DataItem, *, blobs: Blobs | None) -> revisions.Data:
    """A data object, with its bytes where there are blobs to read them from."""
    return revisions.Data(
        api_id=item.id,
        name=item.name,
        type=item.type.value,
        metadata=raw(item.metadata),
        data=None if blobs is None else blobs.get(item.hash),
        size_bytes=item.size_bytes,
        hash=item.hash,
        is_clean_room=item.is_clean_room,
    )


def child_list(
    children: Sequence[Any] | None,
    version: ApiVersion,
    show: Any,  # noqa: ANN401  # the function for one child
) -> list[Any] | UnsetType:
    """Children as objects or ids, as the version wants them; nothing for None."""
    if children is None:
        return UNSET
    if not version.children_are_objects:
        return [child.id for child in children]
    return [show(child, version) for child in children]


def raw(text: JsonText) -> Raw:
    """JSON that users gave, as it came."""
    return Raw(text.encode())


def stamped(shown: StampsShown, found: Stamped) -> StampsShown:
    """Tells who made it, who changed it, and when.

    This and the next three set fields: merging dictionaries took half of the time of a long list.
    """
    shown.created_by = found.created_by
    shown.created_on = time(found.created_on)
    shown.updated_by = found.updated_by
    shown.updated_on = time(found.updated_on)
    return shown


def _held(shown: HolderShown, found: Holder) -> HolderShown:
    """Tells the stamps of something with children."""
    shown.child_updated_by = found.child_updated_by
    shown.child_updated_on = time(found.child_updated_on)
    return stamped(shown, found)


def _on_behalf(shown: MadeShown, found: Attributed, version: ApiVersion) -> MadeShown:
    """Tells for whom it was made, where the version does."""
    if version.creation_on_behalf:
        shown.created_on_behalf = bool(found.behalf_name or found.behalf_email)
        shown.created_on_behalf_name = found.behalf_name
        shown.created_on_behalf_email = found.behalf_email
    return shown


def _described(shown: WordsShown, found: Described, version: ApiVersion) -> WordsShown:
    """Tells what a model wrote about it, where the version does."""
    if version.ai_texts:
        shown.ai_title = found.ai_title
        shown.ai_description = found.ai_description
    return shown
