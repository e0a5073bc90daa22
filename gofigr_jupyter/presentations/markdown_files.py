"""A deck as Markdown: one text and its pictures, as stored, in a zip file."""

from __future__ import annotations

import zipfile
from io import BytesIO

from gofigr_jupyter.presentations.deck import LOST, Deck, Page, file_name

STORY = "story.md"


def markdown_files(deck: Deck) -> bytes:
    """A zip file of the text and its pictures."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr(STORY, text(deck))
        for number, picture, rendering in deck.renderings():
            files.writestr(f"pictures/{file_name(number, picture, rendering)}", rendering.data)
    return out.getvalue()


def text(deck: Deck) -> str:
    """The Markdown; pictures are links into the folder `pictures`."""
    pages = [_page(deck, number, page) for number, page in enumerate(deck.pages, start=1)]
    return "\n---\n\n".join(pages)


def words(deck: Deck, page: Page, *, image: str | None) -> list[str]:
    """What stands on a page, in paragraphs; `image` is the address of its picture."""
    lines: list[str] = []
    if page.is_opening:
        lines += [f"# {plain(page.title or deck.title)}", plain(deck.byline)]
    elif page.title:
        lines.append(f"## {plain(page.title)}")
    picture = page.picture
    if picture is not None:
        name = plain(picture.name)
        if image is not None:
            lines.append(f"![{name}]({image})")
        lines.append(f"*[{name} · {plain(picture.label)}]({picture.link})*")
    if page.is_lost:
        lines.append(f"*{LOST}*")
    if page.content.strip():
        lines.append(page.content.strip())
    return lines


def _page(deck: Deck, number: int, page: Page) -> str:
    picture = page.picture
    shown = picture.best if picture else None
    image = f"pictures/{file_name(number, picture, shown)}" if picture and shown else None
    lines = words(deck, page, image=image)
    if picture is not None:
        lines.append(f"<!-- {picture.about.replace('--', '- -')} -->")
    if page.notes.strip():
        lines.append("> **Notes.** " + page.notes.strip().replace("\n", "\n> "))
    return "\n\n".join(lines) + "\n"


def plain(words: str) -> str:
    """Words in which Markdown means nothing."""
    marked = "".join(f"\\{c}" if c in r"\`*_[]<>#|!" else c for c in words)
    return " ".join(marked.split())
