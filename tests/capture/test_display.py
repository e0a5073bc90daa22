"""The two hooks, with real cells in a real shell: each figure once, when it is really shown."""

import threading

import pytest
from IPython.core.pylabtools import select_figure_formats

from gofigr_jupyter.capture.display import DisplayHooks

SETUP = """
from IPython.display import display, update_display, HTML, SVG, Image
import matplotlib.pyplot as plt
import plotly.graph_objects as go
def line(title="A line", **kw):
    fig, ax = plt.subplots(figsize=(1, 1)); ax.plot([1, 2]); ax.set_title(title)
    return fig
scatter = go.Figure(go.Scatter(y=[1, 2]), layout_title_text="A scatter")
"""


class Listener:
    def __init__(self):
        self.displays = []
        self.hidden_displays = []

    def displayed(self, display):
        self.displays.append(display)

    def hidden(self, display):
        self.hidden_displays.append(display)

    @property
    def titles(self):
        return [display.title for display in self.displays]


class Hooked:
    def __init__(self, shell):
        self.shell = shell
        self.listener = Listener()
        self.errors = []
        self.hooks = DisplayHooks(shell, listener=self, guard=self.guard)
        self.hooks.install()
        shell.events.register("post_run_cell", self.settle)

    def displayed(self, display):
        self.listener.displayed(display)

    def hidden(self, display):
        self.listener.hidden(display)

    def guard(self, step):
        try:
            step()
        except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            self.errors.append(error)

    def settle(self, result):
        self.guard(self.hooks.settle)

    def run(self, source):
        result = self.shell.run_cell(source, store_history=True)
        assert result.success
        assert self.errors == []
        return self.listener


@pytest.fixture
def hooked(shell):
    import plotly.io

    shell.run_cell(SETUP)
    plotly.io.renderers.default = "plotly_mimetype"
    hooked = Hooked(shell)
    yield hooked
    hooked.hooks.remove()
    shell.events.unregister("post_run_cell", hooked.settle)
    plotly.io.renderers.default = None


SHOWN = {
    "display": ("fig = line(); plt.close(fig); display(fig)", ["A line"]),
    "inline flush": ("line();", ["A line"]),
    "plt.show": ("line(); plt.show()", ["A line"]),
    "closed figure as last expression": ("fig = line(); plt.close(fig); fig", ["A line"]),
    "open figure as last expression, shown twice": ("line()", ["A line", "A line"]),
    "several in one cell": ("line('a'); line('b'); plt.show()", ["a", "b"]),
    "two at once": ("a, b = line('a'), line('b'); plt.close('all'); display(a, b)", ["a", "b"]),
    "plotly as last expression": ("scatter", ["A scatter"]),
    "plotly by show": ("scatter.show()", ["A scatter"]),
    "plotly by display": ("display(scatter)", ["A scatter"]),
    "SVG": ("SVG('<svg></svg>')", [None]),
    "Image": ("Image(data=b'\\x89PNG\\r\\n\\x1a\\n')", [None]),
    "raw bundle": ("display({'image/png': 'aGk='}, raw=True)", [None]),
    "HTML that draws": ("HTML('<div class=\"folium-map\">')", [None]),
    "no figure": ("plt.close('all'); display(1, HTML('<b>x</b>')); 'text'", []),
    "an expression with a semicolon": ("fig = line(); plt.close(fig)\nfig;", []),
    "formatted, not shown": ("get_ipython().display_formatter.format(scatter.data); None", []),
    "an exception later": (
        "fig = line(); plt.close(fig); display(fig)\ntry: 1/0\nexcept ZeroDivisionError: pass",
        ["A line"],
    ),
}


@pytest.mark.parametrize(("source", "titles"), SHOWN.values(), ids=SHOWN)
def test_a_figure_is_announced_when_it_is_shown_and_once(hooked, source, titles):
    assert hooked.run(source).titles == titles


class Follower(Listener):
    """Answers each figure with a line of its own, and breaks down after it if told to."""

    def __init__(self, hooked, *, breaks=False):
        super().__init__()
        self._hooks = hooked.hooks
        self._breaks = breaks

    def displayed(self, display):
        super().displayed(display)
        self._hooks.show({"text/plain": f"kept {display.title}"}, display_id="line")
        if self._breaks:
            raise LookupError


@pytest.fixture
def sent(hooked):
    """What the shell publishes, in order."""
    sent = []

    def publish(data, *args, **more):
        sent.append(data)
        if "image/jpeg" in data:
            raise OSError

    publisher = hooked.shell.display_pub
    hooked.hooks.remove()
    before, publisher.publish = publisher.publish, publish
    hooked.hooks.install()
    yield sent
    hooked.hooks.remove()
    publisher.publish = before


@pytest.mark.parametrize("breaks", [False, True], ids=["", "also when the listener breaks"])
def test_what_is_shown_of_a_figure_follows_it(hooked, sent, breaks):
    hooked.listener = Follower(hooked, breaks=breaks)
    hooked.shell.run_cell("scatter.show()")

    assert [data.get("text/plain") for data in sent] == [None, "kept A scatter"]
    assert "application/vnd.plotly.v1+json" in sent[0]


def test_a_figure_that_cannot_be_sent_is_kept_all_the_same(hooked, sent):
    hooked.listener = follower = Follower(hooked)
    hooked.shell.run_cell("display({'image/jpeg': 'aGk='}, raw=True)")
    hooked.shell.run_cell("scatter.show()")

    assert follower.titles == [None, "A scatter"]
    assert [data.get("text/plain") for data in sent] == [None, "kept None", None, "kept A scatter"]


def test_an_update_is_announced_when_the_cell_ends_with_its_last_state(hooked):
    source = """
fig = line(); plt.close(fig)
display(fig, display_id="d")
for title in ("changed", "changed again"):
    fig.axes[0].set_title(title)
    update_display(fig, display_id="d")
"""
    assert hooked.run(source).titles == ["A line", "changed again"]


def test_what_is_captured_by_the_user_is_hidden_and_not_announced(hooked):
    listener = hooked.run("%%capture\nfig = line(); plt.close(fig); display(fig)\nfig")

    assert listener.titles == []
    assert [display.title for display in listener.hidden_displays] == ["A line", "A line"]


def test_what_was_captured_is_announced_when_it_is_shown_later(hooked):
    hooked.run("%%capture out\nfig = line(); plt.close(fig); display(fig)")

    assert len(hooked.run("out.show()").displays) == 1


def test_a_figure_shown_inside_the_display_of_another_object_is_announced_once(hooked):
    source = """
class Card:
    def _repr_html_(self):
        display(fig)
        return "<b>card</b>"
fig = line("inside"); plt.close(fig)
Card()
"""
    assert hooked.run(source).titles == ["inside"]


def test_a_figure_formatted_for_the_bundle_of_another_object_is_that_object(hooked):
    source = """
class Frame:
    def _repr_mimebundle_(self, include=None, exclude=None):
        return get_ipython().display_formatter.format(fig)[0]
fig = line("inside"); plt.close(fig)
Frame()
"""
    displays = hooked.run(source).displays

    assert [type(display.shown).__name__ for display in displays] == ["Frame"]


def test_a_figure_from_a_thread_is_announced(hooked):
    hooked.run("fig = line('from a thread'); plt.close(fig)")
    thread = threading.Thread(
        target=hooked.shell.user_ns["display"], args=[hooked.shell.user_ns["fig"]]
    )
    thread.start()
    thread.join()

    assert hooked.listener.titles == ["from a thread"]


def test_the_bytes_are_those_that_were_displayed(hooked):
    hooked.run(
        "fig = line(); plt.close(fig); bundle = get_ipython().display_formatter.format(fig)[0]"
    )
    listener = hooked.run("display(fig)")

    import base64

    shown = base64.b64decode(hooked.shell.user_ns["bundle"]["image/png"])
    assert [r.data for r in listener.displays[0].renderings()] == [shown]


def test_retina_and_several_formats_at_once_are_all_kept(hooked):
    select_figure_formats(hooked.shell, {"retina", "svg", "pdf", "jpeg"})
    listener = hooked.run("fig = line(); plt.close(fig); fig")

    assert [rendering.mime for rendering in listener.displays[0].renderings()] == [
        "image/png",
        "image/jpeg",
        "image/svg+xml",
        "application/pdf",
    ]


def test_a_figure_that_cannot_be_drawn_is_announced_as_failed(hooked, capsys):
    hooked.shell.run_cell("%xmode Minimal")
    source = "fig = line(r'$\\frac{1$'); plt.close(fig); fig"
    hooked.shell.run_cell(source, store_history=True)

    assert [display.failed for display in hooked.listener.displays] == [True]


def test_an_empty_figure_has_nothing_to_see(hooked):
    listener = hooked.run("fig = plt.figure(); plt.close(fig); fig")

    assert [(d.failed, d.renderings()) for d in listener.displays] == [(False, ())]


def test_a_display_without_pictures_is_drawn_once(hooked):
    hooked.shell.display_formatter.active_types = ["text/plain"]
    listener = hooked.run("fig = line(); plt.close(fig); fig")
    hooked.shell.display_formatter.active_types = hooked.shell.display_formatter.format_types

    assert [r.mime for r in listener.displays[0].renderings()] == ["image/png"]


def test_removing_the_hooks_leaves_the_shell_as_it_was(shell):
    before = dict(vars(shell.display_formatter)), dict(vars(shell.display_pub))
    hooks = DisplayHooks(shell, listener=Listener(), guard=lambda step: step())
    hooks.install()
    hooks.install()

    hooks.remove()

    assert (dict(vars(shell.display_formatter)), dict(vars(shell.display_pub))) == before
