"""What imports know, as frozen values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gofigr_jupyter.ids import AnalysisId, SshKeyId, UserId, WorkspaceId
from gofigr_jupyter.service.domain.model import JsonText, Moment


@dataclass(frozen=True, kw_only=True)
class SshKey:
    """A key that opens git repositories. The private one is `sealed`, `public_key` is for hosts."""

    id: SshKeyId
    user_id: UserId
    name: str
    public_key: str
    fingerprint: str
    sealed: str
    is_default: bool
    created: Moment


@dataclass(frozen=True, kw_only=True)
class GitImport:
    """A repository to be imported. `branches` are a JSON list; without one, the default branch."""

    id: str
    user_id: UserId
    workspace_id: WorkspaceId
    analysis_id: AnalysisId | None = None
    url: str
    branches: JsonText
    ssh_key_id: SshKeyId | None = None
    created: Moment


@dataclass(frozen=True, kw_only=True)
class Branches:
    """What a repository offers; `default` is the one it shows first, where it says."""

    names: Sequence[str]
    default: str | None = None
