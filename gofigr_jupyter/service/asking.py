"""Asking whoever answers in a workspace, outside of requests: for tasks."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import dataclass

from gofigr_jupyter.service.domain.insight import usage
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import Outcome, Purpose
from gofigr_jupyter.service.domain.insight.ports import Assistant, Assistants, Prompt, Tokens
from gofigr_jupyter.service.domain.insight.usage import About
from gofigr_jupyter.service.domain.model import Actor
from gofigr_jupyter.service.domain.ports import Blobs, Database
from gofigr_jupyter.service.surfaces.closing import Closing
from gofigr_jupyter.service.surfaces.service import Thumbnailer


@dataclass(frozen=True, kw_only=True)
class Asking:
    """Asks, and writes down what was asked and how it ended."""

    database: Database
    blobs: Blobs
    thumbnail: Thumbnailer
    assistants: Assistants
    closing: Closing

    def ask(
        self, actor: Actor, found: Gathered, purpose: Purpose, prompt: Prompt | None
    ) -> str | None:
        """What a model says to a prompt; None without one: then the answer is computed.

        Raises GoFigrError where it does not answer, or may not be asked; Closed when the service
        ends.
        """
        about = About(
            purpose=purpose,
            workspace_id=found.revision.workspace_id,
            revision_id=found.revision.id,
        )
        model = self.assistants.assistant(found.settings) if prompt else None
        host = model.host if model else ""
        use = self.database.write(
            lambda tx: usage.begin(tx, actor, found.settings, about, prompt=prompt, host=host)
        )
        if model is None or prompt is None:
            return None
        outcome, tokens = Outcome.FAILED, None
        try:
            text, tokens = self.closing.run(_whole(model, prompt))
            outcome = Outcome.ANSWERED
        finally:
            self.database.write(lambda tx: usage.end(tx, use, outcome, tokens))
        return text


async def _whole(model: Assistant, prompt: Prompt) -> tuple[str, Tokens | None]:
    text, tokens = "", None
    async with aclosing(model.stream(prompt)) as pieces:
        async for piece in pieces:
            if isinstance(piece, Tokens):
                tokens = piece
            else:
                text += piece
    return text.strip(), tokens
