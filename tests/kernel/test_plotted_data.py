"""The data that figures show, read in the cell that shows them."""

from plotted_rows import rows_of


def test_what_a_figure_shows_goes_with_it(cells):
    cells.run("line('Trace', (5, 7))")

    (publication,) = cells.published()
    assert rows_of(publication.capture.plotted) == [
        {"axes": 1, "kind": "line", "x": 0, "y": 5},
        {"axes": 1, "kind": "line", "x": 1, "y": 7},
        {"axes": 1, "kind": "title", "text": "Trace"},
    ]


def test_each_figure_has_what_it_showed_then(cells):
    cells.run("fig = line('Once', (1, 2)); display(fig); fig.axes[0].lines[0].set_ydata([3, 4])")
    cells.run("display(fig)")

    shown = [rows_of(publication.capture.plotted)[:2] for publication in cells.published()]
    assert [[row["y"] for row in rows] for rows in shown] == [[1, 2], [3, 4]]


def test_secrets_in_texts_are_not_kept(cells):
    token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2"
    cells.run(f"line('token {token}')")

    (publication,) = cells.published()
    texts = [row.get("text", "") for row in rows_of(publication.capture.plotted)]
    assert not any(token in text for text in texts)
    assert any("secret removed" in text for text in texts)


def test_an_artist_that_fails_costs_a_note_and_no_figure(cells):
    cells.run(
        "from matplotlib.lines import Line2D\n"
        "class Odd(Line2D):\n"
        "    def get_xydata(self): raise RuntimeError('odd')\n"
        "fig, ax = plt.subplots(); ax.add_line(Odd([0, 1], [0, 1])); plt.close(fig)\n"
        "display(fig)"
    )

    (publication,) = cells.published()
    assert publication.capture.plotted.marks == ()
    assert publication.capture.plotted.unread == ("It could not be read: RuntimeError: odd",)


def test_the_users_own_formatter_is_not_called(cells):
    cells.run(
        "calls = []\n"
        "fig, ax = plt.subplots(); ax.plot([0, 1]); ax.set_xticks([0, 1])\n"
        "ax.xaxis.set_major_formatter(lambda x, at: calls.append(x) or str(x)); plt.close(fig)"
    )
    cells.run(
        "fig.canvas.draw(); before = len(calls); formatted = display(fig); after = len(calls)"
    )
    drawn_once = cells.shell.user_ns["after"] - cells.shell.user_ns["before"]
    cells.run("%gofigr off\nbefore = len(calls); display(fig); after = len(calls)")

    assert drawn_once == cells.shell.user_ns["after"] - cells.shell.user_ns["before"]


def test_a_figure_of_plotly_tells_its_data_itself(cells):
    cells.run("go.Figure(go.Scatter(y=[1, 2])).show('plotly_mimetype')")

    (publication,) = cells.published()
    assert publication.capture.plotted is None


def test_a_figure_that_was_kept_is_let_go_while_its_cell_still_runs(cells):
    cells.run(
        "import gc, weakref\n"
        "from IPython.display import display\n"
        "from matplotlib.figure import Figure\n"
        "figure = Figure()  # pyplot itself would hold one of its own\n"
        "axes = figure.subplots()\n"
        "axes.plot([1, 2])\n"
        "display(figure)\n"
        "alive = weakref.ref(figure)\n"
        "del figure, axes\n"
        "gc.collect()\n"
        "gone = alive() is None"
    )

    assert cells.session.screen.variables["gone"] is True
