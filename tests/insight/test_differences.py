"""What changed between two revisions is told in numbers, from the data that they show."""

import pytest
from kept_charts import drawn

from gofigr_jupyter.insight.differences import differences


def line(values, name="signal", **labels):
    def draw(axes):
        axes.plot(range(len(values)), values, label=name)
        axes.set(**labels)

    return drawn(draw)


def told(before, after):
    return [fact.text for fact in differences(before, after)]


def test_nothing_is_told_of_figures_that_are_alike():
    assert told(line([1, 2, 3]), line([1, 2, 3])) == []


def test_values_that_changed_are_counted_and_the_largest_step_is_named():
    facts = differences(line([1, 2, 3, 4]), line([1, 2, 5, 4.5]))

    assert facts[0].text == (
        "“signal”: 2 of 4 values changed; the largest step is +2, at x = 2 (from 3 to 5)."
    )
    assert facts[0].numbers == {
        "before": 4,
        "after": 4,
        "changed": 2,
        "gone": 0,
        "new": 0,
        "largest": 2,
        "mean_change": 1.25,
    }
    assert facts[1].text == "“signal”: the mean went from 2.5 to 3.125 (+0.625, 25 %)."
    assert facts[2].numbers["change"] == pytest.approx(0.35)


def test_values_that_come_and_go_are_counted():
    (first, *_) = told(line([1, 2, 3]), line([1, 2, 3, 4, 5]))

    assert first == "“signal”: 0 of 3 values changed and 2 values came."


def test_missing_values_keep_the_others_in_place():
    nan = float("nan")

    (first, *_) = told(line([nan, 2, 3, 4]), line([nan, 2, 3, 9]))

    assert (
        first == "“signal”: 1 of 3 values changed; the largest step is +5, at x = 3 (from 4 to 9)."
    )


def test_series_that_come_and_go_and_new_labels_are_told():
    before, after = line([1, 2], name="a", xlabel="t (s)"), line([1, 2], name="b", xlabel="t (ms)")

    assert told(before, after) == [
        "Before: this is a line chart with 1 named series: “a”. "
        "Now: this is a line chart with 1 named series: “b”.",
        "The label of the x axis was “t (s)” and is now “t (ms)”.",
        "“a” is no longer shown (2 points).",
        "“b” is new (2 points).",
    ]


def test_categories_are_compared_by_name():
    before = drawn(lambda axes: axes.bar(["oak", "elm"], [3, 5]))
    after = drawn(lambda axes: axes.bar(["elm", "ash"], [6, 1]))

    assert told(before, after)[:3] == [
        "Gone from the x axis: “oak”.",
        "New on the x axis: “ash”.",
        "The set of bars: 1 of 1 value changed, 1 value went and 1 value came; "
        "the largest step is +1, at “elm” (from 5 to 6).",
    ]
