"""Sharing over the wire: four operations, the same for each kind of thing that can be shared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.service.domain import access, sharing
from gofigr_jupyter.service.domain.model import Actor, Right
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import Operation, get, post
from gofigr_jupyter.wire.sharing import LinkShare, UserShare


class Load(Protocol):
    """Loads one kind of thing for an actor."""

    def __call__(
        self, tx: Transaction, actor: Actor | None, id: str, *, need: Right
    ) -> sharing.Shareable:
        """The thing with this id."""


@dataclass(frozen=True)
class Sharing:
    """The operations on one kind of thing. All of them need the right to change it."""

    load: Load

    def list_users(self, call: Call) -> list[UserShare]:
        """The users it is shared with."""
        names = call.service.database.read(lambda tx: sharing.readers(tx, self._thing(tx, call)))
        return [UserShare(username=name) for name in names]

    def set_user(self, call: Call) -> UserShare:
        """Share it with a user, or no longer."""
        body = call.decode(UserShare)
        name = call.service.database.write(
            lambda tx: sharing.share_with_user(
                tx, call.actor, self._thing(tx, call), body.username, enabled=body.sharing_enabled
            )
        )
        return UserShare(username=name, sharing_enabled=body.sharing_enabled)

    def show_link(self, call: Call) -> LinkShare:
        """Whether it is shared by link."""
        return LinkShare(
            enabled=call.service.database.read(
                lambda tx: sharing.has_link(tx, self._thing(tx, call))
            )
        )

    def set_link(self, call: Call) -> LinkShare:
        """Share it by link with everybody, or no longer."""
        body = call.decode(LinkShare)
        call.service.database.write(
            lambda tx: sharing.share_by_link(
                tx, call.actor, self._thing(tx, call), enabled=body.enabled
            )
        )
        return body

    def _thing(self, tx: Transaction, call: Call) -> sharing.Shareable:
        return self.load(tx, call.actor, call.id, need=Right.EDIT)


SHAREABLE: dict[str, Load] = {
    "analysis": access.analysis,
    "figure": access.figure,
    "revision": access.revision,
    "asset": access.asset,
    "asset_revision": access.asset_revision,
    "story": access.story,
}


def operations() -> Iterator[Operation]:
    """The operations for every kind."""
    for kind, load in SHAREABLE.items():
        handlers, path = Sharing(load), f"/{kind}/{{id}}/share"
        yield get(f"{path}/user", handlers.list_users, list[UserShare])
        yield post(f"{path}/user", handlers.set_user, UserShare, UserShare, status=200)
        yield get(f"{path}/link", handlers.show_link, LinkShare)
        yield post(f"{path}/link", handlers.set_link, LinkShare, LinkShare, status=200)
