"""What the domain tells about comments, as it travels."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from gofigr_jupyter.service.domain.insight.model import Provider
from gofigr_jupyter.service.domain.model import Kind
from gofigr_jupyter.service.domain.ports import Blobs
from gofigr_jupyter.service.domain.talk.model import Comment, Person, Reaction, Talk
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.talk import anchors
from gofigr_jupyter.service.surfaces.gofigr.talk.anchors import Pictures
from gofigr_jupyter.service.surfaces.gofigr.talk.markdown import html_of
from gofigr_jupyter.service.surfaces.pages import page_of
from gofigr_jupyter.wire import talk as wire


def comments(blobs: Blobs, talk: Talk, pictures: Pictures) -> list[wire.Comment]:
    """All of `talk`."""
    return [comment(blobs, each, talk, pictures) for each in talk.comments]


def comment(blobs: Blobs, found: Comment, talk: Talk, pictures: Pictures) -> wire.Comment:
    """One comment of `talk`."""
    kind, target = found.target
    anchor, state = _anchor(blobs, found, pictures)
    seen = talk.seen
    return wire.Comment(
        id=found.id,
        user=person(talk.people[found.user_id]),
        content=found.content,
        content_html=html_of(found.content) if found.content else "",
        parent_comment_id=found.parent_id,
        is_edited=found.is_edited,
        created_on=responses.time(found.created_on) or "",
        updated_on=responses.time(found.updated_on) or "",
        thread_id=found.thread_id,
        target_type=kind.value,
        target_id=target,
        is_deleted=found.is_deleted,
        resolved_by=found.resolved_by,
        resolved_on=responses.time(found.resolved_on),
        carried_forward=bool(
            seen and kind in (Kind.REVISION, Kind.ASSET_REVISION) and target != seen.revision
        ),
        quote=_quote(found, talk),
        anchor=anchor,
        anchor_state=state,
        reactions=_tallies(found, talk),
        permalink=page_of(kind, target, comment=found.id),
        answered_by=_answerer(found.answered_by),
    )


def reaction(found: Reaction, talk: Talk) -> wire.Reaction:
    """One reaction."""
    return wire.Reaction(
        id=found.id,
        comment_id=found.comment_id,
        user=person(talk.people[found.user_id]),
        emoji=found.emoji,
        created_on=responses.time(found.created_on) or "",
    )


def person(found: Person) -> wire.Person:
    """Somebody, without what is private."""
    return wire.Person(
        username=found.username, first_name=found.first_name, last_name=found.last_name
    )


def _answerer(name: str | None) -> wire.Answerer | None:
    if name is None:
        return None
    provider, _, model = name.partition("/")
    origin = "computed" if provider == Provider.LOCAL else "ai"
    return wire.Answerer(provider=provider, model=model, origin=origin)


def _quote(found: Comment, talk: Talk) -> wire.Quote:
    now = talk.seen.picture if talk.seen else None
    then = found.quoted_picture
    return wire.Quote(
        revision=found.quoted_revision,
        revision_index=found.quoted_index,
        short_id=found.quoted_short_id,
        picture=then,
        is_outdated=None if now is None or then is None else now != then,
    )


def _anchor(
    blobs: Blobs, found: Comment, pictures: Pictures
) -> tuple[wire.Anchor | None, str | None]:
    if found.anchor is None:
        return None, None
    kept: wire.Anchor = msgspec.json.decode(found.anchor, type=wire.Anchor)
    return anchors.state_of(blobs, pictures, found, kept)


def _tallies(found: Comment, talk: Talk) -> list[wire.Tally]:
    users: dict[str, list[str]] = {}
    for each in _of(found, talk.reactions):
        users.setdefault(each.emoji, []).append(talk.people[each.user_id].username)
    return [wire.Tally(emoji=e, count=len(names), users=names) for e, names in users.items()]


def _of(found: Comment, reactions: Sequence[Reaction]) -> Sequence[Reaction]:
    return [each for each in reactions if each.comment_id == found.id]
