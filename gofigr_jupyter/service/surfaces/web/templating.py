"""Pages from templates, with the headers that keep them harmless."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from gofigr_jupyter._version import __version__

if TYPE_CHECKING:
    from jinja2 import Environment

STRICT: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "frame-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'self'",
}
"""What a page may load: its own style sheet, scripts and pictures, and nothing inline."""

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Sent with everything that this surface serves."""


def page(
    request: Request,
    template: str,
    *,
    status: int = 200,
    policy: Mapping[str, str] | None = None,
    **values: object,
) -> HTMLResponse:
    """The page that `template` makes of `values`; `policy` adds to or replaces rows of STRICT.

    Pages hold private figures, so browsers keep them for the one who sees them only, and ask again.
    """
    html = _environment().get_template(template).render(root=root(request), **values)
    headers = {
        **HEADERS,
        "Content-Security-Policy": security_policy({**STRICT, **(policy or {})}),
        "Cache-Control": "private, no-cache",
        "Vary": "Authorization, Cookie",
    }
    return HTMLResponse(html, status_code=status, headers=headers)


def security_policy(rows: Mapping[str, str]) -> str:
    """The value of a Content-Security-Policy header."""
    return "; ".join(f"{name} {value}" for name, value in rows.items())


def root(request: Request) -> str:
    """The way from the page to the root of the service, as a relative link without final slash.

    Links are relative so that they also lead home behind a forwarder that adds a path.
    """
    path = request.scope.get("raw_path") or request.url.path.encode()
    depth = path.split(b"?")[0].count(b"/") - 1
    return "/".join([".."] * depth) or "."


def base(request: Request, app_url: str | None) -> str:
    """The address of the service without final slash, for those who see a link elsewhere."""
    return (app_url or str(request.base_url)).rstrip("/")


def _marked(text: str) -> Markup:
    """`text` with what stands between backticks as code."""
    pieces = (escape(piece) for piece in text.split("`"))
    shown = (Markup("<code>{}</code>").format(p) if n % 2 else p for n, p in enumerate(pieces))
    return Markup("").join(shown)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # 0.1 s for those who look

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["marked"] = _marked
    environment.globals.update(release=__version__, account=None)
    return environment
