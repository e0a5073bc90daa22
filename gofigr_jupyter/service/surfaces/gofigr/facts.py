"""Single facts about things over the wire: how large they are, whether they are being worked on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets.model import AssetRevision
from gofigr_jupyter.service.domain.model import Actor, Revision
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, get
from gofigr_jupyter.wire.entities import Size
from gofigr_jupyter.wire.revisions import Status


class Sized(Protocol):
    """Something that takes room."""

    @property
    def size_bytes(self) -> int:
        """Bytes of the data in it."""


@dataclass(frozen=True)
class Sizes:
    """How large things of one kind are."""

    load: Callable[[Transaction, Actor | None, str], Sized]

    def show_size(self, call: Call) -> Size:
        """How many bytes of data it holds."""
        found = call.service.database.read(lambda tx: self.load(tx, call.caller, call.id))
        return Size(size_bytes=found.size_bytes)


@dataclass(frozen=True)
class Statuses:
    """Whether revisions of one kind are being worked on."""

    load: Callable[[Transaction, Actor | None, str], Revision | AssetRevision]

    def show_status(self, call: Call) -> Status:
        """Whether the service still works on it."""
        found = call.service.database.read(lambda tx: self.load(tx, call.caller, call.id))
        return Status(api_id=found.id, is_processing=found.is_processing)


SIZED: dict[str, Callable[[Transaction, Actor | None, str], Sized]] = {
    "workspace": access.workspace,
    "analysis": access.analysis,
    "figure": access.figure,
    "revision": access.revision,
    "asset": access.asset,
    "asset_revision": access.asset_revision,
    "data": access.data,
}


def operations() -> Iterator[Operation]:
    """The operations for every kind."""
    for kind, load in SIZED.items():
        yield get(f"/{kind}/{{id}}/size", Sizes(load).show_size, Size, anonymous=True)
    yield get(
        "/revision/{id}/status", Statuses(access.revision).show_status, Status, anonymous=True
    )
    yield get(
        "/asset_revision/{id}/status",
        Statuses(access.asset_revision).show_status,
        Status,
        anonymous=True,
    )
