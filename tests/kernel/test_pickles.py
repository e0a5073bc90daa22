"""What a kernel writes down for further pictures: pickles, taken while no cell runs."""

import pickle

import matplotlib.pyplot as plt
import pytest

from gofigr_jupyter.kernel.data import pickles
from gofigr_jupyter.kernel.data.pickles import Interrupted, NotPickled, pickled
from gofigr_jupyter.publishing.pending import PendingFolder
from gofigr_jupyter.publishing.pictures import Pictures


@pytest.fixture
def waiting(cells):
    """Runs cells with pickles on; what was written down after them."""
    cells.session.configure({"keep_pickle": True})

    def run(*sources):
        for source in sources:
            cells.run(source)
        cells.session.finish(10)
        return PendingFolder(cells.place.pictures, Pictures).waiting()

    return run


@pytest.fixture
def figure():
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    yield figure
    plt.close(figure)


def never():
    return False


def test_a_figure_that_was_shown_is_pickled_with_what_can_draw_it(waiting):
    (pictures,) = waiting("line('A line', [1, 3])")

    figure = pickle.loads(pictures.pickled.data)
    (drawn,) = figure.axes[0].lines
    assert drawn.get_ydata().tolist() == [1, 3]
    assert pictures.pickled.formats == ("svg", "pdf")
    assert pictures.note is None


def test_nothing_is_pickled_unless_the_user_wants_it(cells, waiting):
    cells.session.configure({"keep_pickle": False})

    assert waiting("line()") == []


def test_figures_that_another_service_keeps_are_not_pickled(cells, waiting):
    cells.session.configure({"url": "https://figures.example", "api_key": "k"})

    assert waiting("line()") == []


def test_figures_of_other_libraries_are_not_pickled(waiting):
    assert waiting("display(go.Figure(go.Bar(y=[1])))") == []


def test_a_figure_that_changed_after_it_was_shown_is_not_pickled(waiting):
    (pictures,) = waiting("shown = line('A line'); display(shown); shown.axes[0].plot([5, 6])")

    assert pictures.pickled is None
    assert pictures.note == "the figure was changed after it had been shown"


def test_a_figure_that_a_later_cell_leaves_alone_is_pickled(waiting):
    (pictures,) = waiting("shown = line('A line'); display(shown)", "x = 1")

    assert pictures.pickled is not None


def test_a_figure_that_cannot_be_pickled_says_why(waiting):
    (pictures,) = waiting("shown = line(); shown.mine = (n for n in [1]); display(shown)")

    assert pictures.note.startswith("it cannot be pickled: ")


def test_a_strip_alone_needs_no_pickle(cells, waiting):
    settings = {"keep_pickle": False, "watermark": True, "watermark_url": "https://lab.example"}
    cells.session.configure(settings)

    (pictures,) = waiting("display(go.Figure(go.Bar(y=[1])))")

    assert (pictures.watermark, pictures.at) == (True, "https://lab.example")
    assert pictures.pickled is None


def test_pickling_stops_when_a_cell_wants_to_run(figure):
    with pytest.raises(Interrupted):
        pickled(figure, formats=(), interrupted=lambda: True)


def test_a_pickle_over_the_limit_is_given_up(figure):
    figure.axes[0].imshow(bytearray_image(pickles.MOST_BYTES + 1))

    with pytest.raises(NotPickled, match="over the limit of 32 MiB"):
        pickled(figure, formats=(), interrupted=never)


def bytearray_image(size):
    import numpy as np

    return np.zeros((1, size), dtype="uint8")
