"""What is said of figures is true: their numbers are known, and read from what is kept."""

import numpy as np
import pytest
from insight_figures import FIGURES
from kept_charts import drawn

from gofigr_jupyter.insight.fact import Topic
from gofigr_jupyter.insight.facts import facts_of


def holds(fact, topic, series, numbers):
    about = series in fact.series if series else True
    same = all(fact.numbers.get(k) == pytest.approx(v, rel=1e-5) for k, v in numbers.items())
    return fact.topic == topic and about and same


@pytest.mark.parametrize("name", FIGURES)
def test_the_numbers_of_a_figure_are_true(name):
    chart, truths = FIGURES[name]

    facts = facts_of(chart())

    untold = [truth for truth in truths if not any(holds(fact, *truth) for fact in facts)]
    assert untold == [], "\n".join(f"{f.topic} {f.series} {dict(f.numbers)}" for f in facts)


def test_equal_values_differ_from_others_without_an_error_of_rounding():
    def draw(axes):
        axes.scatter(range(10), [0.1] * 10, label="p")
        axes.scatter(range(10), [0.3] * 10, label="q")

    (told,) = [fact for fact in facts_of(drawn(draw)) if fact.topic is Topic.GROUPS]

    assert told.text == "The mean of “q” is 0.2 above that of “p” (95 % interval 0.2 to 0.2)."


def sloped(size):
    def draw(axes):
        places = np.arange(12)
        values = (2 * places + np.tile([0.5, -0.5], 6)) * size
        axes.plot(places, values, label="p")
        axes.plot(places, values[::-1] + 9 * size, label="q")

    return facts_of(drawn(draw))


@pytest.mark.parametrize("size", [1e-200, 1e200])
@pytest.mark.parametrize(
    ("topic", "names"),
    [
        (Topic.CENTER, ["mean", "deviation"]),
        (Topic.TREND, ["slope", "low", "high", "intercept"]),
        (Topic.GROUPS, ["difference", "low", "high"]),
    ],
)
def test_numbers_whose_squares_no_float_holds_are_told_as_others(topic, names, size):
    sized = [fact.numbers for fact in sloped(size) if fact.topic is topic]
    plain = [fact.numbers for fact in sloped(1.0) if fact.topic is topic]

    assert len(sized) == len(plain) > 0
    for found, expected in zip(sized, plain, strict=True):
        assert [found[n] / size for n in names] == pytest.approx([expected[n] for n in names])
