"""Answering: computed sentences, or those of a model elsewhere, whole or as events."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import Any

import msgspec

from gofigr_jupyter.errors import GoFigrError
from gofigr_jupyter.insight.fact import Fact
from gofigr_jupyter.insight.replies.answers import Sentence
from gofigr_jupyter.service.domain.insight import usage
from gofigr_jupyter.service.domain.insight.model import AiSettings, AiUse, Outcome
from gofigr_jupyter.service.domain.insight.ports import Assistant, Prompt, Tokens
from gofigr_jupyter.service.domain.insight.usage import About
from gofigr_jupyter.service.domain.model import Revision
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.operation import Stream
from gofigr_jupyter.wire import insight as wire
from gofigr_jupyter.wire.problems import problem

COMPUTED, AI = "computed", "ai"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer that begins: who gives it, and its pieces.

    Of a computed one `sentences` are all; else `assistant` answers `prompt`, resting on `facts`.
    """

    call: Call
    use: AiUse
    revision: Revision | None
    sentences: Sequence[Sentence] | Iterator[Sentence] = ()
    assistant: Assistant | None = None
    prompt: Prompt | None = None
    facts: Sequence[Fact] = ()

    def start(self) -> wire.Start:
        """Who answers, and about what."""
        return wire.Start(
            provider=self.use.provider.value,
            model=self.use.model,
            origin=AI if self.assistant else COMPUTED,
            figure_revision=self.revision.id if self.revision else None,
            link=link_of(self.call, self.revision),
            digest=self.use.digest,
        )

    def whole(self) -> wire.Answer:
        """All of the answer. Raises what the model raises."""
        if self.assistant is not None:
            pieces = self.call.service.closing.run(self._collected())
        else:
            pieces = [_piece(sentence) for sentence in self.sentences]
        return self._answer(pieces)

    def stream(self) -> Stream:
        """The answer piece by piece."""
        return Stream(self._events())

    async def _events(self) -> AsyncGenerator[bytes, None]:
        yield _event("start", self.start())
        pieces: list[wire.Piece] = []
        try:
            async with aclosing(self._pieces()) as coming:
                async for piece in coming:
                    pieces.append(piece)
                    yield _event("text", piece)
        except GoFigrError as error:
            yield _event("error", problem(error))
        else:
            yield _event("done", self._answer(pieces))

    def _answer(self, pieces: Sequence[wire.Piece]) -> wire.Answer:
        start = self.start()
        if self.assistant is not None:
            text, facts = "".join(piece.text for piece in pieces), [told(f) for f in self.facts]
        else:
            text = " ".join(piece.text for piece in pieces)
            facts = [fact for piece in pieces for fact in piece.facts]
        return wire.Answer(response=text, facts=facts, **fields(start))

    async def _collected(self) -> Sequence[wire.Piece]:
        return [piece async for piece in self._pieces()]

    async def _pieces(self) -> AsyncGenerator[wire.Piece, None]:
        if self.assistant is None or self.prompt is None:
            for sentence in self.sentences:
                yield _piece(sentence)
            return
        outcome, tokens = Outcome.CANCELED, None
        try:
            async with aclosing(self.assistant.stream(self.prompt)) as coming:
                async for each in coming:
                    if isinstance(each, Tokens):
                        tokens = each
                    else:
                        yield wire.Piece(text=each)
            outcome = Outcome.ANSWERED
        except GoFigrError:
            outcome = Outcome.FAILED
            raise
        finally:
            # In a thread that nobody waits for: a stream that was left must not wait for the disk.
            self._record(outcome, tokens)

    def _record(self, outcome: Outcome, tokens: Tokens | None) -> None:
        service, use = self.call.service, self.use
        service.threads.submit(
            service.database.write, lambda tx: usage.end(tx, use, outcome, tokens)
        )


def begin(
    call: Call,
    settings: AiSettings,
    about: About,
    *,
    prompt: Prompt | None,
    model: str | None = None,
) -> tuple[AiUse, Assistant | None]:
    """Write down that something is asked; who answers it, None for this service itself.

    Raises RateLimited for who asks too fast or too much, InvalidInput for unusable settings.
    """
    actor = call.actor
    call.service.attempts.count(("question of user", actor.user_id))
    assistant = None
    if not settings.is_local and prompt is not None:
        assistant = call.service.assistants.assistant(settings, model=model)
    use = call.service.database.write(
        lambda tx: usage.begin(
            tx,
            actor,
            settings,
            about,
            prompt=prompt if assistant else None,
            host=assistant.host if assistant else "",
            model=model or "",
        )
    )
    return use, assistant


def link_of(call: Call, revision: Revision | None) -> str | None:
    """The page of a revision, from the address of the service on where that is not known."""
    if revision is None:
        return None
    return f"{call.service.app_url or ''}/r/{revision.short_id or revision.id}"


def told(fact: Fact) -> wire.Fact:
    """A fact as it travels."""
    return wire.Fact(
        topic=fact.topic.value,
        text=fact.text,
        numbers=dict(fact.numbers),
        method=fact.method,
        series=list(fact.series),
    )


def fields(shape: msgspec.Struct) -> dict[str, Any]:
    """The fields of a shape by name."""
    return {name: getattr(shape, name) for name in shape.__struct_fields__}


def _piece(sentence: Sentence) -> wire.Piece:
    return wire.Piece(text=sentence.text, facts=[told(fact) for fact in sentence.facts])


def _event(name: str, shape: object) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (name.encode(), msgspec.json.encode(shape))
