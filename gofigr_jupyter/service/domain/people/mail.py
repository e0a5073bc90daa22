"""Letters that the service sends, and what sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail in plain text."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> None:
        """Send a letter, later and in the background: never raises, tells the log what failed."""

    def close(self) -> None:
        """Send what waits, then stop."""
