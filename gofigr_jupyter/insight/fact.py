"""Fact: something that is true of a figure, with the numbers that it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Topic(StrEnum):
    """What a fact is about."""

    KIND = "kind"
    TITLE = "title"
    AXIS = "axis"
    TEXTS = "texts"
    COUNT = "count"
    RANGE = "range"
    CENTER = "center"
    MAXIMUM = "maximum"
    MINIMUM = "minimum"
    TREND = "trend"
    DIRECTION = "direction"
    CORRELATION = "correlation"
    OUTLIERS = "outliers"
    MISSING = "missing"
    GROUPS = "groups"
    SHARE = "share"
    ERRORS = "errors"
    LIMITS = "limits"
    CHANGE = "change"
    CODE = "code"
    DATA = "data"
    ORIGIN = "origin"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A sentence that is true, its numbers by name, and how they were worked out.

    `series` are the names of what it is about, empty for the whole figure.
    """

    topic: Topic
    text: str
    numbers: Mapping[str, float] = field(default_factory=dict)
    method: str = ""
    series: tuple[str, ...] = ()
