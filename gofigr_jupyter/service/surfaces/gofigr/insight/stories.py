"""Texts for stories over the wire: captions of figures, the slides around them, better words."""

from __future__ import annotations

from collections.abc import Sequence

from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.replies import answers, passages, prompts
from gofigr_jupyter.insight.replies.answers import Sentence
from gofigr_jupyter.insight.words import capital, listed, quoted
from gofigr_jupyter.service.domain.insight import knowledge
from gofigr_jupyter.service.domain.insight.knowledge import Gathered
from gofigr_jupyter.service.domain.insight.model import Purpose
from gofigr_jupyter.service.domain.insight.ports import Prompt
from gofigr_jupyter.service.domain.insight.usage import About
from gofigr_jupyter.service.surfaces.gofigr.call import Call
from gofigr_jupyter.service.surfaces.gofigr.insight import answering
from gofigr_jupyter.service.surfaces.gofigr.insight.answering import Reply
from gofigr_jupyter.service.surfaces.gofigr.insight.questions import (
    about_figure,
    about_revision,
    gathered,
    settings_in,
)
from gofigr_jupyter.wire import insight as wire

CAPTION = "Write a caption of two or three sentences for this figure, for a talk."
SLIDES = {
    "introduction": "Write one or two sentences that introduce these figures.",
    "goals": "Write one or two sentences on what these figures can show.",
    "data": "Write one or two sentences on the data behind these figures.",
    "conclusion": "Write one or two sentences that sum up what these figures show.",
}


def write_figure(call: Call) -> wire.StoryFigure:
    """A title and a caption for a figure of a story."""
    body = call.decode(wire.StoryFigureBody)
    found = gathered(call, body.figure_revision)
    known = knowledge.known_of(call.service.blobs, found)
    title = answers.title(known) or found.figure
    about = about_revision(found, Purpose.STORY)
    if found.settings.is_local:
        use, _ = answering.begin(call, found.settings, about, prompt=None)
        caption = list(answers.caption(known)) or list(answers.describe(known))
        reply = Reply(call=call, use=use, revision=found.revision, sentences=caption)
    else:
        wish = _wish(body.prompt or CAPTION, body.audience)
        reply = about_figure(call, found, about, wish)
    return wire.StoryFigure(title=title, **answering.fields(reply.whole()))


def write_overviews(call: Call) -> wire.StoryOverviews:
    """Texts for the slides around the figures of a story."""
    body = call.decode(wire.StoryOverviewsBody)
    every = [gathered(call, id) for id in dict.fromkeys(body.revisions)]
    facts = [knowledge.known_of(call.service.blobs, found).facts for found in every]
    first = every[0]
    about = about_revision(first, Purpose.STORY)
    texts, told = _computed(every, facts)
    if first.settings.is_local:
        use, assistant = answering.begin(call, first.settings, about, prompt=None)
        return _overviews(texts, told, Reply(call=call, use=use, revision=None))
    reply = None
    chosen = [
        fact for each in facts for fact in each if fact.topic in (Topic.KIND, *answers.TELLING)
    ]
    for name, wish in SLIDES.items():
        asked = _wish(f"{wish} {body.prompt}".strip(), body.audience)
        prompt = Prompt(prompts.RULES, prompts.about_figure(asked, chosen))
        use, assistant = answering.begin(call, first.settings, about, prompt=prompt)
        reply = Reply(
            call=call, use=use, revision=None, assistant=assistant, prompt=prompt, facts=chosen
        )
        texts[name] = reply.whole().response.strip()
    assert reply is not None  # noqa: S101  # there are slides
    return _overviews(texts, chosen, reply)


def refine(call: Call) -> wire.Answer:
    """A better text of a story. Without a model it is made shorter, or a list."""
    body = call.decode(wire.RefineBody)
    settings, workspace = settings_in(call, body.workspace)
    about = About(purpose=Purpose.STORY, workspace_id=workspace)
    if settings.is_local:
        use, _ = answering.begin(call, settings, about, prompt=None)
        text, _ = passages.refined(body.text, body.prompt)
        return Reply(call=call, use=use, revision=None, sentences=[Sentence(text)]).whole()
    wish = f"Rewrite the text: {body.prompt}. Answer with the new text only."
    prompt = Prompt(prompts.RULES, prompts.about_text(wish, body.text))
    use, assistant = answering.begin(call, settings, about, prompt=prompt)
    return Reply(call=call, use=use, revision=None, assistant=assistant, prompt=prompt).whole()


def _computed(
    every: Sequence[Gathered], facts: Sequence[Sequence[Fact]]
) -> tuple[dict[str, str], list[Fact]]:
    """The texts as far as they can be computed, and the facts that they rest on."""
    names = listed(dict.fromkeys(quoted(found.figure) for found in every))
    kinds = [fact for each in facts for fact in each if fact.topic is Topic.KIND]
    data = [fact for each in facts for fact in each if fact.topic is Topic.DATA]
    shown = [fact for each in facts for fact in _telling(each)]
    count = len(every)
    texts = {
        "title": every[0].figure if count == 1 else f"{capital(names)}",
        "introduction": f"This story shows {count} figure{'s' if count > 1 else ''}: {names}.",
        "goals": " ".join(_once(kinds)),
        "data": " ".join(_once(data)) or f"{answers.CANNOT} which data the figures were made from.",
        "conclusion": " ".join(_once(shown)) or f"{answers.CANNOT} what the figures show.",
    }
    return texts, [*kinds, *data, *shown]


def _telling(facts: Sequence[Fact]) -> Sequence[Fact]:
    return [fact for topic in answers.TELLING for fact in facts if fact.topic is topic][:1]


def _once(facts: Sequence[Fact]) -> Sequence[str]:
    return list(dict.fromkeys(fact.text for fact in facts))


def _overviews(texts: dict[str, str], facts: Sequence[Fact], reply: Reply) -> wire.StoryOverviews:
    start = reply.start()
    return wire.StoryOverviews(
        **texts,
        provider=start.provider,
        model=start.model,
        origin=start.origin,
        facts=[answering.told(fact) for fact in facts],
    )


def _wish(prompt: str, audience: str) -> str:
    return f"{prompt} The audience: {audience}." if audience else prompt
