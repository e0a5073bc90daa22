"""What is known of well-known calls by their names: which change things, draw, or do no harm."""

from __future__ import annotations

import re
import sys

AXES_NAME = re.compile(r"(ax|axs|axes|axis|fig|figure)\d*|(ax|fig)_\w+|\w+_(ax|axs|axes|fig)")
"""What people call figures and axes: a function that is given one, and nothing else takes its
result, draws into it."""

CHANGED_ARGUMENT = re.compile(
    r"(shuffle|heapify|heappush|heappop|heapreplace|insort(_left|_right)?|put|place|putmask|copyto"
    r"|fill_diagonal|setattr|delattr|next|add_to)"
)
"""Functions that change their first argument in place."""

TAKING = frozenset(
    {"pop", "popitem", "setdefault", "popleft", "append", "extend", "appendleft", "discard"}
)
"""Methods that change what they are called on, whoever takes their result."""

GROWING = frozenset({"append", "extend", "add", "update", "appendleft", "write"})
"""Methods that change what they belong to, handed to a call that will call them."""

LEARNING = re.compile(
    r"(fit\w*|partial_fit|train\w*|learn|compile|step|load_state_dict|load_weights)"
)
"""Methods of models that do so."""

LOOKING = re.compile(
    r"head|tail|info|describe|show|print|display|sample|items|keys|values|copy|to_\w+|save\w*"
    r"|write\w*|plot|hist|boxplot|line|bar|barh|area|scatter|pie|kde|density|box|hexbin"
    r"|memory_usage|render|view|savefig|summary|get(_\w+)?|format|index|count"
)
"""Methods that look at what they are called on, whoever wrote them."""

HARMLESS = re.compile(
    r"(is|has)_\w+|is(na|null|in|nan|inf|finite|close|alpha|alnum|ascii|decimal|digit|numeric|lower"
    r"|upper|space|title|identifier|printable)|startswith|endswith|split|strip|upper|lower|join"
    r"|tolist|item|ravel|reshape|transpose|squeeze|sum|mean|min|max|std|var|sem|median|mode|skew"
    r"|kurt|abs|round|any|all|corr"
    r"|cov|quantile|cum\w+|n?unique|nlargest|nsmallest|(arg|idx)(max|min|sort)|value_counts"
    r"|duplicated|between|sort_(values|index)|drop(na|_duplicates|_nulls)?|fillna|fill_n\w+|ffill"
    r"|bfill|interpolate|rename\w*|re?set_index|reindex\w*|astype|cast|replace|where|mask|clip|diff"
    r"|shift|rank|pct_change|query|filter|select\w*|with_\w+|assign|pipe|agg|aggregate|apply\w*|map"
    r"|transform|group_?by\w*|resample|rolling|ewm|expanding|pivot\w*|melt|unpivot|merge\w*|stack"
    r"|unstack|explode|xs|slice|limit|collect|lazy|first|last|nth|size|equals|glimpse|schema"
    r"|predict\w*|score|inverse_transform|decision_function|evaluate|parameters|state_dict"
    r"|named_parameters|interactive|properties|encode|mark_\w+|configure_\w+|transform_\w+"
)
"""Methods of tables, arrays, texts, models and charts that leave them as they are, when their
result is not kept."""

FLUENT = re.compile(
    r"update_\w+|for_each_\w+|append_trace"
    r"|add_(traces?|scatter\w*|bar|box|violin|heatmap|contour|histogram\w*|[hv](line|rect)|shape"
    r"|annotation|layout_image|surface|candlestick|choropleth\w*|pie|table)"
)
"""Methods that change a figure and give it back, so that the next one can be called on it."""

DRAWN_ON = re.compile(
    r"(?!\w*_?(data|df|frame|table|values?|cols?|columns?|params?|names?|search)$)"
    r"((ax|axs|axes|axis|fig|figure|figs|chart|plot|canvas|subfig|grid)\w*|[gp]\d?)",
    re.IGNORECASE,
)
"""Names that people give to what they draw on: there, `plot` does change."""

STATE = re.compile(
    r"(seed|manual_seed\w*|set(_\w+)?|use|rc|rcdefaults|configure|config|register\w*|enable\w*"
    r"|disable\w*|theme\w*|filterwarnings|simplefilter|basicConfig|chdir|init\w*|load_dotenv"
    r"|extension|output_notebook|reset_\w+|update|insert|append|data_transformers|setlocale)"
)
"""Functions of modules that change how the module works from then on."""

COPIED = frozenset(
    {"groupby", "iterrows", "itertuples", "rolling", "resample", "split", "splitlines"}
)
"""Methods whose items are no parts of what they are called on: changing one leaves that alone."""

REMEMBERING = re.compile(r"(\w+_)?(cached?|memoi[sz]ed?)(_data|_resource)?", re.IGNORECASE)
"""Decorators of functions whose results are kept: `functools.lru_cache`, `memory.cache` of joblib,
`cachetools.cached`, `streamlit.cache_data`, or one's own."""

STYLES = {"matplotlib": "matplotlib", "seaborn": "matplotlib", "plotly": "plotly"}
"""Packages whose modules share a style, by the package that has it."""

AXES_STATE = frozenset({"setp", "sca", "set_cmap", "sci"})
"""pyplot's functions that look like STATE but only touch the figure that is being drawn."""

WORKING_ON = frozenset({"Draw", "writer", "DictWriter", "Axes3D"})
"""Makers of what changes their first argument: `ImageDraw.Draw(image)`."""

PARTS = re.compile(
    r"(gca|gcf|add_subplot|add_axes|subplots|subplot_mosaic|subfigures|twinx|twiny|inset_axes"
    r"|get_\w+|axes_dict|reshape|view|swapaxes|secondary_[xy]axis|add_gridspec|flatten|ravel|axes|figure|layer)"
)
"""Methods that hand out a part of what they are called on: changing it changes the whole."""

NEW_FIGURE = frozenset({"figure", "subplots", "subplot_mosaic", "clf", "close"})
PYPLOT = ("matplotlib.pyplot", "pylab", "matplotlib.pylab")
DRAWING_MODULES = ("seaborn", "cartopy", "geopandas", "networkx", "scipy.cluster.hierarchy")
DRAWN_WITH = re.compile(
    r"line|barh?|bar_label|area|scatter|pie|kde|density|box|hexbin|map\w*|errorbar|fill\w*|text"
    r"|annotate|legend|ax[hv](line|span)|[hv]lines|stem|step|stackplot|violinplot|quiver\w*"
    r"|streamplot|tri\w+|pcolor|matshow|spy|loglog|semilog[xy]|table|colorbar|broken_barh|eventplot"
    r"|add_(patch|artist|collection|line|image|table)|sup(title|xlabel|ylabel)|set(_\w+)?"
)
"""Methods that draw on what people name as in DRAWN_ON; elsewhere they may do something else."""
DRAWING_METHOD = re.compile(r"(plot|hist|boxplot|imshow|pcolormesh|contourf?|draw\w*|plot_\w+)")
DRAWING_FUNCTION = re.compile(
    r"\w*plot|plot_\w+|draw(_\w+)?|from_(estimator|predictions|cv_results)|scatter_matrix|specshow"
)
"""Functions of any library that draw, whoever takes their result."""
DECORATING = re.compile(
    r"(sup|set_)?title|(set_)?[xyzc]?(label|ticks|lim|scale)|legend|figlegend|grid|axis|margins"
    r"|tick_params|tight_layout|subplots_adjust|colorbar|gc[af]|sca|subplot|savefig"
)
"""Functions and methods that draw nothing of the data: what they adorn was drawn by another."""
DRAWING_PARTS = frozenset({"plotting", "plots", "plot", "pl", "graphics"})
"""What libraries call the part of them that draws: `scanpy.pl.umap()`."""
OWN_CANVAS = frozenset(
    {"IPython", "altair", "bokeh", "gofigr_jupyter", "holoviews", "hvplot", "plotly"}
)
"""Packages that do not draw on pyplot's figure."""
COMPUTING = frozenset(
    {
        *("dask", "duckdb", "jax", "joblib", "numpy", "pandas", "polars", "pyarrow", "requests"),
        *("sqlalchemy", "tensorflow", "torch", "tqdm", "warnings"),
    }
)
"""Packages whose functions do not draw when nobody takes their result."""

WRITER = re.compile(r"(save\w*|to_\w+|write\w*|sink_\w+|dump\w*|im(save|write)|export\w*|mkdir\w*)")
"""Functions and methods that write a file where they are told."""

READER = re.compile(
    r"(read\w*|scan\w*|open\w*|load\w*|fetch\w*|get|urlopen|urlretrieve|imread|sql|query|execute"
    r"|from_\w+|Dataset|File|\w*Dataset|URL|request)"
)
"""Functions and methods that read what they are given the address of."""

ASKING = frozenset({"query", "eval", "sql", "sqldf"})
"""Functions and methods that look up variables by the names in a text."""

RUNNING = frozenset({"exec", "eval", "execfile", "compile"})
NAMESPACES = frozenset({"globals", "locals", "vars"})
BLIND_MAGICS = frozenset({"run", "pylab", "load", "loadpy", "macro", "rerun", "recall", "autorun"})
"""Line magics that bind names which the line does not tell."""


def style_of(module: str) -> str | None:
    """Whose style the figures of `module` have: a change of it by one module is there for all."""
    return STYLES.get(module.split(".")[0])


def is_pyplot(module: str | None) -> bool:
    """Whether `module` is matplotlib's pyplot or a star of it."""
    return module in PYPLOT


def changes_module(module: str, path: tuple[str, ...]) -> bool:
    """Whether calling `path` of `module` changes how it works from then on."""
    last = path[-1]
    if is_pyplot(module):
        if path[0] in ("style", "rcParams"):
            return last != "context"
        return len(path) == 1 and last in ("rc", "rcdefaults", "switch_backend", "style")
    return last not in AXES_STATE and STATE.fullmatch(last) is not None


def is_drawing(module: str, path: tuple[str, ...], *, discarded: bool) -> bool:
    """Whether calling `path` of what `module` imports draws on pyplot's figure.

    A function of a library for drawing does, one that is named like it, and one whose result nobody
    takes, unless it is known to do something else.
    """
    *parts, last = [*module.split("."), *path]
    package = parts[0] if parts else last
    if package in OWN_CANVAS or package in sys.stdlib_module_names:
        return False
    dotted = f"{module}."
    if any(dotted.startswith(f"{drawing}.") for drawing in DRAWING_MODULES):
        return True
    if DRAWING_FUNCTION.fullmatch(last):
        return True
    if READER.fullmatch(last) or WRITER.fullmatch(last):
        return False
    if not DRAWING_PARTS.isdisjoint(parts):
        return True
    looks = any(known.fullmatch(last) for known in (LOOKING, HARMLESS, LEARNING))
    return discarded and package not in COMPUTING and not looks


def changes_root(root: str, path: tuple[str, ...]) -> bool:
    """Whether the discarded call of the method `path` changes what is called `root`."""
    if draws_on(root, path):
        return True
    return not any(known.fullmatch(path[-1]) for known in (LOOKING, HARMLESS))


def draws_on(root: str, path: tuple[str, ...]) -> bool:
    """Whether calling the method `path` of what is called `root` draws on that."""
    if not path or not DRAWN_ON.fullmatch(root):
        return False
    return any(known.fullmatch(path[-1]) for known in (DRAWING_METHOD, DRAWN_WITH))
