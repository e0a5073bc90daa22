"""What is talked about: loaded for those who may read it, and for those who may join in.

Members of the workspace may join in, viewers too, and users with whom the thing is shared by name.
Who holds a link reads only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gofigr_jupyter.errors import Forbidden, InvalidInput
from gofigr_jupyter.ids import ContentHash
from gofigr_jupyter.service.domain import access
from gofigr_jupyter.service.domain.assets.model import Asset, AssetRevision
from gofigr_jupyter.service.domain.model import (
    Actor,
    DataItem,
    DataType,
    Figure,
    Kind,
    Revision,
    Right,
    User,
)
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk.model import Seen, Thing

_DOORS: Mapping[Kind, Callable[[Transaction, Actor | None, str], Thing]] = {
    Kind.ASSET: access.asset,
    Kind.ASSET_REVISION: access.asset_revision,
    Kind.FIGURE: access.figure,
    Kind.REVISION: access.revision,
}


def kind_named(word: str) -> Kind:
    """The kind of thing that a request names. Raises InvalidInput for another word."""
    if word not in _DOORS:
        raise InvalidInput(
            f"There are no comments about {word[:60]!r}.",
            hint=f"There are some about: {', '.join(_DOORS)}.",
            field="target_type",
        )
    return Kind(word)


def readable(tx: Transaction, actor: Actor | None, kind: Kind, id: str) -> Thing:
    """What somebody may read."""
    return _DOORS[kind](tx, actor, id)


def stored(tx: Transaction, kind: Kind, id: str) -> Thing | None:
    """What has this id, whoever asks."""
    if kind is Kind.FIGURE:
        return tx.figures.get(id)
    if kind is Kind.REVISION:
        return tx.revisions.get(id)
    return tx.assets.get(id) if kind is Kind.ASSET else tx.asset_revisions.get(id)


def joined(tx: Transaction, actor: Actor, kind: Kind, id: str) -> Thing:
    """What somebody may talk about. Raises Forbidden for those who may only read."""
    thing = readable(tx, actor, kind, id)
    if may_join(tx, actor, thing):
        return thing
    raise Forbidden(
        "A link lets you read what is said here, not join in.",
        hint="Ask somebody of its workspace to share it with you by name.",
    )


def may_join(tx: Transaction, actor: Actor, thing: Thing) -> bool:
    """Whether somebody may talk about a thing."""
    if access.may(tx, actor, thing.workspace_id, Right.READ):
        return True
    by_name = actor.only_workspace is None
    return by_name and tx.shares.given(access.reach(thing), user=actor.user_id)


def may_be_joined_by(tx: Transaction, user: User, thing: Thing) -> bool:
    """Whether a user, who need not be the one who asks, may talk about a thing."""
    return user.is_active and may_join(tx, Actor(user_id=user.id, username=user.username), thing)


def whole(thing: Thing) -> tuple[Kind, str]:
    """The figure or asset that a thing is, or is a revision of."""
    if isinstance(thing, Revision):
        return Kind.FIGURE, thing.figure_id
    if isinstance(thing, AssetRevision):
        return Kind.ASSET, thing.asset_id
    return access.reach(thing)[-1]


def stored_whole(tx: Transaction, thing: Thing) -> Figure | Asset | None:
    """The same, as it is stored."""
    kind, id = whole(thing)
    return tx.figures.get(id) if kind is Kind.FIGURE else tx.assets.get(id)


def seen(tx: Transaction, thing: Thing) -> Seen | None:
    """The revision that somebody sees who looks at a thing: itself, or the newest one."""
    found: Revision | AssetRevision | None
    if isinstance(thing, Figure):
        found = tx.revisions.newest_in_figure(thing.id)
    elif isinstance(thing, Asset):
        found = tx.asset_revisions.newest_in_asset(thing.id)
    else:
        found = thing
    if found is None:
        return None
    is_figure = isinstance(found, Revision)
    items = (tx.data if is_figure else tx.asset_data).of_revision(found.id)
    return Seen(
        revision=found.id,
        index=found.revision_index,
        short_id=found.short_id if isinstance(found, Revision) else None,
        picture=_picture(items),
    )


def _picture(items: Sequence[DataItem]) -> ContentHash | None:
    pictures = [item for item in items if item.type is DataType.IMAGE]
    return next((item.hash for item in (pictures or items)), None)
