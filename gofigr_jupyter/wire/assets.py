"""What requests about assets say."""

from __future__ import annotations

from msgspec import UNSET, Raw, Struct, UnsetType

from gofigr_jupyter.wire.revisions import DataBody, Id, MadeBody, Parent


class AssetBody(MadeBody, kw_only=True):
    """A new asset, or a change of one; another `workspace` moves it."""

    name: str | UnsetType = UNSET
    description: str | UnsetType | None = UNSET
    workspace: Parent | UnsetType = UNSET
    analysis: Parent | UnsetType | None = UNSET


class AssetRevisionBody(MadeBody, kw_only=True):
    """A new revision of an asset, or a change of one; another `asset` moves it.

    `data` replaces the whole list, save that an empty one leaves it alone. The links to figures
    are written with the revisions of figures. `client_id` becomes the id of a new one.
    """

    asset: Parent | UnsetType = UNSET
    metadata: Raw | UnsetType = UNSET
    data: list[DataBody] | UnsetType | None = UNSET
    client_id: Id | UnsetType | None = UNSET


class NameBody(Struct, kw_only=True):
    """Which assets to find: those with exactly this name, perhaps only those of an analysis."""

    name: str
    analysis: Parent | None = None


class HashBody(Struct, kw_only=True):
    """Which revisions to find: those that hold bytes with this digest."""

    digest: str
    hash_type: str = "blake3"
    analysis: Parent | None = None


class UnlinkBody(Struct, kw_only=True):
    """Which link to take away: all of a figure revision, or the one at `anchor`."""

    figure_revision: Parent
    anchor: str | None = None
    delete_figure_revision: bool = False
