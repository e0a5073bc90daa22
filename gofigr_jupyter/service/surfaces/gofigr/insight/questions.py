"""Questions about revisions and texts over the wire."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from gofigr_jupyter.ids import WorkspaceId
from gofigr_jupyter.insight.fact import Fact
from gofigr_jupyter.insight.replies import answers, passages, prompts
from gofigr_jupyter.insight.replies.answers import Known, Sentence
from gofigr_jupyter.service.domain import access, texts
from gofigr_jupyter.service.domain.insight import knowledge, usage
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import AiSettings, Outcome, Purpose
from gofigr_jupyter.service.domain.insight.ports import Prompt
from gofigr_jupyter.service.domain.insight.usage import About
from gofigr_jupyter.service.domain.model import Right
from gofigr_jupyter.service.domain.people.attempts import MOST_QUESTIONS
from gofigr_jupyter.service.domain.ports import Blobs, Transaction
from gofigr_jupyter.service.surfaces.gofigr import responses
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.insight import answering
from gofigr_jupyter.service.surfaces.gofigr.insight.answering import Reply
from gofigr_jupyter.service.surfaces.gofigr.operation import Stream
from gofigr_jupyter.service.surfaces.pictured import of_figure
from gofigr_jupyter.service.surfaces.service import Thumbnailer
from gofigr_jupyter.wire import insight as wire

SENT_PICTURE = 768
"""The longest side of a picture that is sent, in pixels."""


class Sources(Protocol):
    """Where the bytes of figures are, and small pictures of them."""

    @property
    def blobs(self) -> Blobs:
        """Their bytes."""

    @property
    def thumbnail(self) -> Thumbnailer:
        """What makes small pictures."""


def ask(call: Call) -> wire.Answer | Stream:
    """A question about a revision, answered from what is kept of it; without one it is described.

    Each answer names who gave it, and says whether it was computed or written by a model.
    """
    body = call.decode(wire.QuestionBody)
    found = gathered(call, body.figure_revision)
    about = about_revision(found, Purpose.QUESTION)
    reply = about_figure(call, found, about, body.prompt, model=body.model)
    return reply.stream() if body.stream else reply.whole()


def compare(call: Call) -> wire.Answer | Stream:
    """What changed between two revisions, in numbers from their plotted data."""
    body = call.decode(wire.CompareBody)
    left, right = gathered(call, body.left_revision), gathered(call, body.right_revision)
    facts = knowledge.changes(call.service.blobs, left, right)
    about = about_revision(right, Purpose.COMPARE)
    prompt = _prompt_about_changes(right, facts, body.prompt)
    use, assistant = answering.begin(call, right.settings, about, prompt=prompt, model=body.model)
    reply = Reply(
        call=call,
        use=use,
        revision=right.revision,
        sentences=[Sentence(fact.text, (fact,)) for fact in facts],
        assistant=assistant,
        prompt=prompt,
        facts=facts,
    )
    return reply.stream() if body.stream else reply.whole()


def ask_text(call: Call) -> wire.Answer | Stream:
    """A question about a text. Computed answers quote the sentences that have its words."""
    body = call.decode(wire.TextBody)
    settings, workspace = settings_in(call, body.workspace)
    about = About(purpose=Purpose.TEXT, workspace_id=workspace)
    prompt = None
    if not settings.is_local:
        prompt = Prompt(prompts.RULES, prompts.about_text(body.prompt, body.text))
    use, assistant = answering.begin(call, settings, about, prompt=prompt, model=body.model)
    reply = Reply(
        call=call,
        use=use,
        revision=None,
        sentences=passages.found_in(body.text, body.prompt),
        assistant=assistant,
        prompt=prompt,
    )
    return reply.stream() if body.stream else reply.whole()


def check(call: Call) -> wire.Check:
    """Whether a question can be answered, and by whom."""
    settings, workspace = _asked_about(call, call.decode(wire.CheckBody))
    host, messages = "", []
    if not settings.is_local:
        host = call.service.assistants.assistant(settings).host
        messages.append(f"Questions are sent to {host}.")

    def look(tx: Transaction) -> tuple[bool, int]:
        seen = tx.ai_uses.has_seen(call.actor.user_id, workspace=workspace, host=host)
        used = tx.ai_uses.count(workspace, since=usage.month(tx.now)) if workspace else 0
        return seen, used

    seen, used = call.service.database.read(look)
    limit = settings.monthly_limit
    spent = bool(host) and limit is not None and workspace is not None and used >= limit
    if spent:
        messages.append(f"All {limit} questions of this month were asked.")
    return wire.Check(
        available=not spent,
        messages=messages,
        provider=settings.provider.value,
        model=usage.model_of(settings),
        origin=answering.COMPUTED if settings.is_local else answering.AI,
        previewed=seen or not host,
    )


def preview(call: Call) -> wire.Preview:
    """What a question would send to the model that the workspace chose, and where to."""
    body = call.decode(wire.PreviewBody)
    found = gathered(call, body.figure_revision)
    prompt = _prompt_to_preview(call, found, body)
    about = about_revision(found, Purpose.PREVIEW)
    use, assistant = answering.begin(call, found.settings, about, prompt=prompt, model=body.model)
    call.service.database.write(lambda tx: usage.end(tx, use, Outcome.SHOWN, None))
    return wire.Preview(
        provider=use.provider.value,
        model=use.model,
        host=assistant.host if assistant else None,
        text=f"{prompt.rules}\n\n{prompt.text}" if assistant and prompt else "",
        picture=bool(assistant and prompt and prompt.picture),
        size_bytes=use.sent_bytes,
        digest=use.digest,
    )


def show_usage(call: Call) -> wire.Usage:
    """What the caller asked this month, and what is left of the quotas."""

    def look(tx: Transaction) -> wire.Usage:
        tallies = usage.mine(tx, call.actor)
        return wire.Usage(
            since=responses.time(usage.month(tx.now)) or "",
            questions=sum(each.questions for each in tallies),
            input_tokens=sum(each.input_tokens for each in tallies),
            output_tokens=sum(each.output_tokens for each in tallies),
            providers=[wire.ProviderUse(**vars(each)) for each in tallies],
            quotas=[_quota(each) for each in usage.quotas(tx, call.actor)],
            most_per_minute=MOST_QUESTIONS,
        )

    return call.service.database.read(look)


def gathered(call: Call, id: str) -> Gathered:
    """The rows that tell about a revision, for the caller."""
    name = texts.identifier(id, field="figure_revision")
    return call.service.database.read(lambda tx: knowledge.gather(tx, call.actor, name))


def about_revision(found: Gathered, purpose: Purpose) -> About:
    """A question about a revision, as it is written down."""
    return About(
        purpose=purpose,
        workspace_id=found.revision.workspace_id,
        revision_id=found.revision.id,
    )


def about_figure(
    call: Call, found: Gathered, about: About, question: str, *, model: str | None = None
) -> Reply:
    """The answer to a question about a revision."""
    known = knowledge.known_of(call.service.blobs, found)
    prompt = prompt_about(call.service, found, known, question)
    use, assistant = answering.begin(call, found.settings, about, prompt=prompt, model=model)
    return Reply(
        call=call,
        use=use,
        revision=found.revision,
        sentences=computed(known, question),
        assistant=assistant,
        prompt=prompt,
        facts=known.facts,
    )


def prompt_about(service: Sources, found: Gathered, known: Known, question: str) -> Prompt | None:
    """What is sent to a model elsewhere; None where this service answers."""
    if found.settings.is_local:
        return None
    code = knowledge.code_of(service.blobs, found.items)
    text = prompts.about_figure(question, known.facts, code)
    return Prompt(prompts.RULES, text, _picture(service, found))


def _prompt_to_preview(call: Call, found: Gathered, body: wire.PreviewBody) -> Prompt | None:
    if body.left_revision is None:
        known = knowledge.known_of(call.service.blobs, found)
        return prompt_about(call.service, found, known, body.prompt)
    left = gathered(call, body.left_revision)
    facts = knowledge.changes(call.service.blobs, left, found)
    return _prompt_about_changes(found, facts, body.prompt)


def _prompt_about_changes(right: Gathered, facts: Sequence[Fact], question: str) -> Prompt | None:
    if right.settings.is_local:
        return None
    question = question or "Say what changed between the two revisions."
    return Prompt(prompts.RULES, prompts.about_figure(question, facts))


def computed(known: Known, question: str) -> Iterator[Sentence]:
    """The answer that this service computes; the description where nothing is asked."""
    return answers.answer(question, known) if question.strip() else answers.describe(known)


def _picture(service: Sources, found: Gathered) -> bytes | None:
    """The figure's picture as PNG, where the settings want it sent."""
    if not found.settings.pictures:
        return None
    best = of_figure(found.items)
    if best is None:
        return None
    return service.thumbnail(best.item.hash, format=best.format, size=SENT_PICTURE)


def settings_in(call: Call, workspace: str | None) -> tuple[AiSettings, WorkspaceId | None]:
    """Who answers in a workspace; without one, who answers on this service."""

    def look(tx: Transaction) -> tuple[AiSettings, WorkspaceId | None]:
        if workspace is None:
            return usage.chosen(tx, None), None
        place = access.workspace(tx, call.actor, workspace, need=Right.READ).id
        return usage.chosen(tx, place), place

    return call.service.database.read(look)


def _asked_about(call: Call, body: wire.CheckBody) -> tuple[AiSettings, WorkspaceId | None]:
    if body.figure_revision is None:
        return settings_in(call, body.workspace)
    found = gathered(call, body.figure_revision)
    return found.settings, found.revision.workspace_id


def _quota(found: usage.Quota) -> wire.Quota:
    left = None if found.limit is None else max(0, found.limit - found.used)
    return wire.Quota(
        workspace=found.workspace_id, used=found.used, limit=found.limit, remaining=left
    )
