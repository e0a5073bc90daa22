"""Charts as the service reads them: drawn, captured, packed and kept, then read from the file."""

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

from gofigr_jupyter.capture.backends.matplotlib import drawing
from gofigr_jupyter.capture.plotted import Bounds
from gofigr_jupyter.delivery.plotted.table import table_of
from gofigr_jupyter.insight.reading import chart_of
from gofigr_jupyter.insight.table import read_table

PLENTY = Bounds(bytes=10_000_000, rows=200_000)


def kept(plotted):
    """The chart that is read from the table in which `plotted` is kept."""
    return chart_of(read_table(table_of(plotted)), unread=plotted.unread)


def table_drawn(draw):
    """The file that is kept of what `draw` draws into axes."""
    figure, axes = plt.subplots()
    try:
        draw(axes)
        figure.canvas.draw()
        return table_of(drawing(figure).packed(PLENTY))
    finally:
        plt.close(figure)


def drawn(draw):
    """The chart of what `draw` draws into axes."""
    return chart_of(read_table(table_drawn(draw)))
