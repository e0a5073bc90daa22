"""Which cell is running: real cells in a real shell, and what front ends tell of them."""

import pytest

from gofigr_jupyter.capture.capture import Cell
from gofigr_jupyter.capture.cell import Cells
from gofigr_jupyter.capture.notebook_file import Label


class Watched:
    """Follows a shell's cells as the extension does, and notes each while it runs."""

    def __init__(self, shell, label_of=lambda source: None):
        self.cells = Cells(shell, label_of)
        self.seen = []
        self.parent = {}
        shell.get_parent = lambda: self.parent
        shell.user_ns["look"] = lambda: self.seen.append(self.cells.current)
        shell.user_ns["slot"] = self.cells.next_slot
        shell.events.register("pre_execute", self.cells.woke)
        shell.events.register("pre_run_cell", self.cells.started)
        shell.events.register("post_run_cell", self.cells.ended)


@pytest.fixture
def watched(shell):
    return Watched(shell)


def test_the_running_cell_has_its_raw_source_and_the_count_of_its_prompt(shell, watched):
    shell.run_cell("1 + 1", store_history=True)
    prompt = shell.execution_count
    shell.run_cell("%matplotlib -l\nlook()", store_history=True)

    assert watched.seen == [
        Cell(id=None, execution_count=prompt, source="%matplotlib -l\nlook()", tags=())
    ]


def test_code_that_is_not_stored_in_history_has_no_count(shell, watched):
    shell.run_cell("look()", store_history=False)

    assert watched.seen[0].execution_count is None


def test_the_front_end_tells_id_and_tags(shell, watched):
    watched.parent = {
        "header": {"msg_id": "m1", "msg_type": "execute_request"},
        "metadata": {"cellId": "c1", "tags": ["gofigr-skip", "x"], "deletedCells": []},
    }
    shell.run_cell("look()", store_history=True)

    assert (watched.seen[0].id, watched.seen[0].tags) == ("c1", ("gofigr-skip", "x"))


def test_what_the_front_end_does_not_tell_comes_from_the_notebook(shell):
    watched = Watched(shell, {"look()": Label(id="c9", tags=("t",))}.get)
    shell.run_cell("look()", store_history=True)

    assert (watched.seen[0].id, watched.seen[0].tags) == ("c9", ("t",))


def test_code_that_a_cell_runs_itself_belongs_to_the_cell(shell, watched):
    shell.run_cell("get_ipython().run_cell('look()')\nlook()", store_history=True)

    assert [cell.source for cell in watched.seen] == [
        "get_ipython().run_cell('look()')\nlook()"
    ] * 2


def test_a_cell_that_never_ended_does_not_swallow_the_next(shell, watched):
    watched.parent = {"header": {"msg_id": "m1"}}
    watched.cells.started(shell_info("lost"))
    watched.parent = {"header": {"msg_id": "m2"}}
    shell.run_cell("look()", store_history=True)

    assert watched.seen[0].source == "look()"


def shell_info(source):
    from IPython.core.interactiveshell import ExecutionInfo

    return ExecutionInfo(source, True, False, True, None)


def test_figures_are_counted_anew_in_each_execution(shell, watched):
    for _ in range(2):
        shell.run_cell("slots = [slot(), slot()]", store_history=True)

    assert shell.user_ns["slots"] == [0, 1]


def test_a_callback_between_cells_counts_anew_and_belongs_to_the_last_cell(shell, watched):
    shell.run_cell("slot(); slot()", store_history=True)
    shell.events.trigger("pre_execute")

    assert watched.cells.next_slot() == 0
    assert watched.cells.current.source == "slot(); slot()"


def test_silent_code_is_told_from_a_cell(shell, watched):
    watched.parent = {"header": {"msg_type": "execute_request"}, "content": {"silent": True}}

    assert watched.cells.silent


def test_the_cell_that_loads_the_extension_is_adopted(shell):
    shell.user_ns["found"] = found = []
    shell.user_ns["adopt"] = lambda: found.append(adopted(shell))
    prompt = shell.execution_count
    shell.run_cell("adopt()", store_history=True)

    assert found == [Cell(id=None, execution_count=prompt, source="adopt()", tags=())]


def adopted(shell):
    cells = Cells(shell, lambda source: None)
    cells.adopt()
    return cells.current
