"""The one quiet line under a figure: readable everywhere, without script and without colors."""

from __future__ import annotations

from html import escape
from urllib.parse import urlsplit

LENGTH = 100
REASON_LENGTH = 250
LINK_LENGTH = 400
"""Longer texts are cut, and a longer link is left out: the whole note stays below 2 kB."""
STYLE = "font-size:85%;opacity:.65"


def kept(name: str, *, number: int, link: str | None, again: bool) -> dict[str, str]:
    """The line under a figure that is kept, as a MIME bundle."""
    words = f" · revision {number}" + (" · seen again" if again else "")
    shown = _short(name)
    plain = f"Kept as “{shown}”{words}"
    html = f"Kept as “{escape(shown)}”{words}"
    target = escape(link or "", quote=True)
    if link and len(target) <= LINK_LENGTH:
        place = escape(urlsplit(link).path)
        html += f' · <a href="{target}" target="_blank" rel="noopener">{place}</a>'
        plain += f" · {link}"
    return _bundle(html, plain)


def keeping(name: str, size: str) -> dict[str, str]:
    """The line under a file that is handed over to be kept, as a MIME bundle."""
    text = f"Keeping “{_short(name)}” as an asset · {size}"
    return _bundle(escape(text), text)


def not_kept(reason: str) -> dict[str, str]:
    """The line under a figure that is not kept, as a MIME bundle."""
    text = f"Not kept: {_short(reason, REASON_LENGTH)}"
    return _bundle(escape(text), text)


def waiting(reason: str) -> dict[str, str]:
    """The line under a figure that its service does not take now, as a MIME bundle."""
    text = f"Waiting in the outbox: {_short(reason, REASON_LENGTH)}"
    return _bundle(escape(text), text)


def _bundle(html: str, plain: str) -> dict[str, str]:
    return {"text/html": f'<div style="{STYLE}">{html}</div>', "text/plain": plain}


def _short(text: str, length: int = LENGTH) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
