"""Numbers, units and lists as people read them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from math import floor, isfinite, log10

BEGINNING = datetime(1970, 1, 1)  # days without a zone, as they are kept
DIGITS = 4
DIGITS_OF_SPAN = 3
MOST_DIGITS = 15
MOST_LISTED = 6
UNIT = re.compile(r"^(?P<name>.*\S)\s+(?:\((?P<round>[^()]+)\)|\[(?P<square>[^\[\]]+)\])\s*$", re.S)
FRACTION = re.compile(r"^(?P<name>.*\S)\s+/\s+(?P<unit>\S+)$", re.S)


def number(value: float, span: float = 0.0) -> str:
    """A number with four significant digits; whole ones in full, with commas from 10,000 on.

    One of several that lie close together, `span` apart at most, has the digits that tell it from
    the others: 2020.25 among the quarters of a year.
    """
    if not isfinite(value):
        return "unknown"
    if value == int(value) and abs(value) < 1e12:
        return f"{int(value):,}" if abs(value) >= 10_000 else str(int(value))
    text = f"{value:.{_digits(value, span)}g}"
    if "e" in text and 1e-4 <= abs(value) < 1e12:
        text = f"{float(text):,.0f}"
    return text


def _digits(value: float, span: float) -> int:
    if not (value and span and isfinite(span)):
        return DIGITS
    further = floor(log10(abs(value))) - floor(log10(span))
    return min(MOST_DIGITS, max(DIGITS, DIGITS_OF_SPAN + further))


def interval(low: float, high: float) -> str:
    """An interval in words."""
    return f"95 % interval {number(low)} to {number(high)}"


def date(days: float) -> str:
    """Days since 1970 as a date, with its time where it has one."""
    try:
        at = BEGINNING + timedelta(microseconds=round(days * 86_400e6))
    except (ValueError, OverflowError):
        return number(days)
    return at.isoformat(" ", "seconds").removesuffix(" 00:00:00")


def days(text: str | None) -> float | None:
    """A date in ISO 8601 as days since 1970; None for what is none."""
    if text is None or not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (at.replace(tzinfo=None) - BEGINNING) / timedelta(days=1)


def name_and_unit(label: str) -> tuple[str, str]:
    """The two parts of a label such as "Length (mm)", "Length [mm]" or "Length / mm"."""
    found = UNIT.match(label)
    if found is not None:
        return found["name"], (found["round"] or found["square"] or "").strip()
    found = FRACTION.match(label)
    return (found["name"], found["unit"]) if found is not None else (label, "")


def listed(items: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"; of many the first and how many more."""
    every = list(items)
    if len(every) > MOST_LISTED:
        return f"{', '.join(every[: MOST_LISTED - 1])} and {len(every) - MOST_LISTED + 1} more"
    return " and ".join(filter(None, [", ".join(every[:-1]), *every[-1:]]))


def counted(count: int, noun: str) -> str:
    """ "1 point", "3 points"."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count:,} {noun if count == 1 else plural}"


def quoted(text: str) -> str:
    """A name from the figure, in quotation marks and cut where it is long."""
    short = " ".join(text.split())
    return f"“{short[:80]}…”" if len(short) > 80 else f"“{short}”"


def capital(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
