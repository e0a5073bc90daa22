"""The service's log: one small file in the data folder."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

LARGEST = 1024 * 1024
STANDARD = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "color_message"}


def log_to(path: Path) -> logging.Handler:
    """Write what the service logs to `path`, which is kept small. Returns the handler."""
    handler = RotatingFileHandler(
        path, maxBytes=LARGEST, backupCount=1, encoding="utf-8", delay=True
    )
    handler.setFormatter(Facts("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for chatty in ("httpx", "httpcore", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    return handler


class Facts(logging.Formatter):
    """An event and its facts, on one line."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line without a traceback."""
        facts = {key: value for key, value in vars(record).items() if key not in STANDARD}
        told = "".join(f" {key}={value!r}" for key, value in facts.items())
        return super().formatMessage(record) + told
