"""Answers to questions about a figure, put together from facts and nothing else.

A question is matched by its words: it asks about topics, perhaps about some series, perhaps about a
place. What no fact answers is said not to be known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gofigr_jupyter.insight.chart import Chart
from gofigr_jupyter.insight.fact import Fact, Topic
from gofigr_jupyter.insight.replies.places import at_place

CANNOT = "I cannot tell from the data kept"
MOST_SENTENCES = 12
MOST_CAPTION = 4
HELP = (
    "You can ask about the kind of chart, axes and units, highest and lowest values, means, trend, "
    "correlation, outliers, missing values, how groups differ, values at a place, what changed, "
    "the code, the data files, and who made the figure, when and with what."
)
TELLING = (Topic.TREND, Topic.GROUPS, Topic.SHARE, Topic.RANGE, Topic.MAXIMUM)
"""What a caption says first."""
DESCRIBED = (Topic.KIND, Topic.TITLE, Topic.AXIS, Topic.TEXTS)
SHOWN = (Topic.TREND, Topic.CENTER, Topic.RANGE, Topic.SHARE, Topic.GROUPS, Topic.MISSING)


@dataclass(frozen=True)
class Sentence:
    """A sentence of an answer, with the facts it rests on."""

    text: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of a figure: its chart, where it can be read, and all facts."""

    facts: tuple[Fact, ...]
    chart: Chart | None = None


@dataclass(frozen=True)
class Subject:
    """What a question can be about: the words that tell, and the topics that answer."""

    pattern: re.Pattern[str]
    topics: tuple[Topic, ...]
    nothing: str = ""
    """What no fact means, where that says something."""


def _subject(pattern: str, *topics: Topic, nothing: str = "") -> Subject:
    return Subject(re.compile(rf"\b(?:{pattern})", re.IGNORECASE), topics, nothing)


SUBJECTS = (
    _subject(
        r"chang|previous|last (?:time|week|revision|version)|before|since|new(?:er)? in|"
        r"compared (?:to|with) (?:the )?(?:previous|last|earlier)|earlier revision",
        Topic.CHANGE,
    ),
    _subject(
        r"code|script|cells?\b|function|how was (?:it|this) (?:made|drawn|plotted|computed)|"
        r"source|librar|import",
        Topic.CODE,
    ),
    _subject(
        r"(?:what|which) data\b|data ?sets?|data files?|files?\b|inputs?\b|csv|come from|tables?\b",
        Topic.DATA,
    ),
    _subject(
        r"who\b|when\b|author|created|made by|notebook|python|environment|platform|packages?|"
        r"version|commit|git\b|branch|revision|seeds?\b|seen again",
        Topic.ORIGIN,
    ),
    _subject(r"outliers?|unusual|anomal|extreme points?|stand out", Topic.OUTLIERS),
    _subject(
        r"missing|nans?\b|gaps?\b|empty values?|incomplete",
        Topic.MISSING,
        nothing="No value is missing in the data kept.",
    ),
    _subject(r"correlat|relat(?:ed|ion)|associat|depends? on", Topic.CORRELATION, Topic.TREND),
    _subject(
        r"differ|compar|versus|vs\b|between .+ and|higher than|lower than|larger than|"
        r"smaller than|above|below|which (?:group|series|category|line|bar|one)|gap between",
        Topic.GROUPS,
    ),
    _subject(r"max|highest|largest|biggest|peak|greatest|most\b|top\b", Topic.MAXIMUM, Topic.SHARE),
    _subject(r"min(?:imum|imal)?\b|lowest|smallest|least|bottom", Topic.MINIMUM),
    _subject(
        r"trend|slope|increas|decreas|ris(?:e|es|ing)|rose|grow|grew|fall|fell|declin|drop|"
        r"linear|steep|rate",
        Topic.TREND,
        Topic.DIRECTION,
    ),
    _subject(r"monoton|always (?:rise|fall)|ever (?:rise|fall)", Topic.DIRECTION),
    _subject(
        r"mean\b|average|median|typical|deviation|spread|varian|quartile|middle|whisker",
        Topic.CENTER,
    ),
    _subject(r"percent|share|proportion|fraction|part of", Topic.SHARE),
    _subject(r"error bars?|uncertain|error\b", Topic.ERRORS),
    _subject(r"significan|confiden|interval|sure\b", Topic.GROUPS, Topic.TREND),
    _subject(
        r"units?\b|ax[ei]s|labels?\b|measured|scales?\b|categor",
        Topic.AXIS,
        Topic.TEXTS,
    ),
    _subject(
        r"range|span|from where|how far|bins?\b|distribut", Topic.RANGE, Topic.AXIS, Topic.CENTER
    ),
)
"""The first ones decide: "which data changed" asks for changes."""
FALLBACKS = (
    _subject(r"how many|number of|count|sample size|size of", Topic.COUNT, Topic.KIND),
    _subject(r"title|called|name of", Topic.TITLE, Topic.TEXTS),
    _subject(r"texts?\b|words?\b|written|legend|read\b", Topic.TEXTS),
    _subject(r"kind of|type of|what (?:chart|plot|graph)", Topic.KIND),
)
"""For questions that are about none of the others: "how many outliers" is about outliers."""
DESCRIBE = re.compile(
    r"\b(?:describ|summar|explain|caption|overview|what is this|what(?:'s| is) in|tell me|"
    r"what (?:does|do) (?:it|this|the)|what can|key (?:points|take)|takeaway|show)",
    re.IGNORECASE,
)
CAUSES = re.compile(r"\b(?:why|because|cause|reason|should|predict|forecast|will)\b", re.IGNORECASE)


def describe(known: Known) -> Iterator[Sentence]:
    """What the figure is and shows, most telling first."""
    facts = [f for f in known.facts if f.topic in DESCRIBED]
    facts += [f for f in known.facts if f.topic in SHOWN]
    facts += [f for f in known.facts if f.topic is Topic.OUTLIERS and f.numbers.get("outliers")]
    facts += [f for f in known.facts if f.topic is Topic.LIMITS]
    if not any(f.topic is Topic.KIND for f in facts):
        yield Sentence(f"{CANNOT} what the figure shows.{_why(known)}")
    yield from _said(facts[: 2 * MOST_SENTENCES])


def caption(known: Known) -> Iterator[Sentence]:
    """The kind of the figure and what is most telling about it; nothing where it is not known."""
    kind = [fact for fact in known.facts if fact.topic is Topic.KIND]
    telling = [fact for topic in TELLING for fact in known.facts if fact.topic is topic]
    if kind:
        yield from _said([*kind, *telling][:MOST_CAPTION])


def answer(question: str, known: Known) -> Iterator[Sentence]:
    """The answer to a question, sentence by sentence."""
    if CAUSES.search(question):
        yield Sentence(f"{CANNOT} why, or what comes next: they say what the figure shows.")
    named = _named(question, known)
    place = list(at_place(question, known.chart)) if known.chart is not None else []
    subjects = [] if place else _subjects(question)
    found = place or _facts(subjects, known, named)
    if found:
        yield from _said(found[:MOST_SENTENCES])
        if len(found) > MOST_SENTENCES:
            yield Sentence(f"There are {len(found) - MOST_SENTENCES} more facts like these.")
        return
    nothing = next((s.nothing for s in subjects if s.nothing), "")
    if nothing and known.chart is not None:
        yield Sentence(nothing, tuple(f for f in known.facts if f.topic is Topic.COUNT))
    elif not subjects and named:
        yield from _said([f for f in known.facts if set(f.series) & named][:MOST_SENTENCES])
    elif not subjects and DESCRIBE.search(question):
        yield from describe(known)
    elif not CAUSES.search(question) or subjects:
        yield Sentence(f"{CANNOT}.{_why(known)} {HELP}")


def title(known: Known) -> str:
    """A short title: the chart's own, or what stands on its axes; empty where nothing is known."""
    if known.chart is None:
        return ""
    if known.chart.title:
        return known.chart.title
    axes = known.chart.axes[0] if known.chart.axes else None
    if axes is None or not axes.y.name:
        return ""
    return f"{axes.y.name} by {axes.x.name}" if axes.x.name else axes.y.name


def _subjects(question: str) -> list[Subject]:
    """What a question is about: the first two subjects whose words it has."""
    for subjects in (SUBJECTS, FALLBACKS):
        found = [subject for subject in subjects if subject.pattern.search(question)]
        if found:
            return found[:2]
    return []


def _facts(subjects: Sequence[Subject], known: Known, named: set[str]) -> list[Fact]:
    """The facts of these subjects, of those that the question names where it names some."""
    found: list[Fact] = []
    for subject in subjects:
        mine = [f for topic in subject.topics for f in known.facts if f.topic is topic]
        found += [f for f in mine if _is_about(f, named) and f not in found]
    return found


def _is_about(fact: Fact, named: set[str]) -> bool:
    """Whether a fact is about what a question names: about both of two, where it is about two."""
    if not named:
        return True
    about = set(fact.series) & named
    return len(about) == 2 or (bool(about) and (len(named) == 1 or len(fact.series) == 1))


def _named(question: str, known: Known) -> set[str]:
    """The series and categories that a question names, as facts name them."""
    asked = question.casefold()
    names = {name for fact in known.facts for name in fact.series}
    return {
        name
        for name in names
        if re.search(rf"(?<!\w){re.escape(name.strip('“”').casefold())}(?!\w)", asked)
    }


def _said(facts: Sequence[Fact]) -> Iterator[Sentence]:
    for fact in facts:
        yield Sentence(fact.text, (fact,))


def _why(known: Known) -> str:
    limits = [fact.text for fact in known.facts if fact.topic is Topic.LIMITS]
    return f" {limits[0]}" if limits else ""
