"""Which executions, and which of their lines, a figure depends on."""

import pytest

from gofigr_jupyter.lineage.history import History, steps_of
from gofigr_jupyter.lineage.slicing import Display, slice_of
from gofigr_jupyter.lineage.source import before_error

IMPORTS = "import pandas as pd\nimport numpy as np\nimport matplotlib.pyplot as plt"


def sliced(*cells, **display):
    """The executions and lines behind the figure that the last cell displays."""
    steps = steps_of(cells)
    found = slice_of(steps, Display(len(cells) - 1, **display))
    return {cell.execution: sorted(cell.lines) for cell in found}


def doubts(*cells, **display):
    steps = steps_of(cells)
    found = slice_of(steps, Display(len(cells) - 1, **display))
    return {cell.execution: cell.why for cell in found if cell.why}


def earlier(*cells, **display):
    """The earlier executions behind the figure of the last cell; cell 0 holds the imports."""
    found = sliced(IMPORTS, *cells, **display)
    return sorted(set(found) - {0, len(cells)})


CASES = {
    "the condition of a case counts": (
        [
            "limits = pd.read_csv('l.csv')",
            "n = 5",
            "match n:\n    case k if k > limits.x.max():\n        y = 1",
            "plt.plot([y])",
        ],
        [1, 2, 3],
    ),
    "what a case compares with counts": (
        [
            "import modes",
            "Mode = modes.read('modes.toml')",
            "match 1:\n    case Mode.FIRST:\n        y = 1\n    case {**rest}:\n        y = rest",
            "plt.plot([y])",
        ],
        [1, 2, 3],
    ),
    "a method that is awaited changes what it is called on": (
        ["store = Client()", "other = Client()", "await store.load('a.csv')", "plt.plot(store.x)"],
        [1, 3],
    ),
    "a function that awaits a method of its parameter changes that": (
        [
            "store = Client()",
            "async def fill(into):\n    await into.load('a.csv')",
            "await fill(store)",
            "plt.plot(store.x)",
        ],
        [1, 2, 3],
    ),
    "what is awaited and only looked at is not changed": (
        ["store = Client()", "await store.show()", "plt.plot(store.x)"],
        [1],
    ),
    "a name leads to the statement that bound it": (["a = 1", "b = 2", "plt.plot(a)"], [1]),
    "a result that is kept was made where it was first asked for": (
        [
            "@lru_cache\ndef load(path):\n    return pd.read_csv(path)",
            "load('a.csv').head()",
            "load('b.csv').head()",
            "load('a.csv').tail()",
            "plt.plot(load('a.csv'))",
        ],
        [1, 2],
    ),
    "a kept result is asked for by functions too": (
        [
            "@memory.cache(verbose=0)\ndef load(path):\n    return pd.read_csv(path)",
            "def one(name):\n    return load('a.csv')[name]",
            "def other():\n    return load('a.csv').mean()",
            "one('x')",
            "plt.plot(other())",
        ],
        [1, 2, 3, 4],
    ),
    "a kept result of a function with a parameter is known by the outer call": (
        [
            "@cache\ndef load(path):\n    return pd.read_csv(path)",
            "def table(name):\n    return load(name + '.csv')",
            "table('a')",
            "table('b')",
            "plt.plot(table('b'))",
        ],
        [1, 2, 4],
    ),
    "what is kept is forgotten when the function is defined anew": (
        [
            "@cache\ndef load(path):\n    return pd.read_csv(path)",
            "load('a.csv')",
            "@cache\ndef load(path):\n    return pd.read_csv(path) * 2",
            "plt.plot(load('a.csv'))",
        ],
        [3],
    ),
    "a call with another value of the same name asks for something else": (
        [
            "@cache\ndef load(path):\n    return pd.read_csv(path)",
            "path = 'a.csv'",
            "load(path)",
            "path = 'b.csv'",
            "plt.plot(load(path))",
        ],
        [1, 4],
    ),
    "a function that keeps nothing runs each time": (
        [
            "def load(path):\n    return pd.read_csv(path)",
            "load('a.csv')",
            "plt.plot(load('a.csv'))",
        ],
        [1],
    ),
    "a later binding hides the earlier one": (["a = 1", "a = 2", "plt.plot(a)"], [2]),
    "a binding that may not happen hides nothing": (
        ["a = 1", "if np.random.rand() > 2:\n    a = 2", "plt.plot(a)"],
        [1, 2],
    ),
    "both branches together hide": (
        ["a = 1", "if np.pi:\n    a = 2\nelse:\n    a = 3", "plt.plot(a)"],
        [2],
    ),
    "a subscript write changes": (["d = {}", "d['x'] = 1", "plt.plot(d['x'])"], [1, 2]),
    "an attribute write changes": (["d = Data()", "d.x = 1", "plt.plot(d.x)"], [1, 2]),
    "an augmented assignment changes": (["a = 1", "a += 1", "plt.plot(a)"], [1, 2]),
    "a method whose result nobody takes changes": (
        ["rows = []", "rows.append(1)", "plt.plot(rows)"],
        [1, 2],
    ),
    "looking at data changes nothing": (
        ["d = pd.DataFrame()", "d.head()", "d.describe()", "print(d)", "plt.plot(d)"],
        [1],
    ),
    "inplace=True changes": (
        ["d = pd.DataFrame()", "d.dropna(inplace=True)", "plt.plot(d)"],
        [1, 2],
    ),
    "a function of the user's own module draws into the axes that it is given": (
        ["from own import draw", "d = [1]", "e = [2]", "fig, ax = plt.subplots()\ndraw(ax, d)"],
        [1, 2],
    ),
    "so it does where axes are given by name, and the figure is shown by itself": (
        ["import own", "d = [1]", "fig, ax = plt.subplots()\nown.draw(d, ax=ax)", "fig"],
        [1, 2, 3],
    ),
    "a shuffle changes its argument": (
        ["a = [1, 2]", "np.random.shuffle(a)", "plt.plot(a)"],
        [1, 2],
    ),
    "a function brings what it reads, as it is when it is called": (
        ["def f(x):\n    return x * k", "k = 2", "k = 3", "plt.plot(f(1))"],
        [1, 3],
    ),
    "a function brings the functions that it calls": (
        ["def g(x):\n    return x", "def f(x):\n    return g(x)", "h = 1", "plt.plot(f(1))"],
        [1, 2],
    ),
    "a function that changes its parameter changes the argument": (
        ["def clean(d):\n    d['a'] = 1", "d = {}", "clean(d)", "plt.plot(d)"],
        [1, 2, 3],
    ),
    "a function that only looks at its parameter changes nothing": (
        ["def look(d):\n    print(d)", "d = {}", "look(d)", "plt.plot(d)"],
        [2],
    ),
    "a function that changes a global changes it where it is called": (
        ["rows = []", "def add(x):\n    rows.append(x)", "add(1)", "plt.plot(rows)"],
        [1, 2, 3],
    ),
    "a class brings what its methods read": (
        ["k = 2", "class M:\n    def f(self):\n        return k", "m = M()", "plt.plot(m.f())"],
        [1, 2, 3],
    ),
    "a parameter is no name of the notebook": (
        ["x = 1", "def f(x):\n    return x", "plt.plot(f(2))"],
        [2],
    ),
    "a comprehension's own names are none of the notebook": (
        ["i = 5", "a = [i for i in range(3)]", "plt.plot(a)"],
        [2],
    ),
    "a lambda brings what it reads": (["k = 2", "f = lambda x: x * k", "plt.plot(f(1))"], [1, 2]),
    "drawing on axes changes the figure": (
        ["fig, ax = plt.subplots()", "ax.plot([1])", "a = 1", "fig"],
        [1, 2],
    ),
    "drawing on one of many axes changes the figure": (
        ["fig, axes = plt.subplots(2)", "for ax in axes:\n    ax.plot([1])", "a = 1", "fig"],
        [1, 2],
    ),
    "an earlier figure of pyplot is done with": (["plt.plot([1])", "plt.plot([2])"], []),
    "the style is part of every figure": (
        ["plt.style.use('ggplot')", "plt.rcParams['figure.dpi'] = 50", "plt.plot([2])"],
        [1, 2],
    ),
    "a seed is part of what is random": (
        ["np.random.seed(1)", "a = np.random.rand(3)", "plt.plot(a)"],
        [1, 2],
    ),
    "a deleted name is bound anew": (["a = 1", "del a", "a = 2", "plt.plot(a)"], [3]),
    "a timed cell is a cell": (["%%time\na = 1", "plt.plot(a)"], [1]),
    "a timed line is a line": (["%time a = 1", "plt.plot(a)"], [1]),
    "what %%capture binds is known": (["%%capture out\nprint(1)", "plt.plot(out)"], [1]),
    "a stored name is bound by %store -r": (["%store -r a", "plt.plot(a)"], [1]),
    "a cell in another language binds nothing": (["%%bash\na=1", "plt.plot([2])"], []),
    "literal code runs as it stands": (["exec('a = 1')", "plt.plot(a)"], [1]),
    "globals()['a'] is a": (["globals()['a'] = 1", "plt.plot(a)"], [1]),
    "a cell with an error in its syntax binds nothing": (["a = (", "a = 2", "plt.plot(a)"], [2]),
    "a swapped pair is followed": (["a, b = 1, 2", "a, b = b, a", "plt.plot(a)"], [1, 2]),
    "a walrus binds": (["print(a := 2)", "plt.plot(a)"], [1]),
    "a query names what it compares with": (
        ["df = pd.read_csv('a')", "cut = 3", "df.query('x > @cut').plot()"],
        [1, 2],
    ),
    "SQL names the tables that it asks": (
        [
            "import duckdb",
            "df = pd.read_csv('a')",
            "r = duckdb.sql('select * from df')",
            "r.plot()",
        ],
        [1, 2, 3],
    ),
    "one method after the other changes a figure": (
        ["fig = px.line(y=[1])", "fig.update_layout(title='x').update_xaxes(type='log')", "fig"],
        [1, 2],
    ),
    "a table from a function of a module changes nothing in the module": (
        ["a = pd.read_csv('a').set_index('x')", "b = np.append([1], 2)", "pd.read_csv('b').plot()"],
        [],
    ),
    "data whose names begin as those of figures are data": (
        [
            "prices = pd.read_csv('a')",
            "prices.describe()",
            "plot_data = prices.x",
            "plt.hist(prices.x)",
        ],
        [1],
    ),
    "a loop over several takes each name from its own": (
        [
            "df = pd.read_csv('a')",
            "for ax, (n, part) in zip(axes, df.groupby('g')):\n    ax.plot(part.x)",
            "df.plot()",
        ],
        [1],
    ),
    "a look at sorted data changes nothing": (
        ["df = pd.read_csv('a')", "df.sort_values('x')", "df.drop(columns='x')", "df.plot()"],
        [1],
    ),
    "a method whose name begins like a question may change": (
        ["book = Ledger()", "book.issue(3)", "book.hash_all()", "book.isnull()", "plt.plot(book)"],
        [1, 2, 3],
    ),
    "what was drawn is part of the figure": (
        ["fig, ax = plt.subplots()", "(line,) = ax.plot([1])", "line.set_ydata([2])", "fig"],
        [1, 2, 3],
    ),
    "axes in a list are parts of their figure": (
        ["fig = plt.figure()", "axs = [fig.add_subplot(1, 2, 1)]", "axs[0].plot([1])", "fig"],
        [1, 2, 3],
    ),
    "an optimizer changes the model": (
        ["m = Linear()", "opt = SGD(m.parameters())", "opt.step()", "plt.plot(m(1))"],
        [1, 2, 3],
    ),
    "a method that is handed over changes what it belongs to": (
        ["out = []", "pd.Series([1]).apply(out.append)", "plt.plot(out)"],
        [1, 2],
    ),
    "growing changes wherever it is called": (
        ["out = []", "_ = [out.append(i) for i in range(3)]", "plt.plot(out)"],
        [1, 2],
    ),
    "taking the next one changes an iterator": (
        ["it = iter([1, 2])", "a = next(it)", "plt.plot(next(it))"],
        [1, 2],
    ),
    "a function that makes a table of its own changes no argument": (
        ["def clean(d):\n    d = d.dropna()\n    d['z'] = 1", "d = read()", "clean(d)", "d.plot()"],
        [2],
    ),
    "two names for one list": (["a = b = []", "a.append(2)", "plt.plot(b)"], [1, 2]),
    "the style is one for all modules that draw with matplotlib": (
        ["import seaborn as sns", "sns.set_theme()", "plt.plot([2])"],
        [1, 2],
    ),
    "what is added to a map is in it": (
        ["m = folium.Map()", "folium.Marker([1, 2]).add_to(m)", "m"],
        [1, 2],
    ),
    "a pen changes its picture": (
        ["im = Image.new('L', (3, 3))", "d = ImageDraw.Draw(im)", "d.text((0, 0), 'a')", "im"],
        [1, 2, 3],
    ),
    "with binds": (["with open('x') as f:\n    a = f.read()", "plt.plot(a)"], [1]),
}


@pytest.mark.parametrize(("cells", "expected"), CASES.values(), ids=CASES.keys())
def test_a_figure_depends_on_these_cells(cells, expected):
    assert earlier(*cells) == expected


def test_only_the_lines_that_matter_are_in_the_slice():
    cells = IMPORTS, "a = pd.read_csv('a.csv')\nb = pd.read_csv('b.csv')", "plt.plot(b)"
    assert sliced(*cells) == {0: [1, 3], 1: [2], 2: [1]}


def test_two_figures_of_one_cell_are_told_apart_by_where_they_were_shown():
    cell = "plt.plot(a)\nplt.show()\nplt.plot(b)\nplt.show()"
    cells = IMPORTS, "a = 1", "b = 2", cell
    assert set(sliced(*cells, line=2)) == {0, 1, 3}
    assert set(sliced(*cells, line=4)) == {0, 2, 3}


def test_two_figures_shown_when_the_cell_ends_are_told_apart_by_their_order():
    cell = "plt.figure()\nplt.plot(a)\nplt.figure()\nplt.plot(b)"
    cells = IMPORTS, "a = 1", "b = 2", cell
    assert set(sliced(*cells, slot=0, slots=2)) == {0, 1, 3}
    assert set(sliced(*cells, slot=1, slots=2)) == {0, 2, 3}


def test_a_figure_drawn_in_an_unknown_way_depends_on_its_whole_cell():
    cells = IMPORTS, "import odd", "a = 1", "odd.paint(a)"
    assert set(sliced(*cells)) == {1, 2, 3}


DRAWN = {
    "scikit-learn": "Roc.from_estimator(a, a.x, a.y)",
    "scikit-learn, kept": "shown = Roc.from_estimator(a, a.x, a.y)",
    "scikit-learn, a tree": "plot_tree(a)",
    "statsmodels": "sm.qqplot(a.x, line='s')",
    "scipy": "stats.probplot(a.x, plot=plt)",
    "scipy, a tree": "tree = dendrogram(a)",
    "pandas": "pd.plotting.scatter_matrix(a)",
    "a part that draws": "sc.pl.umap(a, show=False)",
    "a function of one's own module": "painting.layers(a)",
    "a function of one's own": "layers(a)",
    "an object of one's own": "view.layers(a)",
    "an object of a library": "unknown.layers(a)",
    "a function made of another": "red(a.x)",
}


@pytest.mark.parametrize("drawing", DRAWN.values(), ids=DRAWN.keys())
@pytest.mark.parametrize("before", ["", "x = a.x\nplt.figure()\n", "plt.plot(0)\nplt.show()\n"])
def test_a_figure_depends_on_what_drew_it_under_its_title(drawing, before):
    made = """
from sklearn.metrics import RocCurveDisplay as Roc
from sklearn.tree import plot_tree
from scipy import stats
from scipy.cluster.hierarchy import dendrogram
import statsmodels.api as sm, scanpy as sc, painting, library
red = partial(plt.plot, color="red")
class View:
    def layers(self, table):
        plt.plot(table.x)
view = View()
unknown = library.Layers()
def layers(table):
    view.layers(table)
"""
    cell = f"{before}{drawing}\nplt.title('T')\nplt.show()"
    cells = IMPORTS, made, "a = pd.read_csv('a.csv')", "b = pd.read_csv('b.csv')", cell

    found = sliced(*cells, line=cell.count("\n") + 1)

    assert 2 in found
    assert 3 not in found
    assert before.count("\n") + 1 in found[4]


def test_a_file_that_is_only_written_beside_a_figure_did_not_make_it():
    cell = "np.save('b.npy', b)\nplt.plot(a)\nplt.title('T')\nplt.show()"
    cells = IMPORTS, "a = 1", "b = 2", cell
    assert set(sliced(*cells, line=4)) == {0, 1, 3}


def test_names_that_nothing_binds_make_the_dynamic_cells_suspects():
    found = doubts("from numpy import *", "exec(code)", "y = 1", "plot(sin(y))")
    assert set(found) == {0, 1}
    assert "from numpy import *" in found[0]
    assert "exec()" in found[1]


def test_dynamic_cells_are_no_suspects_where_every_name_is_bound():
    assert doubts(IMPORTS, "exec(code)", "y = 1", "plt.plot(y)") == {}


def test_a_script_that_is_run_is_a_suspect():
    assert "%run load.py" in doubts(IMPORTS, "%run load.py", "plt.plot(data)")[1]


def test_two_thousand_cells_are_no_trouble():
    cells = ["total = 0", *("total += 1" for _ in range(2000)), "print(total)"]
    assert len(sliced(*cells, line=1)) == 2002


def test_an_expression_too_deep_to_follow_makes_its_cell_unsure():
    deep = "total = " + " + ".join(["part"] * 2000) + "\nplt.plot([total])"
    assert "nested too deeply" in doubts(IMPORTS, deep)[1]


@pytest.mark.parametrize(
    ("source", "broke", "ran"),
    [
        ("a = 1\nb = 2\n", None, "a = 1\nb = 2\n"),
        ("a = 1\nb = 1 / 0\nc = 3\n", 2, "a = 1\n"),
        ("for i in x:\n    f(i)\nc = 3\n", 2, "for i in x:\n    f(i)\n"),
        ("f(1)\n", 1, ""),
        ("%%time\na = 1\nb()\nc = 3", 2, "%%time\na = 1\n"),
    ],
)
def test_what_an_error_kept_from_running_did_not_run(source, broke, ran):
    assert before_error(source, broke) == ran


LOOP = """for name in names:
    table = read(name)
    rows.append(table)
    other = table
    plt.plot({shown})
    plt.show()
"""


@pytest.mark.parametrize(
    ("shown", "latest"), [("table", {1, 2, 5, 6}), ("rows", {5, 6})], ids=["own", "growing"]
)
def test_of_a_loop_the_round_that_displayed_counts_unless_earlier_ones_are_used(shown, latest):
    steps = History()
    steps.extend([IMPORTS, "names, rows = ['a', 'b'], []"])
    steps.displaying(LOOP.format(shown=shown), 6)

    own = slice_of(steps.steps, Display(2, line=6))[-1]

    assert own.latest == latest


def test_main_is_read_as_its_own_statements_where_it_is_called():
    script = """import pandas as pd, matplotlib.pyplot as plt
def main(name, scale=2):
    a = pd.read_csv(name)
    b = pd.read_csv("b.csv")
    plt.plot(a.x * scale)
    plt.show()
    plt.plot(b)
    plt.show()
if __name__ == "__main__":
    unused = 1
    main("a.csv")
"""
    steps = History()
    steps.displaying(script, 6)

    (own,) = slice_of(steps.steps, Display(0, line=6))

    assert own.lines == {1, 3, 5, 6, 11}
