"""What is known of well-known calls by their names: which change things, draw, or do no harm."""

from __future__ import annotations

import re

AXES_NAME = re.compile(r"(ax|axs|axes|fig|figure)\d*|(ax|fig)_\w+|\w+_(ax|axs|axes|fig)")
"""What people call figures and axes: a function that is given one, and nothing else takes its
result, draws into it."""

CHANGED_ARGUMENT = re.compile(
    r"(shuffle|heapify|heappush|heappop|heapreplace|insort(_left|_right)?|put|place|putmask|copyto"
    r"|fill_diagonal|setattr|delattr)"
)
"""Functions that change their first argument in place."""

HARMLESS = re.compile(
    r"(head|tail|info|describe|show|print|display|sample|items|keys|values|copy|to_\w+|save\w*"
    r"|write\w*|plot|hist|boxplot|line|bar|barh|area|scatter|pie|kde|density|box|hexbin|groupby"
    r"|value_counts|memory_usage|render|view|savefig|summary|corr|isna|isnull|nunique|unique|get"
    r"|count|index|sum|mean|min|max|std|any|all|join|format|startswith|endswith|split|strip)"
)
"""Methods of data that leave it as it is, when their result is not kept."""

DRAWN_ON = re.compile(
    r"(ax|axs|axes|axis|fig|figure|figs|chart|plot|canvas|subfig|grid|g|p)\w*", re.IGNORECASE
)
"""Names that people give to what they draw on: there, `plot` does change."""

STATE = re.compile(
    r"(seed|manual_seed\w*|set(_\w+)?|use|rc|rcdefaults|configure|config|register\w*|enable\w*"
    r"|disable\w*|theme\w*|filterwarnings|simplefilter|basicConfig|chdir|init\w*|load_dotenv"
    r"|extension|output_notebook|reset_\w+|update|insert|append|data_transformers|setlocale)"
)
"""Functions of modules that change how the module works from then on."""

AXES_STATE = frozenset({"setp", "sca", "set_cmap", "sci"})
"""pyplot's functions that look like STATE but only touch the figure that is being drawn."""

PARTS = re.compile(
    r"(gca|gcf|add_subplot|add_axes|subplots|subplot_mosaic|subfigures|twinx|twiny|inset_axes"
    r"|get_\w+|axes_dict|secondary_[xy]axis|add_gridspec|flatten|ravel|axes|figure|layer)"
)
"""Methods that hand out a part of what they are called on: changing it changes the whole."""

NEW_FIGURE = frozenset({"figure", "subplots", "subplot_mosaic", "clf", "close"})
PYPLOT = ("matplotlib.pyplot", "pylab", "matplotlib.pylab")
DRAWING_MODULES = ("seaborn", "cartopy", "geopandas", "networkx", "scipy.cluster.hierarchy")
DRAWING_METHOD = re.compile(r"(plot|hist|boxplot|imshow|pcolormesh|contourf?|draw\w*|plot_\w+)")

WRITER = re.compile(r"(save\w*|to_\w+|write\w*|sink_\w+|dump\w*|im(save|write)|export\w*|mkdir\w*)")
"""Functions and methods that write a file where they are told."""

READER = re.compile(
    r"(read\w*|scan\w*|open\w*|load\w*|fetch\w*|get|urlopen|urlretrieve|imread|sql|query|execute"
    r"|from_\w+|Dataset|File|\w*Dataset|URL|request)"
)
"""Functions and methods that read what they are given the address of."""

RUNNING = frozenset({"exec", "eval", "execfile", "compile"})
NAMESPACES = frozenset({"globals", "locals", "vars"})
BLIND_MAGICS = frozenset({"run", "pylab", "load", "loadpy", "macro", "rerun", "recall", "autorun"})
"""Line magics that bind names which the line does not tell."""


def is_pyplot(module: str | None) -> bool:
    """Whether `module` is matplotlib's pyplot or a star of it."""
    return module in PYPLOT


def changes_module(module: str, path: tuple[str, ...]) -> bool:
    """Whether calling `path` of `module` changes how it works from then on."""
    last = path[-1]
    if is_pyplot(module):
        if path[0] in ("style", "rcParams"):
            return True
        return len(path) == 1 and last in ("rc", "rcdefaults", "switch_backend", "style")
    return last not in AXES_STATE and STATE.fullmatch(last) is not None


def changes_root(root: str, path: tuple[str, ...]) -> bool:
    """Whether the discarded call of the method `path` changes what is called `root`."""
    if DRAWN_ON.fullmatch(root) and path[-1] not in ("show", "savefig", "to_html", "display"):
        return True
    return HARMLESS.fullmatch(path[-1]) is None
