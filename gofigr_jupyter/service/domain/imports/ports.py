"""What the rules about imports need from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gofigr_jupyter.ids import UserId
from gofigr_jupyter.service.domain.imports.model import Branches, GitImport, SshKey
from gofigr_jupyter.service.domain.ports import Rows


class SshKeys(Rows[SshKey], Protocol):
    """SSH keys."""

    def of_user(self, user: UserId) -> Sequence[SshKey]:
        """A user's keys, oldest first."""


GitImports = Rows[GitImport]
"""Repositories that were to be imported."""


class Remotes(Protocol):
    """Git repositories elsewhere."""

    def sealed(self, private_key: str) -> str:
        """A private key, unreadable without the service."""

    def admit(self, url: str, key: SshKey | None) -> None:
        """Raises as `branches` does for what need not even be tried."""

    def branches(self, url: str, key: SshKey | None) -> Branches:
        """What the repository at `url` offers to whoever comes with `key`.

        Raises InvalidInput for what is no address of a repository, RateLimited when too many ask at
        once, and ServiceUnavailable, with the reason, for one that cannot be reached or read.
        """
