"""A deck as a notebook: Markdown cells whose pictures are attached, marked up as slides."""

from __future__ import annotations

import base64
import json
from typing import Any

from gofigr_jupyter.presentations.deck import LOST, Deck, Page, file_name
from gofigr_jupyter.presentations.markdown_files import plain

Cell = dict[str, Any]  # JSON


def notebook(deck: Deck) -> bytes:
    """The deck as an .ipynb file."""
    cells: list[Cell] = []
    for number, page in enumerate(deck.pages, start=1):
        cells.append(_slide(deck, number, page))
        if page.notes.strip():
            cells.append(_cell(f"{number}-notes", page.notes, "notes"))
    made = {
        "nbformat": 4,
        "nbformat_minor": 5,
        "metadata": {"title": deck.title, "authors": [{"name": deck.author}]},
        "cells": cells,
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def _slide(deck: Deck, number: int, page: Page) -> Cell:
    lines: list[str] = []
    if page.is_opening:
        lines += [f"# {plain(page.title or deck.title)}", plain(deck.byline)]
    elif page.title:
        lines.append(f"## {plain(page.title)}")
    cell = _cell(str(number), "", "slide")
    picture = page.picture
    if picture is not None and picture.best is not None:
        shown = picture.best
        name = file_name(number, picture, shown)
        lines.append(f"![{plain(picture.name)}](attachment:{name})")
        data = base64.b64encode(shown.data).decode()
        cell["attachments"] = {name: {shown.media_type: data}}
    if picture is not None:
        lines.append(f"*[{plain(picture.name)} · {plain(picture.label)}]({picture.link})*")
        about = {"revision": picture.revision, "link": picture.link, "about": picture.about}
        cell["metadata"]["gofigr"] = about
    if page.is_lost:
        lines.append(f"*{LOST}*")
    if page.content.strip():
        lines.append(page.content.strip())
    return cell | {"source": "\n\n".join(lines)}


def _cell(id: str, source: str, kind: str) -> Cell:
    metadata = {"slideshow": {"slide_type": kind}}
    return {"cell_type": "markdown", "id": f"slide-{id}", "metadata": metadata, "source": source}
