"""Assets as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gofigr_jupyter.ids import AnalysisId, AssetId, AssetRevisionId, RevisionId, WorkspaceId
from gofigr_jupyter.service.domain.model import Attributed, Holder, JsonText, Revision, Stamped


class UseType(StrEnum):
    """How a figure uses an asset: it was read for this figure, or earlier in the session."""

    DIRECT = "direct"
    INDIRECT = "indirect"


@dataclass(frozen=True, kw_only=True)
class Asset(Attributed, Holder):
    """A file that figures are made from. An analysis may claim it; it stays when that goes."""

    id: AssetId
    workspace_id: WorkspaceId
    analysis_id: AnalysisId | None = None
    name: str
    description: str | None = None
    revisions_made: int = 0


@dataclass(frozen=True, kw_only=True)
class AssetRevision(Attributed, Stamped):
    """One state of an asset. `revision_index` counts from 0 and is never given twice."""

    id: AssetRevisionId
    asset_id: AssetId
    workspace_id: WorkspaceId
    revision_index: int
    metadata: JsonText
    is_processing: bool = False
    size_bytes: int = 0


@dataclass(frozen=True, kw_only=True)
class Link:
    """A figure revision used an asset revision. `anchor` names a slide, page or cell in it."""

    revision_id: RevisionId
    asset_revision_id: AssetRevisionId
    position: int
    use_type: UseType
    anchor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Use:
    """A figure revision that used an asset; `used` is the index of the asset's revision."""

    revision: Revision
    figure_name: str
    used: int
    use_type: UseType
    anchor: str | None = None


@dataclass(frozen=True, kw_only=True)
class Used:
    """An asset revision that a figure revision used."""

    revision: AssetRevision
    asset_name: str
    use_type: UseType
    anchor: str | None = None
