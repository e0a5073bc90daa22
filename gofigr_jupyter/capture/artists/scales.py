"""What the numbers of an axis mean: categories that stand at them, or dates."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import numpy as np
from matplotlib import category, ticker

from gofigr_jupyter.capture.artists.found import Array
from gofigr_jupyter.capture.plotted import Scale

MOST_NAMES = 1000
DATE_CONVERTERS = ("DateConverter", "ConciseDateConverter", "_SwitchableDateConverter")
PANDAS_DATE_CONVERTERS = ("DatetimeConverter",)


def scale(axis: Any) -> Scale:
    """What the numbers of `axis` mean."""
    return Scale(label=axis.label.get_text(), names=_names(axis), dates=_are_dates(axis))


def days(axis: Any, values: Array) -> Array:
    """`values` of an axis of dates as days since 1970."""
    frequency = getattr(axis, "freq", None)
    pandas = sys.modules.get("pandas")
    if frequency is not None and pandas is not None:  # pandas draws periods by their ordinals
        known = np.isfinite(values)
        periods = pandas.PeriodIndex.from_ordinals(values[known].astype("int64"), freq=frequency)
        found = np.full(values.shape, np.nan)
        found[known] = periods.to_timestamp().to_numpy("datetime64[us]").astype("int64") / 86_400e6
        return found
    dates = sys.modules["matplotlib.dates"]
    since = np.datetime64(dates.get_epoch()) - np.datetime64("1970-01-01")
    return values + since / np.timedelta64(1, "D") if since else values


def _are_dates(axis: Any) -> bool:
    if getattr(axis, "freq", None) is not None:
        return True
    current = getattr(axis, "get_converter", None)  # matplotlib before 3.10 has only the attribute
    converter = current() if current is not None else axis.converter
    return type(converter).__name__ in (*DATE_CONVERTERS, *PANDAS_DATE_CONVERTERS)


def _names(axis: Any) -> dict[float, str]:
    locator, formatter = axis.get_major_locator(), axis.get_major_formatter()
    if isinstance(formatter, ticker.FuncFormatter):
        if not isinstance(formatter.func, partial):  # made by matplotlib of given labels
            return {}  # the user's own function, which is not ours to call
    elif not isinstance(formatter, category.StrCategoryFormatter | ticker.FixedFormatter):
        return {}
    if not isinstance(locator, category.StrCategoryLocator | ticker.FixedLocator):
        return {}
    places = locator.tick_values(0, 0)[:MOST_NAMES]
    names = {float(place): str(formatter(place, at)) for at, place in enumerate(places)}
    return {place: name for place, name in names.items() if name and not _says(name, place)}


def _says(name: str, place: float) -> bool:
    try:
        return float(name) == place
    except ValueError:
        return False
