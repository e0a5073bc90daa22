"""Source code as HTML with classes, so that the style sheet colors it."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape

MAX_COLORED = 200_000
"""Longer sources stay plain: a lexer should not keep a page waiting."""


@lru_cache(maxsize=32)
def colored(source: str, language: str) -> Markup:
    """`source` as escaped HTML; colored when `language` is known and the source is not too long."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    if len(source) > MAX_COLORED:
        return escape(source)
    try:
        lexer = get_lexer_by_name(_lexer_name(language), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return escape(source)
    return Markup(highlight(source, lexer, HtmlFormatter(nowrap=True, classprefix="t-")))  # noqa: S704 - Pygments escapes the source


def _lexer_name(language: str) -> str:
    name = language.strip().lower()
    return {"python": "ipython3", "ipython": "ipython3"}.get(name, name)
