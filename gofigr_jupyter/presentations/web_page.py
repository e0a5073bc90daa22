"""A deck as one HTML file that loads nothing: read from the top, presented by keys, printed.

`sections` is also what our own page of a story shows.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from pathlib import Path

from gofigr_jupyter.presentations.deck import LOST, Deck, Page, Picture
from gofigr_jupyter.presentations.prose import Block, Kind, Run, blocks

ASSETS = Path(__file__).parent / "assets"
Source = Callable[[Picture], str | None]
"""The address of a picture; None where there is none to be shown."""

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
style-src 'sha256-{style_hash}'; script-src 'sha256-{script_hash}'; base-uri 'none'; \
form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="author" content="{author}">
<meta name="description" content="{description}">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="story">
<main>
{sections}
</main>
<script>{script}</script>
</body>
</html>
"""
_LISTS = {Kind.BULLET: "ul", Kind.NUMBER: "ol"}
_TAGS = {Kind.HEADING: "h3", Kind.QUOTE: "blockquote", Kind.CODE: "pre", Kind.PARAGRAPH: "p"}


def web_page(deck: Deck) -> bytes:
    """The deck as an HTML file."""
    style, script = asset("story.css"), asset("story.js")
    return _PAGE.format(
        style=style,
        script=script,
        style_hash=_digest(style),
        script_hash=_digest(script),
        title=escape(deck.title),
        author=escape(deck.author),
        description=escape(deck.description),
        sections=sections(deck, _inline),
    ).encode()


def sections(deck: Deck, source: Source) -> str:
    """The slides as HTML, one `section` for each."""
    return "\n".join(
        _section(deck, number, page, source) for number, page in enumerate(deck.pages, start=1)
    )


@cache
def asset(name: str) -> str:
    """The style sheet or the script of a story."""
    return (ASSETS / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _inline(picture: Picture) -> str | None:
    shown = picture.best
    if shown is None:
        return None
    return f"data:{shown.media_type};base64,{base64.b64encode(shown.data).decode()}"


def _section(deck: Deck, number: int, page: Page, source: Source) -> str:
    title = page.title or (page.picture.name if page.picture else "")
    lines = [f'<section class="slide {page.kind}" id="slide-{number}">']
    if page.is_opening:
        lines.append(f"<h1>{escape(title or deck.title)}</h1>")
    elif title:
        lines.append(f"<h2>{escape(title)}</h2>")
    body = "".join(_html(blocks(page.content)))
    if page.picture is not None:
        lines.append(_figure(page.picture, source, body))
    elif body:
        lines.append(f'<div class="text">{body}</div>')
    if page.is_opening:
        lines.append(f'<p class="byline">{escape(deck.byline)}</p>')
    if page.is_lost:
        lines.append(f'<p class="lost">{LOST}</p>')
    if page.notes.strip():
        notes = "".join(_html(blocks(page.notes)))
        lines.append(f'<details class="notes"><summary>Notes</summary>{notes}</details>')
    lines.append("</section>")
    return "\n".join(lines)


def _figure(picture: Picture, source: Source, body: str) -> str:
    address = source(picture)
    name, link = escape(picture.name), escape(picture.link)
    shown = '<p class="lost">There is no picture of this figure.</p>'
    if address is not None:
        shown = f'<img src="{escape(address)}" alt="{escape(picture.told)}">'
    text = f'<div class="text">{body}</div>' if body else ""
    wide = "" if body else " alone"
    return (
        f'<div class="shown{wide}"><figure>{shown}<figcaption><a href="{link}">{name}</a> · '
        f"{escape(picture.label)}</figcaption></figure>{text}</div>"
    )


def _html(found: tuple[Block, ...]) -> Iterator[str]:
    open_lists: list[str] = []
    for block in found:
        wanted = _LISTS.get(block.kind)
        depth = block.depth + 1 if wanted else 0
        while len(open_lists) > depth or (
            wanted and len(open_lists) == depth and open_lists[-1] != wanted
        ):
            yield f"</{open_lists.pop()}>"
        while wanted and len(open_lists) < depth:
            open_lists.append(wanted)
            yield f"<{wanted}>"
        words = "".join(map(_run, block.runs))
        tag = "li" if wanted else _TAGS[block.kind]
        yield f"<{tag}>{words}</{tag}>"
    while open_lists:
        yield f"</{open_lists.pop()}>"


def _run(run: Run) -> str:
    words = escape(run.text).replace("\n", "<br>") if not run.is_code else escape(run.text)
    for is_so, tag in ((run.is_code, "code"), (run.is_bold, "strong"), (run.is_italic, "em")):
        if is_so:
            words = f"<{tag}>{words}</{tag}>"
    return f'<a href="{escape(run.link)}" rel="noopener">{words}</a>' if run.link else words
