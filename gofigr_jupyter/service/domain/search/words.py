"""Words: how texts and questions are taken apart, the same for every database.

A word is a run of letters and digits, without case and accents. Chinese, Japanese and Korean are
written without spaces: each of their letters is a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST_TERMS = 12
RUN = re.compile(r"[^\W_]+")
_DENSE = r"぀-ヿ㐀-鿿가-힯豈-﫿"
_PIECE = re.compile(rf"[{_DENSE}]|[^\W_{_DENSE}]+")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_QUESTION = re.compile(r'"([^"]*)"?|([^\s"]+)')
_COMMON_WORDS = """
a an and are as at be by can did do does find for from had has have how i in is it me my of on or
our show that the their there this to was we were what when where which who why will with you your
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words of a question in whole sentences that say nothing about what is looked for."""


@dataclass(frozen=True, kw_only=True)
class Term:
    """Words that follow each other; with `is_open` the last one may go on."""

    words: tuple[str, ...]
    is_open: bool = True

    def fits(self, word: str) -> bool:
        """Whether `word` is one of these words."""
        return word in self.words or (self.is_open and word.startswith(self.words[-1]))


def folded(text: str) -> str:
    """`text` without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", plain).lower()


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text, in their order."""
    return tuple(_PIECE.findall(folded(text)))


def terms_of(question: str) -> tuple[Term, ...]:
    """What a question asks for. Whatever somebody types means something or nothing."""
    return tuple(_terms(question))[:MOST_TERMS]


def telling(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those of the terms that say something about what is looked for."""
    return tuple(term for term in terms if not (len(term.words) == 1 and term.words[0] in _COMMON))


def other_forms(*texts: str) -> str:
    """The words of texts that a database would not find by itself, each once.

    They are parts of names such as `billLength`, words without their accents, and letters of
    languages that are written without spaces, in their order.
    """
    found: dict[str, None] = {}
    for run in (match[0] for text in texts for match in RUN.finditer(text)):
        if run not in found:
            found |= dict.fromkeys(_forms(run))
    return " ".join(found)


def forms_of(run: str) -> tuple[str, ...]:
    """The words that stand for a run of letters and digits."""
    return (folded(run), *" ".join(_forms(run)).split())


def _forms(run: str) -> Iterator[str]:
    humps = _HUMP.findall(run) if run.isascii() and not run.islower() else ()
    if len(humps) > 1:
        yield from (hump.lower() for hump in humps)
    plain = folded(run)
    if plain != run.lower():
        yield plain
    pieces = _PIECE.findall(plain)
    if len(pieces) > 1:
        yield " ".join(pieces)


def _terms(question: str) -> Iterator[Term]:
    for quoted, bare in _QUESTION.findall(question):
        words = words_of(quoted or bare)
        if words:
            # One letter begins too many words to say anything.
            is_open = bool(bare) and (len(words[-1]) > 1 or not words[-1].isascii())
            yield Term(words=words, is_open=is_open)
