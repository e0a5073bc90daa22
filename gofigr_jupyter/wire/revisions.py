"""Revisions, their data objects and their links to assets, as they travel.

Bytes travel as standard base64 with padding. `metadata` of a revision is any JSON and is kept as
it came; that of a data object is an object.
"""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Raw, Struct, UnsetType, field

Id = str
Time = str


class Reference(Struct, kw_only=True):
    """An object where an id is meant; bodies accept both."""

    api_id: Id


Parent = Id | Reference


class Stamps(Struct, kw_only=True):
    """Who made a thing, who changed it last, and when. `updated_*` are null before that."""

    created_by: str | None = None
    created_on: Time | None = None
    updated_by: str | None = None
    updated_on: Time | None = None


class Link(Struct, kw_only=True):
    """A figure revision used an asset revision; `use_type` is `direct` or `indirect`.

    `anchor` names a slide, page or cell, where the link is about one.
    """

    figure_revision: Id | None = None
    asset_revision: Id
    use_type: str = "indirect"
    anchor: str | UnsetType = UNSET


class Data(Struct, kw_only=True):
    """A data object of a revision: picture, code, text, table or file.

    `data` is null in the list of a revision, and holds the bytes (perhaps none: "") in the answer
    to `GET data/<id>/`. `hash` is the BLAKE3 of the bytes.
    """

    api_id: Id
    name: str | None = None
    type: str
    metadata: Any = field(default_factory=dict)  # any JSON object
    data: bytes | None = None
    size_bytes: int = 0
    hash: str | None = None
    is_clean_room: bool = False


class FigureMetadata(Struct, kw_only=True):
    """What a revision tells about its figure."""

    name: str | None = None


class Made(Stamps, kw_only=True):
    """Stamps, and for whom it was made where somebody else made it (absent before 1.3)."""

    created_on_behalf: bool | UnsetType | None = UNSET
    created_on_behalf_name: str | UnsetType | None = UNSET
    created_on_behalf_email: str | UnsetType | None = UNSET


class Revision(Made, kw_only=True):
    """One state of a figure. `revision_index` counts from 0.

    Inside a figure it comes without `data` and `assets`.
    """

    api_id: Id
    revision_index: int = 0
    size_bytes: int = 0
    is_processing: bool = False
    is_clean_room: bool = False
    short_id: str | None = None
    metadata: Any = None  # any JSON
    figure: Id | None = None
    figure_metadata: FigureMetadata | UnsetType = UNSET
    assets: list[Link] | UnsetType | None = UNSET
    data: list[Data] | UnsetType | None = UNSET
    ai_title: str | UnsetType | None = UNSET
    ai_description: str | UnsetType | None = UNSET


class AssetRevision(Made, kw_only=True):
    """One state of an asset. `revision_index` counts from 0."""

    api_id: Id
    revision_index: int = 0
    size_bytes: int = 0
    is_processing: bool = False
    metadata: Any = None  # any JSON
    asset: Id | None = None
    figure_revisions: list[Link] | UnsetType | None = UNSET
    data: list[Data] | UnsetType | None = UNSET


class Status(Struct, kw_only=True):
    """Whether the service still works on a revision."""

    api_id: Id
    is_processing: bool


class DataBody(Struct, kw_only=True):
    """A data object in a request. One with a known `api_id` keeps that id."""

    api_id: Id | None = None
    name: str | None = None
    type: str
    metadata: Raw | UnsetType = UNSET
    data: bytes | None = None
    is_clean_room: bool | None = None


class LinkBody(Struct, kw_only=True):
    """A link in a request; its figure revision is the one that the request is about."""

    asset_revision: Parent
    use_type: str = "indirect"
    anchor: str | None = None


class MadeBody(Struct, kw_only=True):
    """For whom a new thing is made; ignored in changes and before 1.3."""

    created_on_behalf_name: str | UnsetType | None = UNSET
    created_on_behalf_email: str | UnsetType | None = UNSET


class WordsBody(MadeBody, kw_only=True):
    """Also what a model wrote about a figure or a revision; ignored before 1.4."""

    ai_title: str | UnsetType | None = UNSET
    ai_description: str | UnsetType | None = UNSET


class RevisionBody(WordsBody, kw_only=True):
    """A new revision, or a change of one.

    `data` replaces the whole list, save that an empty one leaves it alone; `assets` replaces all
    links. `client_id` becomes the revision's id where the version accepts it.
    """

    figure: Parent | UnsetType = UNSET
    metadata: Raw | UnsetType = UNSET
    data: list[DataBody] | UnsetType | None = UNSET
    assets: list[LinkBody] | UnsetType | None = UNSET
    is_clean_room: bool | UnsetType = UNSET
    client_id: Id | UnsetType | None = UNSET
    short_id: str | UnsetType | None = UNSET


class AutoAssignBody(RevisionBody, kw_only=True):
    """A new revision of an analysis; the service finds or makes its figure."""

    analysis: Parent


class DeriveBody(Struct, kw_only=True):
    """Where to derive a revision to; without `metadata` it takes the source's."""

    figure: Parent
    metadata: Raw | UnsetType = UNSET


class AppendBody(Struct, kw_only=True):
    """Data objects to add to a revision."""

    data: list[DataBody]


def json_text(raw: Raw) -> str:
    """The JSON that `raw` holds, as text. Raises UnicodeDecodeError when it is not UTF-8."""
    return bytes(raw).decode("utf-8")
