"""Titles and descriptions of new revisions, which nobody wrote: where they are wanted, and kept.

Nothing is done when a revision is made: a task looks for those that have none.
"""

from __future__ import annotations

from gofigr_jupyter.errors import NotFound
from gofigr_jupyter.ids import RevisionId
from gofigr_jupyter.service.domain import access, revisions, tasks
from gofigr_jupyter.service.domain.insight import knowledge
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import AiUse
from gofigr_jupyter.service.domain.model import Actor, Moment
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.tasks import TaskKind
from gofigr_jupyter.service.domain.tokens import actor_of

BEGINNING = Moment(0)


def plan(tx: Transaction) -> None:
    """See that revisions get a title that should have one."""
    is_wanted = tx.ai_choices.titled() and not tx.tasks.has_open(TaskKind.DESCRIBE)
    if is_wanted and tx.ai_choices.untitled(since=settled(tx), limit=1):
        tasks.request(tx, TaskKind.DESCRIBE)


def settled(tx: Transaction) -> Moment:
    """Until when every revision was looked at, whether something could be said of it or not."""
    last = tx.tasks.last_done(TaskKind.DESCRIBE)
    return (last.started if last else None) or BEGINNING


def gather(tx: Transaction, id: RevisionId) -> tuple[Actor, Gathered]:
    """What is known of a revision, for its author. Raises NotFound where one of them is gone."""
    revision = tx.revisions.get(id)
    author = tx.users.by_name(revision.created_by) if revision else None
    if author is None:
        raise NotFound("The revision or its author is gone.")
    actor = actor_of(author)
    return actor, knowledge.gather(tx, actor, id)


def keep(tx: Transaction, actor: Actor, id: RevisionId, *, title: str, description: str) -> None:
    """Give a revision a title and a description, unless it has got one meanwhile."""
    revision = access.revision(tx, actor, id)
    if revision.ai_title is None and revision.ai_description is None:
        changes: revisions.RevisionChanges = {"ai_title": title, "ai_description": description}
        revisions.change_revision(tx, actor, id, changes, silent=True)


def described(
    tx: Transaction, actor: Actor, id: str
) -> tuple[str | None, str | None, AiUse | None]:
    """The title and the description of a revision, and what gave it to it."""
    revision = access.revision(tx, actor, id)
    title, description = revision.ai_title, revision.ai_description
    use = tx.ai_uses.titled(revision.id) if title or description else None
    return title, description, use
