"""Markdown as blocks of runs, for what has no Markdown of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_LINKS = ("https://", "http://", "mailto:")


class Kind(StrEnum):
    """What a block is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    BULLET = "bullet"
    NUMBER = "number"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, kw_only=True)
class Run:
    """Words that look alike."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    is_code: bool = False
    link: str | None = None


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph of some kind. `depth` counts the lists around it, from 0; `number` its place."""

    kind: Kind
    runs: tuple[Run, ...]
    depth: int = 0
    number: int = 1

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(run.text for run in self.runs)


def blocks(markdown: str) -> tuple[Block, ...]:
    """The blocks of a text. HTML in it stays text, and pictures become their words."""
    return tuple(_blocks(_reader().parse(markdown)))


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt  # for those who have something to write

    return MarkdownIt("commonmark", {"html": False})


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    lists: list[str] = []
    now = Block(kind=Kind.PARAGRAPH, runs=())
    quoted, item = 0, 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append(token.type)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            item = int(token.info) if token.info.isdigit() else 1
            is_bullet = lists[-1] == "bullet_list_open"
            now = replace(now, kind=Kind.BULLET if is_bullet else Kind.NUMBER, number=item)
        elif token.type in ("blockquote_open", "blockquote_close"):
            quoted += token.nesting
        elif token.type == "heading_open":
            now = replace(now, kind=Kind.HEADING)
        elif token.type in ("fence", "code_block"):
            yield Block(kind=Kind.CODE, runs=(Run(text=token.content.rstrip("\n"), is_code=True),))
        elif token.type == "inline":
            is_plain = now.kind is Kind.PARAGRAPH and quoted > 0
            kind = Kind.QUOTE if is_plain else now.kind
            runs = tuple(_runs(token.children or ()))
            yield replace(now, kind=kind, runs=runs, depth=max(len(lists) - 1, 0))
            now = Block(kind=Kind.PARAGRAPH, runs=())


def _runs(tokens: Sequence[Token]) -> Iterator[Run]:
    style = Run(text="")
    for token in tokens:
        if token.type in ("strong_open", "strong_close"):
            style = replace(style, is_bold=token.nesting > 0)
        elif token.type in ("em_open", "em_close"):
            style = replace(style, is_italic=token.nesting > 0)
        elif token.type == "link_open":
            address = str(token.attrs.get("href", ""))
            style = replace(style, link=address if address.startswith(_LINKS) else None)
        elif token.type == "link_close":
            style = replace(style, link=None)
        elif token.type == "softbreak":
            yield replace(style, text=" ")
        elif token.type == "hardbreak":
            yield replace(style, text="\n")
        elif token.content:
            yield replace(style, text=token.content, is_code=token.type == "code_inline")
