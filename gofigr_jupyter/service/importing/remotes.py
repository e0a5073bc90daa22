"""Remotes: git repositories elsewhere, reached within what whoever runs the service allows."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from gofigr_jupyter.errors import RateLimited
from gofigr_jupyter.service.domain.imports.model import Branches, SshKey
from gofigr_jupyter.service.domain.ports import Database
from gofigr_jupyter.service.importing import addresses, git
from gofigr_jupyter.service.importing.git import Git
from gofigr_jupyter.service.importing.scratch import Scratch
from gofigr_jupyter.service.storage.seal import Seal
from gofigr_jupyter.service.surfaces.closing import Closing

SECRET_NAME = "ssh"  # noqa: S105  # the name of the secret, not the secret
CHECK_SECONDS = 20
MOST_CHECKS = 4
_HEAD, _BRANCH = b"ref: refs/heads/", b"refs/heads/"


class GitRemotes:
    """Implements `domain.imports.ports.Remotes`.

    `hosts` are those inside the own network that may be reached; None stands for all. The file
    `known` keeps the keys of hosts, pinned when first seen.
    """

    def __init__(
        self,
        database: Database,
        scratch: Scratch,
        *,
        known: Path,
        hosts: Collection[str] | None,
        closing: Closing,
    ) -> None:
        self._database = database
        self._known = known
        self._scratch = scratch
        self._closing = closing
        self._hosts = None if hosts is None else {host.lower() for host in hosts}
        self._seal: Seal | None = None
        self._checks = threading.Semaphore(MOST_CHECKS)

    def sealed(self, private_key: str) -> str:
        """A private key, unreadable without the service."""
        return self._sealer().sealed(private_key)

    def admit(self, url: str, key: SshKey | None) -> None:
        """Raises as `branches` does for what need not even be tried."""
        with self.reached(url, key):
            pass

    def branches(self, url: str, key: SshKey | None) -> Branches:
        """What the repository at `url` offers to whoever comes with `key`."""
        if not self._checks.acquire(blocking=False):
            raise RateLimited("Other repositories are being looked at.", hint="Try again soon.")
        try:
            with self.reached(url, key) as git:
                told = git.run(
                    "ls-remote", "--symref", "--", url.strip(), "HEAD", "refs/heads/*",
                    seconds=CHECK_SECONDS,
                )  # fmt: skip
        finally:
            self._checks.release()
        return _branches(told)

    @contextmanager
    def reached(self, url: str, key: SshKey | None) -> Iterator[Git]:
        """Git for the repository at `url`, with a folder that is gone afterwards."""
        address = addresses.parse(url)
        places = addresses.places_of(address, hosts=self._hosts)
        opened = self._sealer().opened(key.sealed) if key and address.by_ssh else None
        with self._scratch.folder() as folder:
            found = git.reaching(address, places, folder, key=opened, known=self._known)
            yield replace(found, by_proxy=self._hosts is None, on_look=self._closing.look)

    def _sealer(self) -> Seal:
        if self._seal is None:
            self._seal = Seal.of(self._database, SECRET_NAME)
        return self._seal


def _branches(told: bytes) -> Branches:
    """What `git ls-remote --symref` says."""
    default, names = None, []
    for line in told.splitlines():
        first, _, name = line.partition(b"\t")
        if name == b"HEAD" and first.startswith(_HEAD):
            default = first.removeprefix(_HEAD).decode(errors="replace")
        elif name.startswith(_BRANCH):
            names.append(name.removeprefix(_BRANCH).decode(errors="replace"))
    return Branches(names=names, default=default if default in names else None)
