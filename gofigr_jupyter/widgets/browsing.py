"""The gallery and the single figure: live where that can be, a list or a link everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from gofigr_jupyter.collection.figures import Page, Timeline
from gofigr_jupyter.widgets.view import MARK, View, bundle

LISTED = 12
NAME_LENGTH = 60


class Browsing:
    """What `browse()` and `figure()` return: shown by the notebook, printed elsewhere."""

    def __init__(self, still: Mapping[str, str], view: View | None) -> None:
        self._still = still
        self._view = view

    def __repr__(self) -> str:
        return self._still["text/plain"]

    def _repr_mimebundle_(self, **kwargs: object) -> tuple[dict[str, Any], dict[str, Any]]:
        if self._view is None:
            return dict(self._still), {}
        return bundle(self._view, self._still), dict(MARK)


def listed(page: Page) -> dict[str, str]:
    """A page of figures as text and as HTML without script."""
    if not page.tiles:
        text = "No figure is kept yet. Run a cell that draws one."
        return {"text/plain": text, "text/html": f"<div>{text}</div>"}
    more = page.total - len(page.tiles)
    rows, items = [], []
    for tile in page.tiles[:LISTED]:
        name = short(tile.name)
        rows.append(f"{name} · revision {tile.number} · {tile.link}")
        items.append(f"<li>{link_to(tile.link, name)} · revision {tile.number}</li>")
    if more > 0:
        rows.append(f"and {more} more")
        items.append(f"<li>and {more} more</li>")
    return {"text/plain": "\n".join(rows), "text/html": f"<ul>{''.join(items)}</ul>"}


def described(timeline: Timeline, revision: str) -> dict[str, str]:
    """A figure as text and as HTML without script."""
    shown = next(each for each in timeline.revisions if each.id == revision)
    name = short(timeline.name)
    count = len(timeline.revisions)
    words = f"revision {shown.number} of {count}"
    return {
        "text/plain": f"{name} · {words} · {shown.link}",
        "text/html": f"<div>{link_to(shown.link, name)} · {words}</div>",
    }


def unavailable(reason: str) -> dict[str, str]:
    """Why there is nothing to show now."""
    return {"text/plain": reason, "text/html": f"<div>{escape(reason)}</div>"}


def link_to(link: str, name: str) -> str:
    """A link as HTML, whatever its name is."""
    target = escape(link, quote=True)
    return f'<a href="{target}" target="_blank" rel="noopener">{escape(name)}</a>'


def short(text: str) -> str:
    """The text in one line that is not too long."""
    line = " ".join(text.split())
    return line if len(line) <= NAME_LENGTH else f"{line[: NAME_LENGTH - 1]}…"
