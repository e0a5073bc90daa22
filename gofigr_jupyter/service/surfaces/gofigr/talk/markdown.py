"""GitHub's Markdown as HTML that is safe to be shown.

HTML of the author is shown as text, pictures become links (nothing is loaded from elsewhere), and
what comes out is held to a list of tags once more. The libraries are imported by the first comment.
"""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from gofigr_jupyter.service.domain.talk.mentions import MENTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

MENTION_CLASS = "gofigr-mention"
_TAGS = {
    *("a", "blockquote", "br", "code", "del", "em", "hr", "li", "ol", "p", "pre", "s", "span"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "strong", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
_BOXES = {"[ ] ": "\u2610 ", "[x] ": "\u2611 ", "[X] ": "\u2611 "}
"""Boxes of task lists, empty and ticked."""


@lru_cache(maxsize=1024)
def html_of(content: str) -> str:
    """`content`, which is Markdown, as HTML."""
    import nh3

    return nh3.clean(
        _markdown().render(content),
        tags=_TAGS,
        attributes={"a": {"href", "title"}, "ol": {"start"}, "td": {"align"}, "th": {"align"}},
        allowed_classes={"span": {MENTION_CLASS}},
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    made = MarkdownIt("gfm-like", {"html": False}).disable("image")
    if made.linkify is not None:
        made.linkify.set({"fuzzy_email": False})  # `@name@host` is a mention
    made.core.ruler.push("task_lists", _tick)
    made.core.ruler.push("cells", _align)
    made.add_render_rule("text", _mark_mentions)
    return made


def _tick(state: StateCore) -> None:
    """Show the boxes of task lists."""
    for opening, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if (opening.type, paragraph.type) == ("list_item_open", "paragraph_open"):
            for first in (inline.children or ())[:1]:
                box = _BOXES.get(first.content[:4])
                first.content = box + first.content[4:] if box else first.content


def _align(state: StateCore) -> None:
    """Align cells of tables by an attribute: strict pages allow no style of their parts."""
    for token in state.tokens:
        if token.type in ("td_open", "th_open") and "style" in token.attrs:
            token.attrs["align"] = str(token.attrs.pop("style")).rpartition(":")[2]


def _mark_mentions(
    renderer: Any,  # noqa: ANN401  # bound by the library
    tokens: Sequence[Token],
    index: int,
    *_: object,
) -> str:
    return MENTION.sub(
        lambda found: f'<span class="{MENTION_CLASS}">{found[0]}</span>',
        escape(tokens[index].content, quote=False),
    )
