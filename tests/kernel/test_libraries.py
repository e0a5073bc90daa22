"""The table of libraries: what each one shows in a real kernel, and what is kept of it."""

import pytest
from recall import UNTITLED, Row, a_later_session, blob_bytes, expected_receipts, outcomes, same

SETUP = """
import warnings; warnings.filterwarnings("ignore")
import matplotlib.pyplot as plt, numpy as np, pandas as pd
from IPython.display import HTML, SVG, Image, display, display_svg
from PIL import Image as Pictures
table = pd.DataFrame({"a": [1, 2, 3], "b": [3, 1, 2]})
"""
PLOTLY = "application/vnd.plotly.v1+json"
VEGA = "application/vnd.vegalite.v6.json"


def formats(*names):
    return f"%config InlineBackend.figure_formats = {list(names)}"


def matplotlib(title, *forms):
    return ((title, "matplotlib", forms or ("png",)),)


ROWS = {
    "matplotlib": Row("plt.plot([1, 2]); plt.title('inline')", matplotlib("inline")),
    "networkx": Row(
        "import networkx as nx\nnx.draw_circular(nx.path_graph(3)); plt.title('nodes')",
        matplotlib("nodes"),
    ),
    "to retina": Row(formats("retina")),
    "matplotlib retina": Row("plt.plot([1, 2]); plt.title('retina')", matplotlib("retina")),
    "to svg": Row(formats("svg")),
    "matplotlib svg": Row("plt.plot([1, 2]); plt.title('svg')", matplotlib("svg", "svg")),
    "to pdf": Row(formats("pdf")),
    "matplotlib pdf": Row("plt.plot([1, 2]); plt.title('pdf')", matplotlib("pdf", "pdf")),
    "to several": Row(formats("png", "jpeg", "svg", "pdf")),
    "matplotlib in several formats": Row(
        "plt.plot([1, 2]); plt.title('several')",
        matplotlib("several", "png", "jpeg", "svg", "pdf"),
    ),
    "to png": Row(formats("png")),
    "matplotlib animation": Row(
        "from matplotlib.animation import FuncAnimation\n"
        "fig, ax = plt.subplots(); line, = ax.plot([0, 1])\n"
        "film = FuncAnimation(fig, lambda i: line.set_ydata([i, 1]), frames=2); plt.close(fig)\n"
        "HTML(film.to_jshtml())",
        ((UNTITLED, "matplotlib", ("html",)),),
    ),
    "seaborn": Row(
        "import seaborn as sns\nsns.lineplot(table).set_title('seaborn')", matplotlib("seaborn")
    ),
    "seaborn grid": Row(
        "g = sns.FacetGrid(table); g.map(plt.plot, 'a', 'b'); g.figure.suptitle('grid'); g",
        matplotlib("grid"),
    ),
    "seaborn objects": Row(
        "import seaborn.objects as so\n"
        "so.Plot(table, x='a', y='b').add(so.Line()).label(title='objects')",
        (("objects", "seaborn", ("png",)),),
    ),
    "pandas plot": Row("table.plot(title='pandas')", matplotlib("pandas")),
    "pandas Styler": Row(
        "table.style.set_caption('styled').background_gradient()",
        (("styled", "pandas", ("html",)),),
    ),
    "pandas table": Row("table"),
    "plotnine": Row(
        "from plotnine import aes, geom_line, ggplot, labs\n"
        "p = ggplot(table, aes('a', 'b')) + geom_line() + labs(title='plotnine')\np",
        (("plotnine", "plotnine", ("png",)),),
    ),
    "plotnine show": Row("p.show()", (("plotnine", "plotnine", ("png",)),)),
    "plotly": Row(
        "import plotly.graph_objects as go\n"
        "f = go.Figure(go.Scatter(y=[1, 2]), layout_title_text='plotly')\nf",
        (("plotly", "plotly", (PLOTLY,)),),
    ),
    "plotly show": Row("f.show()", (("plotly", "plotly", (PLOTLY,)),)),
    **{
        f"plotly {name}": Row(f"f.show('{name}')", (("plotly", "plotly", (PLOTLY,)),))
        for name in ("plotly_mimetype", "jupyterlab", "vscode")
    },
    **{
        f"plotly {name}": Row(f"f.show('{name}')", (("plotly", "plotly", ("html",)),))
        for name in ("notebook", "notebook_connected", "colab")
    },
    "plotly iframe": Row("f.show('iframe')", (("plotly", "plotly", (PLOTLY,)),), live=True),
    "plotly widget": Row("go.FigureWidget(f)", (("plotly", "plotly", (PLOTLY,)),), live=True),
    "plotly bundle": Row(
        "display({'application/vnd.plotly.v1+json': {'data': [{'y': [1]}],"
        " 'layout': {'title': {'text': 'raw'}}}}, raw=True)",
        (("raw", "plotly", (PLOTLY,)),),
    ),
    "altair": Row(
        "import altair as alt\n"
        "c = alt.Chart(table, title='altair').mark_line().encode(x='a', y='b'); c",
        (("altair", "altair", ("html",)),),
    ),
    "altair show": Row("c.show()", (("altair", "altair", ("html",)),)),
    "altair mimetype": Row("alt.renderers.enable('mimetype'); c", (("altair", "altair", (VEGA,)),)),
    "altair widget": Row(
        "alt.JupyterChart(c)",
        (("altair", "altair", ("application/vnd.vegalite.v6+json",)),),
        live=True,
    ),
    "vega bundle": Row(
        "display({'application/vnd.vegalite.v5+json': {'mark': 'bar', 'title': 'raw'}}, raw=True)",
        (("raw", "vega", ("application/vnd.vegalite.v5+json",)),),
    ),
    "bokeh loads": Row(
        "from bokeh.io import output_notebook\nfrom bokeh.plotting import figure, show\n"
        "output_notebook()"
    ),
    "bokeh": Row(
        "b = figure(title='bokeh'); b.line([1, 2], [1, 2]); show(b)",
        (("bokeh", "bokeh", ("html",)),),
    ),
    "holoviews loads": Row("import holoviews as hv, hvplot.pandas\nhv.extension('bokeh')"),
    "holoviews": Row("hv.Curve([1, 2]).opts(title='curve')", (("curve", "holoviews", ("html",)),)),
    "hvplot": Row("table.hvplot(title='hvplot')", (("hvplot", "holoviews", ("html",)),)),
    "holoviews loads matplotlib": Row("hv.extension('matplotlib')"),
    "holoviews on matplotlib": Row(
        "hv.Curve([1, 2]).opts(title='curve')", ((UNTITLED, "holoviews", ("html",)),)
    ),
    "py3Dmol": Row(
        "import py3Dmol\nv = py3Dmol.view(); v.addModel('1\\n\\nH 0 0 0\\n', 'xyz'); v.show()",
        ((UNTITLED, "py3Dmol", ("html",)),),
    ),
    "folium": Row("import folium\nfolium.Map([0, 0])", ((UNTITLED, "folium", ("html",)),)),
    "pyvista": Row(
        "import pyvista as pv\npv.set_jupyter_backend('static')\n"
        "plotter = pv.Plotter(off_screen=True, window_size=(100, 100))\n"
        "plotter.add_mesh(pv.Sphere()); plotter.show()",
        ((UNTITLED, "PIL", ("png", "jpeg")),),
    ),
    "graphviz": Row(
        "import graphviz\ngraphviz.Source('digraph { a -> b }')",
        ((UNTITLED, "graphviz", ("svg",)),),
    ),
    "scikit-learn diagram": Row(
        "from sklearn.linear_model import LogisticRegression\nLogisticRegression()",
        ((UNTITLED, "sklearn", ("html",)),),
    ),
    "scikit-learn plot": Row(
        "from sklearn.metrics import ConfusionMatrixDisplay\n"
        "_ = ConfusionMatrixDisplay.from_predictions([0, 1], [0, 1]); plt.title('confusion')",
        matplotlib("confusion"),
    ),
    "PIL": Row("Pictures.new('RGB', (9, 9))", ((UNTITLED, "PIL", ("png", "jpeg")),)),
    "IPython Image": Row(
        "Pictures.new('RGB', (9, 9)).save('a.png'); Image('a.png')",
        ((UNTITLED, "image", ("png",)),),
    ),
    "IPython GIF": Row(
        "Pictures.new('RGB', (9, 9)).save('a.gif'); Image('a.gif', format='gif')",
        ((UNTITLED, "image", ("gif",)),),
    ),
    "IPython SVG": Row(
        "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"><title>drawn</title></svg>')",
        (("drawn", "image", ("svg",)),),
    ),
    "IPython display_svg": Row("display_svg('<svg/>', raw=True)", ((UNTITLED, "image", ("svg",)),)),
    "IPython HTML with a drawing": Row(
        "HTML('<div><svg xmlns=\"http://www.w3.org/2000/svg\"></svg></div>')",
        ((UNTITLED, "image", ("html",)),),
    ),
    "IPython HTML with a picture": Row(
        "HTML('<img src=\"data:image/png;base64,aGk=\">')", ((UNTITLED, "image", ("html",)),)
    ),
    "IPython HTML with words": Row("HTML('<p>Nothing <b>drawn</b></p>')"),
    "PNG bundle": Row(
        "display({'image/png': 'iVBORw0KGgo='}, raw=True)", ((UNTITLED, "image", ("png",)),)
    ),
    "PDF bundle": Row(
        "display({'application/pdf': 'JVBERi0='}, raw=True)", ((UNTITLED, "image", ("pdf",)),)
    ),
    "to ipympl": Row("%matplotlib widget"),
    "ipympl": Row("plt.plot([1, 2]); plt.title('live')", matplotlib("live")),
    "ipympl figure again": Row("display(plt.gcf().canvas)", matplotlib("live")),
    "ipympl as the last value": Row("plt.gcf().canvas", matplotlib("live")),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("libraries")


@pytest.fixture(scope="module")
def table(folder):
    with outcomes(folder, SETUP, ROWS) as found:
        yield found


@pytest.fixture(scope="module")
def later(folder, table):
    """Runs cells in a later session of the same notebook."""
    with a_later_session(folder, SETUP) as run:
        yield run


@pytest.fixture(scope="module")
def again(later):
    """The whole table once more, every third cell with another comment."""
    return later(
        {
            name: row.source + "\n# as before" * (number % 3 == 0)
            for number, (name, row) in enumerate(ROWS.items())
        }
    )


def test_the_table_once_more_adds_no_revision_and_no_blob(again):
    new = {cell: told for cell, told in again.receipts.items() if ("captured" in dict(told))}

    assert new == {}
    assert again.added == (0, 0)


def test_each_content_is_stored_once(again, later):
    stored, unique = blob_bytes(later.place)

    assert unique > 500_000
    assert stored <= 1.05 * unique


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.kept])
def test_each_figure_is_seen_again(again, name):
    assert {state for state, _ in again.receipts[name]} == {"seen again"}


def test_one_point_changed_is_a_revision_of_each_figure(again, later):
    back = "plt.close('all')\nhv.extension('bokeh')\n%matplotlib inline"
    later({"back": back, "change": "table.loc[0, 'b'] = 4; f.data[0].y = [1, 3]"})
    names = ["seaborn", "pandas plot", "pandas Styler", "plotnine show", "plotly show", "hvplot"]

    changed = later({name: ROWS[name].source for name in names})

    assert {name: changed.receipts[name] for name in names} == {
        name: [("captured", ROWS[name].kept[0][0])] for name in names
    }


@pytest.mark.parametrize("name", ROWS)
def test_each_library_is_kept_once_as_it_was_shown(table, name):
    row, outcome = ROWS[name], table[name]

    kept = [(title, library, tuple(data)) for title, library, data in outcome.kept]
    assert outcome.errors == []
    assert kept == list(row.kept)
    assert outcome.receipts == expected_receipts(row)
    if row.live:
        return
    for _, _, data in outcome.kept:
        assert any(
            all(form in shown and same(stored, shown[form]) for form, stored in data.items())
            for shown in outcome.shown
        )
