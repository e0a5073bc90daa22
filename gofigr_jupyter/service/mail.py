"""Sends mail: by SMTP, or into a folder where somebody can read it.

The libraries for mail are imported by the first letter; most services never send one.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

from gofigr_jupyter.errors import InvalidInput, ServiceUnavailable
from gofigr_jupyter.service.domain.people.mail import Letter, MailServerAway

if TYPE_CHECKING:
    from email.message import EmailMessage
    from smtplib import SMTP

MOST_WAITING = 1000
TIMEOUT = 30.0
log = logging.getLogger(__name__)

Deliver = Callable[["EmailMessage"], None]


class Post:
    """Implements `domain.people.mail.Mailer`: one thread, started by the first letter."""

    def __init__(self, deliver: Deliver, sender: str) -> None:
        self._deliver = deliver
        self._sender = sender
        self._waiting: queue.Queue[Letter | None] = queue.Queue(MOST_WAITING)
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()

    def send(self, letter: Letter) -> None:
        """Send a letter in the background; tells the log what failed."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._serve, name="mail", daemon=True)
                self._thread.start()
        try:
            self._waiting.put_nowait(letter)
        except queue.Full:
            log.error("mail dropped: too many letters wait", extra={"subject": letter.subject})

    def deliver(self, letter: Letter) -> None:
        """Send a letter before this returns. Raises ServiceUnavailable when it is not taken,
        MailServerAway when nobody is there to take it.
        """
        try:
            self._deliver(_message(letter, self._sender))
        except (OSError, ValueError) as error:  # what smtplib raises is an OSError
            away = isinstance(error, OSError) and not _answered(error)
            raise (MailServerAway if away else ServiceUnavailable)(
                f"The mail was not taken: {error}"
            ) from error

    def close(self) -> None:
        """Send what waits, then stop."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            self._waiting.put(None)
            thread.join()

    def _serve(self) -> None:
        while (letter := self._waiting.get()) is not None:
            try:
                self._deliver(_message(letter, self._sender))
            except (OSError, ValueError):  # what smtplib raises is an OSError
                log.exception("mail not sent", extra={"subject": letter.subject})


def open_mailer(url: str) -> Post:
    """What sends mail by way of `url`.

    `file:///folder` writes each letter into a file; `smtp://user:password@host:port?from=me@here`
    sends it (encrypted by STARTTLS; `smtps://` encrypts from the start, `&security=none` does not).
    Raises InvalidInput for a URL of another kind.
    """
    parts = urlsplit(url)
    options = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.scheme == "file":
        return Post(
            _into_folder(Path(unquote(parts.path))), options.get("from", "gofigr@localhost")
        )
    security = options.get("security", "starttls")
    if parts.scheme in ("smtp", "smtps") and parts.hostname and security in ("starttls", "none"):
        sender = options.get("from") or f"gofigr@{parts.hostname}"
        return Post(_by_smtp(url, starttls=security == "starttls"), sender)
    raise InvalidInput(
        "The address of the mail server is of an unknown kind.",
        hint="It looks like smtp://user:password@host:587?from=gofigr@host or file:///folder.",
        field="mail_url",
    )


def _answered(error: OSError) -> bool:
    """Whether a mail server said something about a letter."""
    import smtplib

    return isinstance(error, smtplib.SMTPResponseException | smtplib.SMTPRecipientsRefused)


def _into_folder(folder: Path) -> Deliver:
    def deliver(message: EmailMessage) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / f"{uuid4()}.eml"
        aside = path.with_suffix(".part")  # whoever collects letters finds whole ones only
        aside.touch(mode=0o600)
        aside.write_bytes(message.as_bytes())
        aside.replace(path)

    return deliver


def _by_smtp(url: str, *, starttls: bool) -> Deliver:
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (465 if parts.scheme == "smtps" else 587)

    def deliver(message: EmailMessage) -> None:
        import smtplib
        import ssl

        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            with smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=context) as smtp:
                _hand_over(smtp, message, parts.username, parts.password)
            return
        with smtplib.SMTP(host, port, timeout=TIMEOUT) as smtp:
            if starttls:
                smtp.starttls(context=context)
            _hand_over(smtp, message, parts.username, parts.password)

    return deliver


def _hand_over(smtp: SMTP, message: EmailMessage, user: str | None, password: str | None) -> None:
    if user:
        smtp.login(unquote(user), unquote(password or ""))
    smtp.send_message(message)


def _message(letter: Letter, sender: str) -> EmailMessage:
    from email.message import EmailMessage
    from email.policy import SMTP

    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = letter.to
    message["Subject"] = " ".join(letter.subject.split())
    message.set_content(letter.text)
    if letter.html is not None:
        message.add_alternative(letter.html, subtype="html")
    if letter.unsubscribe is not None:
        message["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message
