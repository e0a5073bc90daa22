"""Comments: written, answered, changed, deleted, resolved; and read, carried forward or not.

A reply belongs where its thread does. A deleted comment that has replies keeps its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gofigr_jupyter.errors import Conflict, Forbidden, GoFigrError, InvalidInput, NotFound
from gofigr_jupyter.ids import CommentId, is_id, new_id
from gofigr_jupyter.service.domain import access, events, texts
from gofigr_jupyter.service.domain.model import Action, Actor, Figure, JsonText, Kind, Right
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import hearers, places
from gofigr_jupyter.service.domain.talk.model import Comment, Count, Talk, Thing

MOST_CONTENT = 65_536
_COLUMN = {
    Kind.FIGURE: "figure_id",
    Kind.REVISION: "revision_id",
    Kind.ASSET: "asset_id",
    Kind.ASSET_REVISION: "asset_revision_id",
}


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A comment to be written."""

    kind: Kind
    target: str
    content: str
    parent: str | None = None
    anchor: JsonText | None = None
    answered_by: str | None = None
    """The provider and model that will fill it; its words come later then."""


def talk_about(tx: Transaction, actor: Actor | None, kind: Kind, id: str, *, carried: bool) -> Talk:
    """What was said about a thing, oldest first.

    With `carried`, what was said about earlier revisions and about the whole comes along; for a
    figure or an asset, what was said about its revisions. Who may read only one revision gets that.
    """
    thing = places.readable(tx, actor, kind, id)
    if carried and _reads_whole(tx, actor, thing):
        found = tx.comments.until(thing)
    else:
        found = tx.comments.about(thing)
    return _talk(tx, thing, found)


def counts(tx: Transaction, actor: Actor, figures: Sequence[str]) -> Sequence[Count]:
    """How much was said about figures; those that the actor may not see are left out."""
    found = (tx.figures.get(id) for id in dict.fromkeys(figures))
    seen = [each.id for each in found if each is not None and _may_see(tx, actor, each)]
    return tx.comments.counts(seen) if seen else ()


def comment(tx: Transaction, actor: Actor | None, id: str) -> Comment:
    """The comment with this id, for those who may read what it is about."""
    found = tx.comments.get(id.lower()) if is_id(id) else None
    if found is None:
        access.signed_in(actor)
        raise NotFound(f"There is no comment {id[:60]!r}.", hint="It may have been deleted.")
    places.readable(tx, actor, *found.target)
    return found


def about_one(tx: Transaction, found: Comment) -> Talk:
    """One comment with all that is told about it."""
    return _talk(tx, places.stored(tx, *found.target), [found])


def write(tx: Transaction, actor: Actor, draft: Draft) -> Comment:
    """A new comment. Raises InvalidInput for a parent elsewhere."""
    thing = places.joined(tx, actor, draft.kind, draft.target)
    parent = _parent(tx, thing, draft.parent)
    if parent is not None:
        thing = places.joined(tx, actor, *parent.target)
    id = CommentId(new_id())
    seen = places.seen(tx, thing)
    kind = access.reach(thing)[-1][0]
    made = Comment(
        id=id,
        thread_id=parent.thread_id if parent else id,
        parent_id=parent.id if parent else None,
        user_id=actor.user_id,
        content="" if draft.answered_by else _content(draft.content),
        answered_by=draft.answered_by,
        created_on=tx.now,
        updated_on=tx.now,
        quoted_revision=seen.revision if seen else None,
        quoted_index=seen.index if seen else None,
        quoted_short_id=seen.short_id if seen else None,
        quoted_picture=seen.picture if seen else None,
        anchor=draft.anchor,
        **{_COLUMN[kind]: thing.id},  # type: ignore[arg-type]  # one of four ids, each of its type
    )
    tx.comments.add(made)
    events.record(tx, actor, Action.COMMENT, thing, detail=made.id)
    if made.answered_by is None:
        hearers.tell_of(tx, actor, made, thing)
    return made


def fill(tx: Transaction, actor: Actor, id: str, content: str) -> None:
    """Give a comment that waits for an answer its words; one that is gone stays gone."""
    found = tx.comments.get(id)
    thing = places.stored(tx, *found.target) if found else None
    if found is not None and thing is not None and found.answered_by and not found.content:
        tx.comments.change(found.id, content=content[:MOST_CONTENT], updated_on=tx.now)
        events.record(tx, actor, Action.EDIT_COMMENT, thing, silent=True, detail=found.id)


def edit(tx: Transaction, actor: Actor, id: str, content: str) -> Comment:
    """Give one's own comment other words; it is marked as edited."""
    found, thing = _own(tx, actor, id)
    words = _content(content)
    if words != found.content:
        tx.comments.change(found.id, content=words, is_edited=True, updated_on=tx.now)
        events.record(tx, actor, Action.EDIT_COMMENT, thing, silent=True, detail=found.id)
        hearers.tell_of_edit(tx, actor, _again(tx, found), thing, before=found.content)
    return _again(tx, found)


def settle(tx: Transaction, actor: Actor, id: str, *, resolved: bool) -> Comment:
    """Resolve the thread of a comment, or open it again; doing it twice changes nothing."""
    found = comment(tx, actor, id)
    thing = places.joined(tx, actor, *found.target)
    first = tx.comments.get(found.thread_id) or found
    if (first.resolved_on is not None) != resolved:
        by, on = (actor.username, tx.now) if resolved else (None, None)
        tx.comments.change(first.id, resolved_by=by, resolved_on=on)
        action = Action.RESOLVE if resolved else Action.REOPEN
        events.record(tx, actor, action, thing, detail=first.id)
    return _again(tx, found)


def mute(tx: Transaction, actor: Actor, id: str, *, muted: bool) -> None:
    """Hear no more of the thread of a comment, save where one is mentioned; or hear again."""
    found = comment(tx, actor, id)
    tx.notices.mute(actor.user_id, found.thread_id, muted=muted)


def is_muted(tx: Transaction, actor: Actor, id: str) -> bool:
    """Whether the actor muted the thread of a comment."""
    return actor.user_id in tx.notices.who_muted(comment(tx, actor, id).thread_id)


def remove(tx: Transaction, actor: Actor, id: str) -> None:
    """Delete one's own comment; replies stay, and a place for it above them."""
    found, thing = _own(tx, actor, id)
    if tx.comments.has_replies(found.id):
        tx.comments.change(
            found.id, content="", is_deleted=True, is_edited=False, anchor=None, updated_on=tx.now
        )
        tx.reactions.remove_of(found.id)
        tx.notices.remove_of(found.id)
    else:
        _clear(tx, found)
    events.record(tx, actor, Action.DELETE_COMMENT, thing, silent=True, detail=found.id)


def _may_see(tx: Transaction, actor: Actor, figure: Figure) -> bool:
    if access.may(tx, actor, figure.workspace_id, Right.READ):
        return True
    reader = None if actor.only_workspace else actor.user_id
    return tx.shares.reach(access.reach(figure), user=reader)


def _clear(tx: Transaction, found: Comment) -> None:
    """Delete a comment, and the places above it that were kept only for it."""
    last: Comment | None = found
    while last is not None:
        above = tx.comments.get(last.parent_id) if last.parent_id else None
        tx.comments.remove(last.id)
        gone = above is not None and above.is_deleted and not tx.comments.has_replies(above.id)
        last = above if gone else None


def _own(tx: Transaction, actor: Actor, id: str) -> tuple[Comment, Thing]:
    found = comment(tx, actor, id)
    if found.user_id != actor.user_id:
        raise Forbidden("Only its author may do that to a comment.", hint="Answer it instead.")
    if found.is_deleted:
        raise Conflict("The comment is deleted.", hint="Write another one.")
    return found, places.joined(tx, actor, *found.target)


def _parent(tx: Transaction, thing: Thing, id: str | None) -> Comment | None:
    if id is None:
        return None
    field = "parent_comment_id"
    found = tx.comments.get(texts.identifier(id, field=field))
    about = places.stored(tx, *found.target) if found else None
    if found is None or about is None or places.whole(about) != places.whole(thing):
        raise InvalidInput(
            f"There is no comment {id} here to answer.", hint="Read the comments anew.", field=field
        )
    return found


def _reads_whole(tx: Transaction, actor: Actor | None, thing: Thing) -> bool:
    try:
        places.readable(tx, actor, *places.whole(thing))
    except GoFigrError:
        return False
    return True


def _talk(tx: Transaction, thing: Thing | None, found: Sequence[Comment]) -> Talk:
    reactions = tx.reactions.of_comments([each.id for each in found])
    speakers = {each.user_id for each in found} | {each.user_id for each in reactions}
    return Talk(
        comments=found,
        people=tx.comments.people(speakers),
        reactions=reactions,
        seen=places.seen(tx, thing) if thing else None,
    )


def _again(tx: Transaction, found: Comment) -> Comment:
    return tx.comments.get(found.id) or found


def _content(text: str) -> str:
    return texts.name(text, field="content", most=MOST_CONTENT)
