"""Libraries that a service does not start with, loaded before somebody waits for them."""

from __future__ import annotations

from importlib import import_module

LATER = (
    "gofigr_jupyter.insight.facts",
    "gofigr_jupyter.insight.differences",
    "gofigr_jupyter.pictures.looks.finding",
    "anyio._backends._asyncio",
)
"""What the first question and the first search by a picture bring: numpy, and what streams need."""


def load() -> None:
    """Load them, which takes a quarter of a second of a processor the first time."""
    for module in LATER:
        import_module(module)
