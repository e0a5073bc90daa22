"""Highlights: the pieces of a thing's texts in which words were found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gofigr_jupyter.service.domain.search import words
from gofigr_jupyter.service.domain.search.model import Highlight, Part, Where
from gofigr_jupyter.service.domain.search.words import Term

AROUND = 160
"""Letters that are shown of a long text."""
BEFORE = 40
MOST_SPANS = 50
MOST_READ = 20_000
Spans = Sequence[tuple[int, int, frozenset[Term]]]


def of(texts: Mapping[Where, str], terms: Sequence[Term]) -> Sequence[Highlight]:
    """For each text in which words were found, the piece with most of them."""
    found: list[Highlight] = []
    if not terms:
        return found
    looked_for = re.compile("|".join({word for term in terms for word in term.words}), re.I)
    for where, text in texts.items():
        spans = _spans(text[:MOST_READ], terms, looked_for)
        if spans:
            found.append(Highlight(where=where, parts=_parts(text[:MOST_READ], spans)))
    return found


def _spans(text: str, terms: Sequence[Term], looked_for: re.Pattern[str]) -> Spans:
    """Where words of the terms are first, and which terms those are."""
    spans = []
    for start, end in _candidates(text, looked_for):
        forms = words.forms_of(text[start:end])
        fitting = frozenset(term for term in terms if any(term.fits(form) for form in forms))
        if fitting:
            spans.append((start, end, fitting))
        if len(spans) == MOST_SPANS:
            break
    return spans


def _candidates(text: str, looked_for: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The runs of letters and digits in which a word of a term may be."""
    if not text.isascii():  # accents hide words from a pattern
        yield from (run.span() for run in words.RUN.finditer(text))
        return
    end = 0
    for match in looked_for.finditer(text):
        if match.start() >= end:
            run = words.RUN.search(text, _run_start(text, match.start()))
            if run:
                end = run.end()
                yield run.span()


def _run_start(text: str, at: int) -> int:
    while at and text[at - 1].isalnum():
        at -= 1
    return at


def _parts(text: str, spans: Spans) -> Sequence[Part]:
    start, end = _window(text, spans)
    parts = [Part("…", is_match=False)] if start else []
    for first, last, _ in spans:
        if start <= first and last <= end:
            parts += [Part(text[start:first], is_match=False), Part(text[first:last], True)]
            start = last
    parts.append(Part(text[start:end] + ("…" if end < len(text) else ""), is_match=False))
    return [part for part in parts if part.text]


def _window(text: str, spans: Spans) -> tuple[int, int]:
    """From where to where a text is shown: so that most of what was looked for is in it."""
    if len(text) <= AROUND:
        return 0, len(text)
    first = max((span[0] for span in spans), key=lambda at: (_terms_in(spans, at), -at))
    start = _word_start(text, max(0, first - BEFORE))
    return start, min(len(text), max(start + AROUND, _end_of(spans, first)))


def _terms_in(spans: Spans, at: int) -> int:
    inside: Iterable[frozenset[Term]] = (
        terms for start, end, terms in spans if at <= start and end <= at + AROUND - BEFORE
    )
    return len(frozenset().union(*inside))


def _end_of(spans: Spans, at: int) -> int:
    return next(end for start, end, _ in spans if start == at)


def _word_start(text: str, at: int) -> int:
    """The start of a line or of a word, not far behind `at`."""
    if at == 0:
        return 0
    line = text.find("\n", at, at + BEFORE)
    space = text.find(" ", at, at + BEFORE)
    places = [place + 1 for place in (line, space) if place >= 0]
    return min(places, default=at)
