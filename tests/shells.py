"""A real shell in this process, for tests that run real cells."""

import atexit
import gc

import matplotlib
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from matplotlib import pyplot
from matplotlib_inline.backend_inline import flush_figures
from matplotlib_inline.config import InlineBackend


class Shell(InteractiveShell):
    """IPython's shell without a window system."""

    def enable_gui(self, gui=None):
        pass


@pytest.fixture(scope="module")
def running_shell(tmp_path_factory):
    """A real shell that runs real cells, with matplotlib's inline backend."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        InteractiveShell.clear_instance()
        shell = Shell.instance()
    shell.history_manager.enabled = False
    pyplot.switch_backend("module://matplotlib_inline.backend_inline")
    InlineBackend.clear_instance()
    InlineBackend.instance(parent=shell)
    select_figure_formats(shell, {"png"}, bbox_inches="tight")
    shell.events.register("post_execute", flush_figures)
    gc.freeze()  # a shell that is reset collects garbage: only its own, not what other tests left
    yield shell
    pyplot.close("all")
    pyplot.switch_backend("agg")
    shell.atexit_operations()
    atexit.unregister(shell.atexit_operations)
    Shell.clear_instance()


@pytest.fixture
def shell(running_shell):
    """The shell as it is after its start: no callbacks, no variables, no figures."""
    events = {event: list(calls) for event, calls in running_shell.events.callbacks.items()}
    matplotlib.interactive(True)
    yield running_shell
    matplotlib.interactive(False)
    running_shell.events.callbacks.update(events)
    vars(running_shell).pop("get_parent", None)
    select_figure_formats(running_shell, {"png"}, bbox_inches="tight")
