"""Fills comments that wait for an answer: the doing of the tasks that are asked for there."""

from __future__ import annotations

from dataclasses import dataclass

from gofigr_jupyter.errors import GoFigrError, NotFound
from gofigr_jupyter.service.asking import Asking
from gofigr_jupyter.service.domain.insight import knowledge
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import Purpose
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Transaction
from gofigr_jupyter.service.domain.talk import comments, places
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.domain.tokens import actor_of
from gofigr_jupyter.service.surfaces.closing import Closed
from gofigr_jupyter.service.surfaces.gofigr.insight.questions import computed, prompt_about

GONE = "What was asked is gone."


@dataclass(frozen=True)
class Asked:
    """What is asked, by whom, about which revision."""

    actor: Actor
    question: str
    found: Gathered


@dataclass(frozen=True)
class Answering:
    """Fills comments. A failure becomes the content: whoever asked sees it where they asked."""

    asking: Asking

    def __call__(self, task: Task) -> str:
        """Fill the comment that a task names."""
        id = task.target_id or ""
        database = self.asking.database
        try:
            asked = database.read(lambda tx: _asked(tx, task))
        except NotFound:
            return GONE
        try:
            text = self._answer(asked)
        except Closed:
            raise
        except GoFigrError as error:
            text = f"There is no answer: {error}"
        database.write(lambda tx: comments.fill(tx, asked.actor, id, text))
        return "Answered a comment."

    def _answer(self, asked: Asked) -> str:
        found = asked.found
        known = knowledge.known_of(self.asking.blobs, found)
        prompt = prompt_about(self.asking, found, known, asked.question)
        said = self.asking.ask(asked.actor, found, Purpose.COMMENT, prompt)
        if said is not None:
            return said
        return " ".join(sentence.text for sentence in computed(known, asked.question))


def _asked(tx: Transaction, task: Task) -> Asked:
    """What a task is about. Raises NotFound where the comment or who asked is gone."""
    comment = tx.comments.get(task.target_id or "")
    user = tx.users.get(task.user_id or "")
    parent = tx.comments.get(comment.parent_id or "") if comment else None
    thing = places.stored(tx, *comment.target) if comment else None
    seen = places.seen(tx, thing) if thing else None
    if user is None or parent is None or seen is None:
        raise NotFound(GONE)
    actor = actor_of(user)
    return Asked(actor, parent.content, knowledge.gather(tx, actor, seen.revision))
