"""A deck as a notebook: Markdown cells whose pictures are attached, marked up as slides."""

from __future__ import annotations

import base64
import json
from typing import Any

from gofigr_jupyter.presentations.deck import Deck, Page, file_name
from gofigr_jupyter.presentations.markdown_files import words

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
    picture, image = page.picture, None
    cell = _cell(str(number), "", "slide")
    shown = picture.best if picture else None
    if picture is not None and shown is not None:
        name = file_name(number, picture, shown)
        image = f"attachment:{name}"
        data = base64.b64encode(shown.data).decode()
        cell["attachments"] = {name: {shown.media_type: data}}
    if picture is not None:
        about = {"revision": picture.revision, "link": picture.link, "about": picture.about}
        cell["metadata"]["gofigr"] = about
    return cell | {"source": "\n\n".join(words(deck, page, image=image))}


def _cell(id: str, source: str, kind: str) -> Cell:
    metadata = {"slideshow": {"slide_type": kind}}
    return {"cell_type": "markdown", "id": f"slide-{id}", "metadata": metadata, "source": source}
