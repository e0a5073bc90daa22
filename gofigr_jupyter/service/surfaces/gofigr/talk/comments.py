"""Comments over the wire."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from msgspec import UNSET

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import texts
from gofigr_jupyter.service.domain.model import JsonText
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import comments, mentions, places
from gofigr_jupyter.service.domain.talk.model import Comment, Talk
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.talk import anchors, told
from gofigr_jupyter.service.surfaces.gofigr.talk.anchors import Pictures
from gofigr_jupyter.wire import talk as wire

MOST_COMPLETIONS = 50
MOST_COUNTED = 500
MOST_PREFIX = 200


def list_comments(call: Call) -> list[wire.Comment]:
    """What was said about a thing, oldest first; with `carried`, about earlier revisions too."""
    kind = places.kind_named(asked(call, "target_type"))
    target = asked(call, "target_id")

    def gather(tx: Transaction) -> tuple[Talk, Pictures]:
        carried = call.flag("carried")
        talk = comments.talk_about(tx, call.caller, kind, target, carried=carried)
        return talk, anchors.pictures_for(tx, talk)

    talk, pictures = call.service.database.read(gather)
    return told.comments(call.service.blobs, talk, pictures)


def count_comments(call: Call) -> list[wire.Count]:
    """How much was said about each of the figures that the query names; none about the others."""
    ids = asked(call, "figures").split(",")
    if len(ids) > MOST_COUNTED:
        raise InvalidInput(
            f"The query names {len(ids)} figures.",
            hint=f"Name at most {MOST_COUNTED}.",
            field="figures",
        )
    figures = [texts.identifier(id, field="figures") for id in ids]
    found = call.service.database.read(lambda tx: comments.counts(tx, call.actor, figures))
    return [
        wire.Count(figure=each.figure_id, comments=each.comments, open_threads=each.open_threads)
        for each in found
    ]


def show_comment(call: Call) -> wire.Comment:
    """One comment."""
    return _told(call, lambda tx: comments.comment(tx, call.caller, call.id), write=False)


def write_comment(call: Call) -> wire.Comment:
    """Say something about a figure, an asset or a revision, or answer somebody."""
    body = call.decode(wire.CommentBody)
    anchor = anchors.checked(body.anchor)
    draft = comments.Draft(
        kind=places.kind_named(body.target_type),
        target=body.target_id,
        content=body.content,
        parent=body.parent_comment_id,
        anchor=None if anchor is None else JsonText(msgspec.json.encode(anchor).decode()),
    )
    return _told(call, lambda tx: comments.write(tx, call.actor, draft))


def change_comment(call: Call) -> wire.Comment:
    """Give one's own comment other words, or resolve its thread or open it again."""
    body = call.decode(wire.CommentChange)

    def change(tx: Transaction) -> Comment:
        changed = comments.comment(tx, call.actor, call.id)
        if body.content is UNSET and body.resolved is UNSET:
            raise InvalidInput("There is nothing to change.", hint="Send content or resolved.")
        if body.content is not UNSET:
            changed = comments.edit(tx, call.actor, call.id, body.content)
        if body.resolved is not UNSET:
            changed = comments.settle(tx, call.actor, call.id, resolved=body.resolved)
        return changed

    return _told(call, change)


def delete_comment(call: Call) -> None:
    """Delete one's own comment; answers to it stay."""
    call.service.database.write(lambda tx: comments.remove(tx, call.actor, call.id))


def list_mentionable(call: Call) -> list[wire.Mentionable]:
    """The people of a workspace whose name or address begins with `prefix`, by name."""
    prefix = call.query.get("prefix", "")[:MOST_PREFIX].replace("\0", "")
    limit = call.number("limit", default=10, most=MOST_COMPLETIONS)
    found = call.service.database.read(
        lambda tx: mentions.mentionable(tx, call.actor, call.id, prefix=prefix, limit=limit)
    )
    return [
        wire.Mentionable(
            username=user.username,
            first_name=user.first_name,
            last_name=user.last_name,
            mention=mentions.mention_of(user),
        )
        for user in found
    ]


def asked(call: Call, name: str) -> str:
    """Something that the query must name. Raises InvalidInput when it does not."""
    value = call.query.get(name)
    if not value:
        raise InvalidInput(
            f"The query does not say {name}.", hint=f"Add {name}=... to it.", field=name
        )
    return value


def _told(call: Call, act: Callable[[Transaction], Comment], *, write: bool = True) -> wire.Comment:
    def gather(tx: Transaction) -> tuple[Talk, Pictures]:
        talk = comments.about_one(tx, act(tx))
        return talk, anchors.pictures_for(tx, talk)

    database = call.service.database
    talk, pictures = database.write(gather) if write else database.read(gather)
    return told.comments(call.service.blobs, talk, pictures)[0]
