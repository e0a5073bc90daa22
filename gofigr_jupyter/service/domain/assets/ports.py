"""What the rules about assets and sharing need from the store."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from gofigr_jupyter.ids import (
    AnalysisId,
    AssetId,
    AssetRevisionId,
    ContentHash,
    RevisionId,
    UserId,
    WorkspaceId,
)
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision, Link, Use, Used
from gofigr_jupyter.service.domain.model import Kind, Moment
from gofigr_jupyter.service.domain.ports import Holders, Rows

Shared = tuple[Kind, str]
"""A thing that can be shared: its kind and its id."""


class Assets(Holders[Asset], Protocol):
    """Assets."""

    def in_workspaces(self, workspaces: Collection[WorkspaceId]) -> Sequence[Asset]:
        """Those of the given workspaces, oldest first."""

    def recent(self, workspace: WorkspaceId, limit: int) -> Sequence[Asset]:
        """Those of a workspace that were touched last, newest first."""

    def count(self, workspace: WorkspaceId) -> int:
        """How many a workspace holds."""

    def named(
        self, name: str, *, workspaces: Collection[WorkspaceId], user: UserId | None
    ) -> Sequence[Asset]:
        """Those with exactly this name in the workspaces or shared with the user, oldest first."""

    def next_index(self, asset: AssetId) -> int:
        """The index for one more revision; counts it as made."""

    def relocate(self, asset: AssetId, *, workspace: WorkspaceId) -> None:
        """Put an asset, with its revisions, under another workspace."""


class AssetRevisions(Rows[AssetRevision], Protocol):
    """Revisions of assets."""

    def some(self, ids: Collection[str]) -> Sequence[AssetRevision]:
        """Those with the given ids, as far as they exist, in any order."""

    def in_asset(self, asset: AssetId) -> Sequence[AssetRevision]:
        """Those of an asset, oldest first."""

    def last_in_asset(
        self, asset: AssetId, limit: int, *, before: int | None = None
    ) -> Sequence[AssetRevision]:
        """The newest ones of an asset, newest first; with `before`, of those below that index."""

    def newest_in_asset(self, asset: AssetId) -> AssetRevision | None:
        """The newest one of an asset."""

    def neighbors(
        self, revision: AssetRevision
    ) -> tuple[AssetRevision | None, AssetRevision | None]:
        """The revisions of the same asset just before and just after this one."""

    def with_hash(
        self,
        hash: ContentHash,
        *,
        workspaces: Collection[WorkspaceId],
        user: UserId | None,
        analysis: AnalysisId | None,
    ) -> Sequence[AssetRevision]:
        """Those that hold bytes with this hash, oldest first.

        They lie in the workspaces or are shared with the user; with an analysis, their asset is
        claimed by it.
        """


class Links(Protocol):
    """Links between figure revisions and asset revisions."""

    def of_revision(self, revision: RevisionId) -> Sequence[Link]:
        """Those of a figure revision, in their order."""

    def of_asset_revision(self, revision: AssetRevisionId) -> Sequence[Link]:
        """Those that name an asset revision, in the order of the figure revisions."""

    def uses_of_asset(self, asset: AssetId, limit: int) -> Sequence[Use]:
        """The newest figure revisions that used an asset, newest first."""

    def uses_of_asset_revision(self, revision: AssetRevisionId, limit: int) -> Sequence[Use]:
        """The newest figure revisions that used an asset revision, newest first."""

    def used_by(self, revision: RevisionId, limit: int) -> Sequence[Used]:
        """The first asset revisions that a figure revision used, in the order of its links."""

    def replace(self, revision: RevisionId, links: Sequence[Link]) -> None:
        """Give a figure revision other links."""

    def remove(
        self, revision: RevisionId, asset_revision: AssetRevisionId, *, anchor: str | None
    ) -> int:
        """Delete the links of a pair, or the one at an anchor; how many they were."""


class Shares(Protocol):
    """Who may read what, besides the members of its workspace."""

    def add(self, target: Shared, *, user: UserId | None, at: Moment) -> None:
        """Share a thing with a user, or by link for None. Once more changes nothing."""

    def remove(self, target: Shared, *, user: UserId | None) -> None:
        """End the sharing of a thing with a user, or by link for None."""

    def users_of(self, target: Shared) -> Sequence[str]:
        """Names of the users that a thing is shared with, first one first."""

    def has_link(self, target: Shared) -> bool:
        """Whether a thing is shared by link."""

    def reach(self, targets: Sequence[Shared], *, user: UserId | None) -> bool:
        """Whether any of the things is shared by link, or with this user."""

    def given(self, targets: Sequence[Shared], *, user: UserId) -> bool:
        """Whether any of the things is shared with this user by name."""
