"""Storage: where bytes go and lie, in the service's own place and in those of workspaces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.ids import ContentHash, StoreId, WorkspaceId
from gofigr_jupyter.service.domain.people.model import StorageChoice, Store
from gofigr_jupyter.service.domain.ports import Blobs, Transaction


@dataclass(frozen=True, kw_only=True)
class Intake:
    """Where new bytes go. `store` is what data objects note; None is the service's own place."""

    blobs: Blobs
    store: StoreId | None = None


class Storage(Protocol):
    """Knows the places that workspaces and organizations chose."""

    def intake(self, workspace: Callable[[Transaction], WorkspaceId]) -> Intake:
        """Where new bytes of a workspace go; `workspace` tells which, and raises for strangers.

        It is not asked where nobody ever chose a place.
        """

    def tried(self, choice: StorageChoice, *, owner: str) -> tuple[StorageChoice, Store | None]:
        """The choice without its secrets, and what `owner` needs to use the place, once tried.

        There is nothing more to the service's own place. Raises InvalidInput where the place cannot
        be used.
        """

    def path(self, store: Store, hash: ContentHash) -> str:
        """The address of a blob in a store."""
