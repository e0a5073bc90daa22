"""What is said about a thing, below it on its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from gofigr_jupyter.ids import UserId
from gofigr_jupyter.service.domain.model import Actor, Kind
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import comments, places
from gofigr_jupyter.service.domain.talk.model import Comment, Talk
from gofigr_jupyter.service.surfaces.gofigr.talk.markdown import html_of
from gofigr_jupyter.service.surfaces.web.spoken import Moment, stamped

_WHOLES = (Kind.FIGURE, Kind.ASSET)
DEEPEST = 3
"""Answers to answers that are still moved to the right."""


@dataclass(frozen=True, kw_only=True)
class Said:
    """What was said about a thing, and whether the visitor may join in."""

    kind: Kind
    target: str
    talk: Talk
    may_join: bool


@dataclass(frozen=True, kw_only=True)
class ShownComment:
    """A comment as the page shows it; `revision` is told where it is about an earlier one."""

    id: str
    depth: int
    author: str
    written: Moment
    html: Markup
    is_deleted: bool
    is_edited: bool
    resolved_by: str | None
    revision: int | None
    reactions: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """All of it, thread by thread."""

    target_type: str
    target: str
    comments: tuple[ShownComment, ...]
    may_join: bool


def said_about(tx: Transaction, actor: Actor | None, kind: Kind, id: str) -> Said:
    """What was said about a thing, about earlier revisions and about the whole."""
    talk = comments.talk_about(tx, actor, kind, id, carried=True)
    thing = places.readable(tx, actor, kind, id)
    may_join = actor is not None and places.may_join(tx, actor, thing)
    return Said(kind=kind, target=id, talk=talk, may_join=may_join)


def discussion(said: Said, *, now: datetime) -> Discussion:
    """What the page shows."""
    found = tuple(
        _shown(said, comment, depth=min(depth, DEEPEST), now=now)
        for comment, depth in _in_threads(said.talk)
    )
    return Discussion(
        target_type=said.kind.value, target=said.target, comments=found, may_join=said.may_join
    )


def _in_threads(talk: Talk) -> Iterator[tuple[Comment, int]]:
    """Each comment before its answers, with how deep it stands."""
    there = {each.id for each in talk.comments}
    waiting = [(each, 0) for each in talk.comments if each.parent_id not in there][::-1]
    while waiting:
        comment, depth = waiting.pop()
        yield comment, depth
        answers = [each for each in talk.comments if each.parent_id == comment.id]
        waiting += [(each, depth + 1) for each in reversed(answers)]


def _shown(said: Said, comment: Comment, *, depth: int, now: datetime) -> ShownComment:
    talk = said.talk
    is_carried = said.kind in (Kind.REVISION, Kind.ASSET_REVISION) and comment.target != (
        said.kind,
        said.target,
    )
    told = comment.quoted_index is not None and (is_carried or said.kind in _WHOLES)
    return ShownComment(
        id=comment.id,
        depth=depth,
        author=_name(talk, comment.user_id),
        written=stamped(comment.created_on, now=now),
        html=Markup(html_of(comment.content)),  # noqa: S704  # it is cleaned there
        is_deleted=comment.is_deleted,
        is_edited=comment.is_edited,
        resolved_by=comment.resolved_by,
        revision=(comment.quoted_index or 0) + 1 if told else None,
        reactions=tuple(_reactions(talk, comment)),
    )


def _reactions(talk: Talk, comment: Comment) -> Iterator[tuple[str, str, int]]:
    """Each emoji, who put it, and how many they are."""
    users: dict[str, list[str]] = {}
    for each in talk.reactions:
        if each.comment_id == comment.id:
            users.setdefault(each.emoji, []).append(_name(talk, each.user_id))
    return ((emoji, ", ".join(names), len(names)) for emoji, names in users.items())


def _name(talk: Talk, user: UserId) -> str:
    found = talk.people[user]
    return f"{found.first_name} {found.last_name}".strip() or found.username
