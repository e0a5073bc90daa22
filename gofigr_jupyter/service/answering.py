"""Fills comments that wait for an answer: the doing of the tasks that are asked for there."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import dataclass

from gofigr_jupyter.errors import GoFigrError, NotFound
from gofigr_jupyter.service.domain.insight import knowledge, usage
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import Outcome, Purpose
from gofigr_jupyter.service.domain.insight.ports import Assistant, Assistants, Prompt, Tokens
from gofigr_jupyter.service.domain.insight.usage import About
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Blobs, Database, Transaction
from gofigr_jupyter.service.domain.talk import comments, places
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.domain.tokens import actor_of
from gofigr_jupyter.service.surfaces.gofigr.insight.questions import computed, prompt_about
from gofigr_jupyter.service.surfaces.service import Thumbnailer

GONE = "What was asked is gone."


@dataclass(frozen=True)
class Asked:
    """What is asked, by whom, about which revision."""

    actor: Actor
    question: str
    found: Gathered


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Fills comments. A failure becomes the content: whoever asked sees it where they asked."""

    database: Database
    blobs: Blobs
    thumbnail: Thumbnailer
    assistants: Assistants

    def __call__(self, task: Task) -> str:
        """Fill the comment that a task names."""
        id = task.target_id or ""
        try:
            asked = self.database.read(lambda tx: _asked(tx, task))
        except NotFound:
            return GONE
        try:
            text = self._answer(asked)
        except GoFigrError as error:
            text = f"There is no answer: {error}"
        self.database.write(lambda tx: comments.fill(tx, asked.actor, id, text))
        return "Answered a comment."

    def _answer(self, asked: Asked) -> str:
        found = asked.found
        known = knowledge.known_of(self.blobs, found)
        prompt = prompt_about(self, found, known, asked.question)
        about = About(
            purpose=Purpose.COMMENT,
            workspace_id=found.revision.workspace_id,
            revision_id=found.revision.id,
        )
        model = self.assistants.assistant(found.settings) if prompt else None
        host = model.host if model else ""
        use = self.database.write(
            lambda tx: usage.begin(tx, asked.actor, found.settings, about, prompt=prompt, host=host)
        )
        if model is None or prompt is None:
            return " ".join(sentence.text for sentence in computed(known, asked.question))
        outcome, tokens = Outcome.FAILED, None
        try:
            text, tokens = asyncio.run(_whole(model, prompt))
            outcome = Outcome.ANSWERED
        finally:
            self.database.write(lambda tx: usage.end(tx, use, outcome, tokens))
        return text


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


async def _whole(model: Assistant, prompt: Prompt) -> tuple[str, Tokens | None]:
    text, tokens = "", None
    async with aclosing(model.stream(prompt)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Tokens):
                tokens = piece
            else:
                text += piece
    return text.strip(), tokens
