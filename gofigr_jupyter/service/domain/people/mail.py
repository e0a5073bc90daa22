"""Letters that the service sends, and what sends them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gofigr_jupyter.errors import ServiceUnavailable


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A mail in plain text, and perhaps in HTML too.

    `unsubscribe` is an address that ends such mails by a single POST (RFC 8058).
    """

    to: str
    subject: str
    text: str
    html: str | None = None
    unsubscribe: str | None = None


class MailServerAway(ServiceUnavailable):
    """The mail server does not answer, so it takes no other letter either."""


class Mailer(Protocol):
    """Sends letters."""

    def send(self, letter: Letter) -> None:
        """Send a letter, later and in the background: never raises, tells the log what failed."""

    def deliver(self, letter: Letter) -> None:
        """Send a letter before this returns. Raises ServiceUnavailable when it is not taken,
        MailServerAway when nobody is there to take it.
        """

    def close(self) -> None:
        """Send what waits, then stop."""
