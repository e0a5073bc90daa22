"""The table of idioms: the ways to show a figure in a real kernel, and what is kept of each."""

import pytest
from recall import UNTITLED, Row, a_later_session, expected_receipts, outcomes, same

SETUP = """
import asyncio, io, threading, warnings; warnings.filterwarnings("ignore")
import ipywidgets, matplotlib.pyplot as plt, plotly.graph_objects as go
from IPython.display import clear_output, display, display_png
from matplotlib.figure import Figure
from pathlib import Path
def line(title, shown=False):
    fig, ax = plt.subplots(figsize=(2, 2)); ax.plot([1, hash(title) % 1000]); ax.set_title(title)
    if not shown:
        plt.close(fig)
    return fig
def drawn(title):
    fig = Figure(figsize=(2, 2)); fig.add_subplot(title=title); return fig
f = go.Figure(go.Scatter(y=[1, 2]), layout_title_text="plotly")
Path("script.py").write_text(
    "import matplotlib.pyplot as plt\\nplt.plot([1, 9]); plt.title('script'); plt.show()"
)
Path("script2.py").write_text(
    "import matplotlib.pyplot as plt\\nplt.figure(); plt.title('flushed')"
)
Path("module_of_mine.py").write_text(
    "import matplotlib.pyplot as plt\\n"
    "def make():\\n    plt.plot([1, 11]); plt.title('module'); plt.show()"
)
out = ipywidgets.Output()
"""
PLOTLY = "application/vnd.plotly.v1+json"
NOT_DISPLAYED = "drawn, but not displayed"
TWICE = "the same picture, shown twice by this cell"
CLEARED = "cleared from the output before the cell ended"


def kept(*titles):
    return tuple((title, "matplotlib", ("png",)) for title in titles)


ROWS = {
    "last expression": Row("line('value')", kept("value")),
    "last expression of an open figure": Row(
        "line('open', shown=True)", kept("open"), told=(("seen again", "open", TWICE),)
    ),
    "with a semicolon": Row("line('semicolon');"),
    "closed before it is shown": Row("fig = line('closed')"),
    "closed, then shown": Row("fig", kept("closed")),
    "in a list": Row("[fig]"),
    "display": Row("display(line('display'))", kept("display")),
    "display_png": Row("display_png(line('display_png'))", kept("display_png")),
    "display of two": Row("display(line('first'), line('second'))", kept("first", "second")),
    "display twice": Row(
        "fig = line('twice'); display(fig); display(fig)",
        kept("twice"),
        told=(("seen again", "twice", TWICE),),
    ),
    "an edit between": Row(
        "fig = line('edited'); display(fig); fig.axes[0].plot([5, 5]); display(fig)",
        kept("edited", "edited"),
    ),
    "an edit in the next cell": Row("fig.axes[0].plot([5, 6]); fig", kept("edited")),
    "plt.show": Row("line('shown', shown=True); plt.show()", kept("shown")),
    "shown by the end of the cell": Row("_ = line('flushed', shown=True)", kept("flushed")),
    "several": Row(
        "line('one', shown=True); line('two', shown=True); plt.show()", kept("one", "two")
    ),
    "a loop with one title": Row(
        "for n in range(3):\n    plt.plot([n, 1]); plt.title('loop'); plt.show()",
        kept("loop", "loop", "loop"),
    ),
    "without a title": Row("plt.plot([1]); plt.show()", kept(UNTITLED)),
    "saved only": Row(
        "line('saved').savefig('saved.png')", kept("saved"), files={"png": "saved.png"}
    ),
    "saved only, in two formats and twice": Row(
        "fig = line('often')\nfor name in ('a.png', 'b.png', 'c.pdf', 'c.svg'): fig.savefig(name)",
        (("often", "matplotlib", ("png", "svg", "pdf")),),
        files={"png": "b.png", "svg": "c.svg", "pdf": "c.pdf"},
    ),
    "saved and shown": Row(
        "fig = line('both', shown=True); fig.savefig('both.png'); plt.show()", kept("both")
    ),
    "shown and saved": Row(
        "fig = line('both again'); display(fig); fig.savefig('both2.png')", kept("both again")
    ),
    "saved as EPS only": Row(
        "line('eps').savefig('eps.eps')",
        told=(("skipped", "eps", "only saved, as EPS, which is not kept; save a PNG or show it"),),
    ),
    "saved into memory": Row("line('memory').savefig(io.BytesIO())"),
    "plotly saved only": Row(
        "f.write_html('plotly.html')", (("plotly", "plotly", (PLOTLY,)),), live=True
    ),
    "a picture written, and no figure": Row("plt.imsave('image.png', [[1, 2], [3, 4]])"),
    "update_display": Row(
        "fig = line('updated'); handle = display(fig, display_id=True)\n"
        "for n in range(3):\n    fig.axes[0].plot([n, 7]); handle.update(fig)",
        kept("updated", "updated"),
    ),
    "an update from a later cell": Row(
        "fig.axes[0].plot([9, 9]); handle.update(fig)", kept("updated")
    ),
    "an update that changes nothing": Row(
        "handle.update(fig); handle.update(fig)", kept("updated")
    ),
    "clear_output in a loop": Row(
        "for n in range(4):\n"
        "    clear_output(wait=True); plt.plot([n, 3]); plt.title('cleared'); plt.show()",
        kept("cleared"),
        told=(("skipped", "cleared", CLEARED),),
    ),
    "clear_output after the first": Row(
        "for n in range(3):\n"
        "    plt.plot([n, 4]); plt.title('cleared later'); plt.show(); clear_output(wait=n == 2)\n"
        "line('left', shown=True); plt.show()",
        kept("cleared later", "left"),
        told=(("skipped", "cleared later", CLEARED),),
    ),
    "an Output widget": Row(
        "display(out)\nwith out:\n    line('in a widget', shown=True); plt.show()",
        kept("in a widget"),
    ),
    "an Output widget that is cleared": Row(
        "with out:\n    clear_output(wait=True); display(line('in it again'))", kept("in it again")
    ),
    "append_display_data": Row(
        "out.append_display_data(line('appended'))", kept("appended"), live=True
    ),
    "interact": Row(
        "@ipywidgets.interact(x=(0, 5))\n"
        "def g(x=1):\n    plt.plot([x, 3]); plt.title('interact'); plt.show()",
        kept("interact"),
    ),
    "an exception after it": Row("display(line('before')); 1 / 0", kept("before")),
    "an exception before the flush": Row("_ = line('still', shown=True); 1 / 0", kept("still")),
    "captured": Row(
        "%%capture captured\ndisplay(line('captured'))",
        told=(("skipped", "captured", NOT_DISPLAYED),),
    ),
    "captured, then shown": Row("captured.show()", kept("captured")),
    "a thread": Row(
        "thread = threading.Thread(target=lambda: display(drawn('thread')))\n"
        "thread.start(); thread.join()",
        kept("thread"),
    ),
    "await": Row("await asyncio.sleep(0.01); display(line('awaited'))", kept("awaited")),
    "a task": Row(
        "async def later():\n    await asyncio.sleep(0.01); display(drawn('task'))\n"
        "task = asyncio.create_task(later()); await task",
        kept("task"),
    ),
    "%run": Row("%run script.py", kept("script")),
    "%run without plt.show": Row("%run -i script2.py", kept("flushed")),
    "a function": Row(
        "def make():\n    plt.title('function'); plt.show()\nmake()", kept("function")
    ),
    "a module": Row("import module_of_mine; module_of_mine.make()", kept("module")),
    "%%time": Row("%%time\ndisplay(line('timed'))", kept("timed")),
    "%%figure": Row("%%figure 'My name'\ndisplay(line('other'))", kept("My name")),
    "a cell run by a cell": Row(
        "_ = get_ipython().run_cell(\"display(line('inner'))\")", kept("inner")
    ),
    "a figure without anything": Row(
        "_ = plt.figure()", told=(("skipped", None, "there is nothing to see in it"),)
    ),
    "no figure": Row("1 + 1"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("idioms")


@pytest.fixture(scope="module")
def table(folder):
    with outcomes(folder, SETUP, ROWS) as found:
        yield found


@pytest.mark.parametrize("name", ROWS)
def test_each_idiom_keeps_every_figure_once_as_it_was_shown(table, folder, name):
    row, outcome = ROWS[name], table[name]

    found = [(title, library, tuple(data)) for title, library, data in outcome.kept]
    assert outcome.errors == (["division by zero"] if "1 / 0" in row.source else [])
    assert found == list(row.kept)
    assert outcome.receipts == expected_receipts(row)
    for _, _, data in outcome.kept:
        if row.files:
            assert data == {form: (folder / path).read_bytes() for form, path in row.files.items()}
        elif not row.live:
            assert any(
                all(form in shown and same(stored, shown[form]) for form, stored in data.items())
                for shown in outcome.shown
            )


@pytest.fixture(scope="module")
def again(folder, table):
    """The whole table once more, in a later session of the same notebook."""
    with a_later_session(folder, SETUP) as run:
        yield run({name: row.source for name, row in ROWS.items()})


def test_the_table_once_more_adds_no_revision_and_no_blob(again):
    new = {cell: told for cell, told in again.receipts.items() if "captured" in dict(told)}

    assert new == {}
    assert again.added == (0, 0)


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.kept])
def test_each_figure_is_seen_again(again, name):
    assert {state for state, _ in again.receipts[name]} == {"seen again"}
