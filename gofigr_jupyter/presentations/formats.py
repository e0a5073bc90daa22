"""The formats that a deck can be written in. Each one's library is imported when it is used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.presentations.deck import Deck


def _powerpoint(deck: Deck) -> bytes:
    from gofigr_jupyter.presentations.powerpoint import powerpoint

    return powerpoint(deck)


def _pdf(deck: Deck) -> bytes:
    from gofigr_jupyter.presentations.pdf import pdf

    return pdf(deck)


def _web_page(deck: Deck) -> bytes:
    from gofigr_jupyter.presentations.web_page import web_page

    return web_page(deck)


def _markdown(deck: Deck) -> bytes:
    from gofigr_jupyter.presentations.markdown_files import markdown_files

    return markdown_files(deck)


def _notebook(deck: Deck) -> bytes:
    from gofigr_jupyter.presentations.notebook import notebook

    return notebook(deck)


@dataclass(frozen=True, kw_only=True)
class Format:
    """A way to write a deck, called so by people. `suffix` and `media_type` are its file's."""

    name: str
    called: str
    suffix: str
    media_type: str
    write: Callable[[Deck], bytes]


FORMATS: Mapping[str, Format] = {
    each.name: each
    for each in (
        Format(
            name="pptx",
            called="PowerPoint",
            suffix="pptx",
            media_type="application/vnd.openxmlformats-officedocument.presentationml.presentation",
            write=_powerpoint,
        ),
        Format(name="pdf", called="PDF", suffix="pdf", media_type="application/pdf", write=_pdf),
        Format(
            name="html",
            called="HTML",
            suffix="html",
            media_type="text/html; charset=utf-8",
            write=_web_page,
        ),
        Format(
            name="markdown",
            called="Markdown",
            suffix="zip",
            media_type="application/zip",
            write=_markdown,
        ),
        Format(
            name="notebook",
            called="Notebook",
            suffix="ipynb",
            media_type="application/x-ipynb+json",
            write=_notebook,
        ),
    )
}
"""By name."""


def format_named(name: str) -> Format:
    """The format with this name. Raises InvalidInput for another one."""
    found = FORMATS.get(name)
    if found is None:
        raise InvalidInput(
            f"There is no format {name[:60]!r}.",
            hint=f"There are {', '.join(FORMATS)}.",
            field="format",
        )
    return found
