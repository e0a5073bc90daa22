"""What is said of figures is true: their numbers are known, and read from what is kept."""

import pytest
from insight_figures import FIGURES

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
