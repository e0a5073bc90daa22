"""Times as requests write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain.model import Moment

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def moment(text: str, *, field: str, without_offset: bool = False) -> Moment:
    """The time that `text` tells. Raises InvalidInput when it is none.

    One without an offset is refused, or taken as UTC on request: public clients send such times.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is not None and time.tzinfo is None:
        time = time.replace(tzinfo=UTC) if without_offset else None
    if time is None:
        raise InvalidInput(
            f"{text[:60]!r} is not a time{'' if without_offset else ' with an offset'}.",
            hint="Write it like 2026-11-21T21:26:50+00:00.",
            field=field,
        )
    return Moment((time - _EPOCH) // timedelta(microseconds=1))
