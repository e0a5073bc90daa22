"""Times and sizes as people say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time for a page: for machines, in full, and as people say it."""

    iso: str
    exact: str
    spoken: str


def moment(time: datetime, *, now: datetime) -> Moment:
    """`time` as seen from `now`, both with a time zone; told in the zone of `now`."""
    local = time.astimezone(now.tzinfo)
    exact = f"{local.day} {_MONTHS[local.month - 1]} {local.year}, {local:%H:%M:%S %Z}".strip()
    return Moment(iso=time.isoformat(timespec="seconds"), exact=exact, spoken=_spoken(local, now))


def stamped(at: int, *, now: datetime) -> Moment:
    """The stored time `at` (microseconds since 1970) as seen from `now`."""
    return moment(datetime.fromtimestamp(at / 1_000_000, UTC), now=now)


def _spoken(time: datetime, now: datetime) -> str:
    age = now - time
    if timedelta(minutes=-2) < age < timedelta(minutes=1):
        return "just now"
    if timedelta(0) < age < timedelta(hours=1):
        return f"{age.seconds // 60} min ago"
    days = (now.date() - time.date()).days
    if days == 0:
        return f"today {time:%H:%M}"
    if days == 1:
        return f"yesterday {time:%H:%M}"
    if 1 < days < 7:
        return f"{_DAYS[time.weekday()]} {time:%H:%M}"
    date = f"{time.day} {_MONTHS[time.month - 1]}"
    return date if time.year == now.year else f"{date} {time.year}"


def size(count: int) -> str:
    """`count` bytes in the unit that fits: `40.2 kB`."""
    if count < 1000:
        return "1 byte" if count == 1 else f"{count} bytes"
    amount = float(count)
    for unit in ("kB", "MB", "GB"):
        amount /= 1000
        if amount < 999.95:
            return f"{amount:.1f} {unit}"
    return f"{amount / 1000:.1f} TB"


def times(count: int) -> str:
    """How often: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
