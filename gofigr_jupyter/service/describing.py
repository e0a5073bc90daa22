"""Gives new revisions titles and descriptions: the doing of the task that looks for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gofigr_jupyter.errors import Forbidden, Frozen, NotFound
from gofigr_jupyter.ids import RevisionId
from gofigr_jupyter.insight.replies import answers
from gofigr_jupyter.service.asking import Asking
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.insight import knowledge, titling
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import Purpose
from gofigr_jupyter.service.domain.model import Actor, Moment
from gofigr_jupyter.service.domain.tasks import Task
from gofigr_jupyter.service.surfaces.gofigr.insight.questions import prompt_about

WISH = (
    "Write a title of at most ten words for this figure on the first line, and below it a "
    "description of one or two sentences. Nothing else."
)
AT_ONCE = 50
MOST_TITLE = 200


@dataclass(frozen=True)
class Describing:
    """Describes revisions one after another, each as its author would have it described.

    A model elsewhere is asked only about revisions of those who have seen what is sent to it.
    """

    asking: Asking

    def __call__(self, task: Task) -> str:
        """Describe all that wait."""
        since = self.asking.database.read(titling.settled)
        done: set[RevisionId] = set()
        while True:
            waiting = self._waiting(since, done)
            told = f"Looked at {len(done):,} revisions."
            if not waiting or not self._goes_on(task, told):
                return told
            for id in waiting:
                self._describe(id)
                done.add(id)

    def _waiting(self, since: Moment, done: set[RevisionId]) -> Sequence[RevisionId]:
        """Some that were not looked at yet; those of which nothing could be said stay untitled."""
        limit = len(done) + AT_ONCE
        found = self.asking.database.read(
            lambda tx: tx.ai_choices.untitled(since=since, limit=limit)
        )
        return [id for id in found if id not in done]

    def _goes_on(self, task: Task, told: str) -> bool:
        return self.asking.database.write(
            lambda tx: tasks.report(tx, task.id, progress=0, message=told)
        )

    def _describe(self, id: RevisionId) -> None:
        database = self.asking.database
        try:
            actor, found = database.read(lambda tx: titling.gather(tx, id))
            title, description = self._texts(actor, found)
            if title or description:
                database.write(
                    lambda tx: titling.keep(tx, actor, id, title=title, description=description)
                )
        except (NotFound, Forbidden, Frozen):
            return  # it went meanwhile, or takes no changes: the next one

    def _texts(self, actor: Actor, found: Gathered) -> tuple[str, str]:
        known = knowledge.known_of(self.asking.blobs, found)
        prompt = prompt_about(self.asking, found, known, WISH)
        if prompt is not None and not self._has_seen(actor, found):
            return "", ""
        caption = " ".join(sentence.text for sentence in answers.caption(known))
        if prompt is None and not caption:
            return "", ""
        said = self.asking.ask(actor, found, Purpose.TITLE, prompt)
        if said is None:
            return answers.title(known), caption
        first, _, rest = said.partition("\n")
        return first.strip(' #*"“”')[:MOST_TITLE], rest.strip()

    def _has_seen(self, actor: Actor, found: Gathered) -> bool:
        host = self.asking.assistants.assistant(found.settings).host
        place = found.revision.workspace_id
        return self.asking.database.read(
            lambda tx: tx.ai_uses.has_seen(actor.user_id, workspace=place, host=host)
        )
