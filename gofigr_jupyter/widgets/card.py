"""The card under a figure: what its receipt says, live."""

from __future__ import annotations

from typing import TypedDict


class Shown(TypedDict):
    """A revision, as the card shows it."""

    id: str
    number: int
    link: str | None


class CardState(TypedDict):
    """The state of a card as it travels to the front end."""

    name: str
    state: str
    words: str
    revision: Shown | None


LENGTH = 250
"""Longer texts are cut: what the notebook may save of a card stays below 2 kB."""


def waiting(name: str, revision: Shown | None, reason: str) -> CardState:
    """A figure that waits for its service, which may have said why."""
    words = f"Waiting: {reason}" if reason else "Waiting"
    return _state(name, "waiting", words, revision)


def kept(name: str, revision: Shown | None, *, again: bool) -> CardState:
    """A figure that is kept."""
    return _state(name, "kept", "Kept, seen again" if again else "Kept", revision)


def failed(name: str, reason: str) -> CardState:
    """A figure that is not kept."""
    return _state(name, "failed", f"Not kept: {reason}", None)


def _state(name: str, state: str, words: str, revision: Shown | None) -> CardState:
    return CardState(name=_short(name), state=state, words=_short(words), revision=revision)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LENGTH else f"{line[: LENGTH - 1]}…"
