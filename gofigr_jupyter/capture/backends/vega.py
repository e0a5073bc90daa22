"""Vega and vega-lite (altair): the title in their specs."""

from __future__ import annotations

from collections.abc import Mapping


def title_in_spec(spec: object) -> str | None:
    """The title of a vega or vega-lite chart; its lines joined where it has several."""
    value = spec.get("title") if isinstance(spec, Mapping) else None
    text = value.get("text") if isinstance(value, Mapping) else value
    if isinstance(text, list):
        return " ".join(str(line) for line in text)
    return text if isinstance(text, str) else None
