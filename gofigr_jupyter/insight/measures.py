"""The statistics behind every sentence, from first principles.

Columns of numbers are numpy's, for a figure may have a hundred thousand points. Quantiles of
Student's t come from its distribution function, the regularized incomplete beta function (NIST
Digital Library of Mathematical Functions, 8.17 and its continued fraction 8.17.22).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atanh, copysign, exp, frexp, isfinite, ldexp, lgamma, log, log1p, nan, sqrt, tanh

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float64]
Values = Sequence[float] | Column
CONFIDENCE = 0.95
NORMAL = 1.959963984540054
"""The 97.5 % quantile of the standard normal distribution."""
TINY = 1e-300


@dataclass(frozen=True, kw_only=True)
class Summary:
    """The middle, spread and ends of some numbers. `deviation` divides by n - 1."""

    count: int
    mean: float
    median: float
    deviation: float
    low: float
    high: float
    low_at: int
    high_at: int


@dataclass(frozen=True, kw_only=True)
class Fit:
    """A straight line by ordinary least squares; `low` and `high` bound its slope."""

    slope: float
    low: float
    high: float
    intercept: float
    explained: float
    """The share of the variance that the line explains (R squared)."""
    count: int

    @property
    def is_told(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, kw_only=True)
class Difference:
    """How much one group's mean is above another's, with its interval.

    `effect` is Hedges' g, the difference in standard deviations; not a number for single values.
    """

    value: float
    low: float
    high: float
    effect: float = nan

    @property
    def is_told(self) -> bool:
        """Whether the interval leaves zero out."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, kw_only=True)
class Correlation:
    """Pearson's coefficient with its interval."""

    value: float
    low: float
    high: float
    count: int


def column(values: Values) -> Column:
    """The values as a column."""
    return np.asarray(values, np.float64)


def known(values: Values) -> Column:
    """Those of the values that are numbers."""
    found = column(values)
    return found[np.isfinite(found)]


def span(values: Values) -> float:
    """How far apart the least and the largest are; 0 of nothing."""
    found = known(values)
    return float(found.max() - found.min()) if len(found) else 0.0


def summary(values: Values) -> Summary | None:
    """The summary of what is known of `values`, with the places of the ends; None of nothing."""
    found = column(values)
    places = np.flatnonzero(np.isfinite(found))
    if not len(places):
        return None
    numbers = found[places]
    low_at, high_at = int(places[numbers.argmin()]), int(places[numbers.argmax()])
    unit = _unit(numbers)
    return Summary(
        count=len(numbers),
        mean=mean(numbers),
        median=quantile(np.sort(numbers), 0.5),
        deviation=sqrt(variance(numbers / unit)) * unit,
        low=float(found[low_at]),
        high=float(found[high_at]),
        low_at=low_at,
        high_at=high_at,
    )


def mean(numbers: Values) -> float:
    """The arithmetic mean; of equal numbers that number, without an error of rounding."""
    found = column(numbers)
    unit = _unit(found)
    return float(found[0] if _is_constant(found) else (found / unit).mean() * unit)


def variance(numbers: Values) -> float:
    """The sample variance (n - 1); 0 of a single number, and of equal ones."""
    found = column(numbers)
    return 0.0 if len(found) < 2 or _is_constant(found) else float(found.var(ddof=1))


def _is_constant(found: Column) -> bool:
    return len(found) > 0 and bool((found == found[0]).all())


def _unit(*columns: Column) -> float:
    """The power of two that measures them, so that no square or sum overflows.

    Dividing by it and multiplying again rounds nothing.
    """
    largest = max((float(np.abs(found).max()) for found in columns if len(found)), default=0.0)
    return ldexp(1.0, frexp(largest)[1] - 1) if largest else 1.0


def quantile(ordered: Values, share: float) -> float:
    """Between the two nearest of `ordered`, linearly (Hyndman and Fan 1996, type 7)."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return float(ordered[below] + (place - below) * (ordered[above] - ordered[below]))


def outliers(values: Values) -> tuple[list[int], float, float] | None:
    """Places of values outside Tukey's fences, with the fences; None for fewer than eight.

    The fences lie 1.5 interquartile ranges below the first and above the third quartile (Tukey
    1977, Exploratory Data Analysis).
    """
    ordered = np.sort(known(values))
    if len(ordered) < 8:
        return None
    first, third = quantile(ordered, 0.25), quantile(ordered, 0.75)
    reach = 1.5 * (third - first)
    low, high = first - reach, third + reach
    found = column(values)
    return np.flatnonzero((found < low) | (found > high)).tolist(), low, high


def fit(x: Values, y: Values) -> Fit | None:
    """The line through the points that are known; None for fewer than three, or one place only.

    The slope is Sxy / Sxx, its interval t(0.975, n - 2) times sqrt(residual variance / Sxx) to
    either side (Draper and Smith, Applied Regression Analysis, chapter 1).
    """
    xs, ys = pairs(x, y)
    if len(xs) < 3:
        return None
    x_mean, y_mean = mean(xs), mean(ys)
    x_gaps, y_gaps = xs - x_mean, ys - y_mean
    x_unit, y_unit = _unit(x_gaps), _unit(y_gaps)
    x_gaps, y_gaps = x_gaps / x_unit, y_gaps / y_unit
    xx = float((x_gaps**2).sum())
    if xx <= 0:
        return None
    slope = float((x_gaps * y_gaps).sum()) / xx
    yy = float((y_gaps**2).sum())
    rest = float(((y_gaps - slope * x_gaps) ** 2).sum())
    reach = t_quantile(len(xs) - 2) * sqrt(rest / (len(xs) - 2) / xx)
    unit = y_unit / x_unit
    return Fit(
        slope=slope * unit,
        low=(slope - reach) * unit,
        high=(slope + reach) * unit,
        intercept=y_mean - slope * unit * x_mean,
        explained=1 - rest / yy if yy > 0 else nan,
        count=len(xs),
    )


def correlation(line: Fit) -> Correlation | None:
    """Pearson's r with Fisher's interval, tanh(atanh(r) ± 1.96 / sqrt(n - 3)); None below four."""
    if line.count < 4 or not isfinite(line.explained):
        return None
    r = copysign(sqrt(max(0.0, line.explained)), line.slope)
    if abs(r) > 1 - 1e-12:
        return Correlation(value=r, low=r, high=r, count=line.count)
    reach = NORMAL / sqrt(line.count - 3)
    return Correlation(
        value=r, low=tanh(atanh(r) - reach), high=tanh(atanh(r) + reach), count=line.count
    )


def difference(one: Values, other: Values) -> Difference | None:
    """The mean of `one` minus that of `other`, by Welch; None for groups of a single number.

    The interval has the degrees of freedom of Welch and Satterthwaite; the effect is Hedges' g
    with the correction 1 - 3 / (4 df - 1).
    """
    a, b = known(one), known(other)
    if len(a) < 2 or len(b) < 2:
        return None
    unit = _unit(a, b)
    a, b = a / unit, b / unit
    value = mean(a) - mean(b)
    va, vb = variance(a) / len(a), variance(b) / len(b)
    if va + vb <= 0:
        return Difference(value=value * unit, low=value * unit, high=value * unit)
    freedom = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    reach = t_quantile(freedom) * sqrt(va + vb)
    both = len(a) + len(b) - 2
    pooled = ((len(a) - 1) * variance(a) + (len(b) - 1) * variance(b)) / both
    effect = value / sqrt(pooled) * (1 - 3 / (4 * both - 1))
    low, high = (value - reach) * unit, (value + reach) * unit
    return Difference(value=value * unit, low=low, high=high, effect=effect)


def paired(one: Values, other: Values) -> Difference | None:
    """The mean of the differences at the same places, with Student's interval; None below three."""
    first, second = pairs(one, other)
    gaps = first - second
    if len(gaps) < 3:
        return None
    unit = _unit(gaps)
    value = mean(gaps / unit)
    reach = t_quantile(len(gaps) - 1) * sqrt(variance(gaps / unit) / len(gaps))
    low, high = (value - reach) * unit, (value + reach) * unit
    return Difference(value=value * unit, low=low, high=high)


def direction(values: Values) -> str:
    """How the numbers follow each other: one of the words in `single.DIRECTIONS`."""
    steps = np.diff(column(values))
    for word, holds in (
        ("constant", steps == 0),
        ("rising", steps > 0),
        ("falling", steps < 0),
        ("never falling", steps >= 0),
        ("never rising", steps <= 0),
    ):
        if holds.all():
            return word
    return "mixed"


@lru_cache(maxsize=1024)
def t_quantile(freedom: float) -> float:
    """The 97.5 % quantile of Student's t.

    Above a hundred degrees of freedom by Fisher's expansion (Abramowitz and Stegun 26.7.5).
    """
    if freedom > 100:
        z, n = NORMAL, freedom
        first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
        third = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
        return z + first / n + second / n**2 + third / n**3
    low, high = 0.0, 2.0
    while _t_between(high, freedom) < CONFIDENCE:
        high *= 2
    for _ in range(50):
        middle = (low + high) / 2
        if _t_between(middle, freedom) < CONFIDENCE:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _t_between(t: float, freedom: float) -> float:
    """The probability between -t and t."""
    return 1 - _beta(freedom / 2, 0.5, freedom / (freedom + t * t))


def _beta(a: float, b: float, x: float) -> float:
    """The regularized incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(b, a, 1 - x)
    front = lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)
    return exp(front) / (a * _fraction(a, b, x))


def _fraction(a: float, b: float, x: float) -> float:
    """The continued fraction 1 + d1 / (1 + d2 / (1 + ...)) of DLMF 8.17.22, from the back."""
    value = 1.0
    for step in range(80, 0, -1):
        half = step // 2
        if step % 2:
            part = -(a + half) * (a + b + half) * x / ((a + step - 1) * (a + step))
        else:
            part = half * (b - half) * x / ((a + step - 1) * (a + step))
        value = 1 + part / (value or TINY)
    return value


def pairs(x: Values, y: Values) -> tuple[Column, Column]:
    """The places and values of which both are known."""
    count = min(len(x), len(y))
    xs, ys = column(x)[:count], column(y)[:count]
    both = np.isfinite(xs) & np.isfinite(ys)
    return xs[both], ys[both]
