"""The catalog as it travels. It is ours: no public client knows it."""

from __future__ import annotations

from msgspec import Raw, Struct

from gofigr_jupyter.wire.revisions import Id, Time


class NewestRevision(Struct, kw_only=True):
    """The newest revision of a figure."""

    api_id: Id
    short_id: str | None = None
    revision_index: int


class ShownProvenance(Struct, kw_only=True):
    """The cell that drew a figure, and how often it was seen; null where that is not told."""

    cell: Raw = Raw(b"null")
    seen: Raw = Raw(b"null")


class ShownMetadata(Struct, kw_only=True):
    """What lists show of a revision's metadata."""

    provenance: ShownProvenance | None = None


class Entry(Struct, kw_only=True):
    """A figure, an analysis or an asset: `kind` tells. The newest change was at `changed_on`."""

    kind: str
    api_id: Id
    name: str
    workspace: Id
    analysis: Id | None = None
    analysis_name: str | None = None
    changed_by: str
    changed_on: Time
    newest_revision: NewestRevision | None = None


class Catalog(Struct, kw_only=True):
    """A page of entries, newest first, and how many there are in all."""

    items: list[Entry]
    total: int


class NamedPlace(Struct, kw_only=True):
    """A workspace, or an analysis with the workspace that it is in."""

    api_id: Id
    name: str
    workspace: Id | None = None


class Places(Struct, kw_only=True):
    """What the catalog can be narrowed to."""

    workspaces: list[NamedPlace]
    analyses: list[NamedPlace]
    authors: list[str]
