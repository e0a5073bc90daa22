"""Keeps the files that figures were made from as assets: each content once, changed ones anew."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from blake3 import blake3

from gofigr_jupyter.client.client import Client
from gofigr_jupyter.errors import Forbidden, InvalidInput
from gofigr_jupyter.publishing.pending import PendingInput

LARGEST = 256 * 1024 * 1024
"""Bytes of the largest file that is kept whole; of larger ones only the hash is."""
KNOWN = 4096


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file of a figure, by hash and asset revision as far as they are known; why not, if not."""

    path: str
    size: int | None
    via: str
    blake3: str | None = None
    asset_revision: str | None = None
    note: str | None = None


class Inputs:
    """Keeps files in one service's workspaces as assets named after them."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._hashes: dict[tuple[str, int, int], str] = {}
        self._revisions: dict[tuple[str, str], str] = {}

    async def keep(self, inputs: Sequence[PendingInput], *, workspace: str) -> list[Kept]:
        """Keep each of `inputs` in `workspace`, one after the other.

        What has changed since it was read, is gone or too large has a note instead; an address is
        told and not fetched. Raises what the service answers when it cannot be reached.
        """
        return [await self._keep(pending, workspace) for pending in inputs]

    async def _keep(self, pending: PendingInput, workspace: str) -> Kept:
        kept = Kept(path=pending.path, size=pending.size, via=pending.via)
        if pending.size is None or pending.modified_ns is None:
            return kept
        try:
            digest = await self._hash(pending)
        except OSError as error:
            return _without(kept, f"it could not be read again: {error.strerror}")
        if digest is None:
            return _without(kept, "it has changed since it was read")
        kept = Kept(path=kept.path, size=kept.size, via=kept.via, blake3=digest)
        if pending.size > LARGEST:
            return _without(kept, f"it is larger than {LARGEST // 2**20} MiB, so only its hash is")
        try:
            revision = await self._revision(pending.path, digest, workspace)
        except (Forbidden, InvalidInput) as error:
            return _without(kept, str(error))
        return Kept(
            path=kept.path, size=kept.size, via=kept.via, blake3=digest, asset_revision=revision
        )

    async def _hash(self, pending: PendingInput) -> str | None:
        """The hash of the file's bytes, None when they are not those that were read."""
        key = pending.path, int(pending.size or 0), int(pending.modified_ns or 0)
        if _stamp(pending.path) != key[1:]:
            return None
        if key not in self._hashes:
            digest = await asyncio.to_thread(_hash, pending.path)
            if _stamp(pending.path) != key[1:]:
                return None
            if len(self._hashes) >= KNOWN:
                self._hashes.clear()
            self._hashes[key] = digest
        return self._hashes[key]

    async def _revision(self, path: str, digest: str, workspace: str) -> str:
        known = self._revisions.get((workspace, digest))
        if known is None:
            found = await self._client.asset_revisions(digest)
            if found:
                known = found[0].api_id
            else:
                asset = await self._asset(os.path.basename(path), workspace)
                known = (await self._client.upload(asset, Path(path), digest=digest)).api_id
            self._revisions[workspace, digest] = known
        return known

    async def _asset(self, name: str, workspace: str) -> str:
        for asset in await self._client.assets(name):
            if asset.workspace == workspace:
                return asset.api_id
        return (await self._client.create_asset(name, workspace=workspace)).api_id


def told(metadata: object, kept: Sequence[Kept]) -> dict[str, Any]:
    """`metadata` of a revision, with what became of its inputs."""
    before = dict(metadata) if isinstance(metadata, dict) else {}
    provenance = dict(before.get("provenance") or {})
    provenance["inputs"] = [
        {
            "path": k.path,
            "blake3": k.blake3,
            "size": k.size,
            "asset_revision": k.asset_revision,
            "via": k.via,
        }
        for k in kept
    ]
    notes = [note for note in provenance.get("notes") or [] if note.get("about") != "inputs"]
    notes += [
        {"about": "inputs", "text": f"{k.path} is not kept: {k.note}."} for k in kept if k.note
    ]
    provenance["notes"] = notes
    return {**before, "provenance": provenance}


def _without(kept: Kept, note: str) -> Kept:
    return Kept(path=kept.path, size=kept.size, via=kept.via, blake3=kept.blake3, note=note)


def _stamp(path: str) -> tuple[int, int]:
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns


def _hash(path: str) -> str:
    return blake3(max_threads=blake3.AUTO).update_mmap(path).hexdigest()
