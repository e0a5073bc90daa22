"""What a download is called, as a header."""

from __future__ import annotations

from urllib.parse import quote


def disposition(name: str) -> str:
    """The header that lets a browser save an answer under `name`."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    safe = "".join(c if c.isprintable() and c not in '"\\' else "_" for c in plain)
    return f"attachment; filename=\"{safe}\"; filename*=UTF-8''{quote(name, safe='')}"
