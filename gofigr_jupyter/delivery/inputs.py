"""Keeps the files that figures were made from as assets: each content once, changed ones anew."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gofigr_jupyter.client.client import Client
from gofigr_jupyter.delivery.hashes import Hashes
from gofigr_jupyter.delivery.pointers import pointer_of
from gofigr_jupyter.errors import Forbidden, InvalidInput
from gofigr_jupyter.publishing.pending import PendingInput, PendingInputs


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file of a figure, by hash and asset revision as far as they are known; why not, if not.

    `pointer` is what DVC or git-annex say of it.
    """

    path: str
    size: int | None
    via: str
    blake3: str | None = None
    asset_revision: str | None = None
    pointer: str | None = None
    note: str | None = None


class Inputs:
    """Keeps files in one service's workspaces as assets named after them."""

    def __init__(self, client: Client, hashes: Hashes) -> None:
        self._client = client
        self._hashes = hashes
        self._revisions: dict[tuple[str, str], str] = {}

    async def keep(self, pending: PendingInputs, *, workspace: str) -> list[Kept]:
        """Keep each file of `pending` in `workspace`, one after the other.

        What has changed since it was read, is gone or too large has a note instead; an address is
        told and not fetched. Raises what the service answers when it cannot be reached.
        """
        return [await self._keep(one, workspace, pending.largest) for one in pending.inputs]

    async def _keep(self, pending: PendingInput, workspace: str, largest: int) -> Kept:
        kept = Kept(path=pending.path, size=pending.size, via=pending.via)
        if pending.size is None:
            return kept
        try:
            stamp, digest = await self._hashes.of(pending.path)
        except OSError as error:
            return replace(kept, note=f"it could not be read again: {error.strerror}")
        if digest is None or (stamp.size, stamp.modified_ns) != (pending.size, pending.modified_ns):
            return replace(kept, note="it has changed since it was read")
        kept = replace(kept, blake3=digest, pointer=pointer_of(pending.path))
        if pending.size > largest:
            mib = largest / 2**20
            return replace(kept, note=f"it is larger than {mib:g} MiB, so only its hash is")
        try:
            revision = await self._revision(pending.path, digest, workspace)
        except (Forbidden, InvalidInput) as error:
            return replace(kept, note=str(error))
        return replace(kept, asset_revision=revision)

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
    provenance["inputs"] = [_input(k) for k in kept]
    notes = [note for note in provenance.get("notes") or [] if note.get("about") != "inputs"]
    notes += [
        {"about": "inputs", "text": f"{k.path} is not kept: {k.note}."} for k in kept if k.note
    ]
    provenance["notes"] = notes
    return {**before, "provenance": provenance}


def _input(kept: Kept) -> dict[str, Any]:
    told = {
        "path": kept.path,
        "blake3": kept.blake3,
        "size": kept.size,
        "asset_revision": kept.asset_revision,
        "via": kept.via,
    }
    return {**told, "pointer": kept.pointer} if kept.pointer else told
