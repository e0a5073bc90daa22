"""What the main job costs. `make bench` prints the figures; nothing here passes or fails by time.

Read ratios and medians: the machine is shared. Where two things are compared, both are measured
in turn in one run.
"""

import contextlib
import io
import os
import subprocess
import sys
import time

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.pylabtools import select_figure_formats
from publications import a_publication
from reporting import report
from rings import ring
from services import a_process, found, receipt_of, until

from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import State
from gofigr_jupyter.runtime.place import Place

ROUNDS = 60
PNG_BYTES = 40_000
CELL = """
import matplotlib, time
matplotlib.use("module://matplotlib_inline.backend_inline")
import matplotlib.pyplot as plt
fig, ax = plt.subplots(); ax.plot(range(500)); ax.set_title("line"); plt.close(fig)
"""


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "data")
    place.prepare()
    return place


def timed(action):
    begun = time.perf_counter()
    action()
    return (time.perf_counter() - begun) * 1e3


def fresh(code):
    """Milliseconds that `code` prints in an interpreter of its own."""
    command = [sys.executable, "-c", code]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def bench_writing_to_the_outbox(place):
    outbox = Outbox(place.outbox)
    publications = [a_publication(data=os.urandom(PNG_BYTES)) for _ in range(ROUNDS)]

    values = [timed(lambda p=publication: outbox.put(p)) for publication in publications]

    report("outbox.put of a 40 kB figure", values)
    assert len(outbox.waiting()) == ROUNDS


def bench_importing_the_package():
    code = (
        "import time; t = time.perf_counter(); import gofigr_jupyter; "
        "print((time.perf_counter() - t) * 1e3)"
    )

    report("import gofigr_jupyter", [fresh(code) for _ in range(5)])


def bench_durable_and_visible(place):
    """From the write to the outbox until the receipt of the durable revision stands."""
    outbox = Outbox(place.outbox)
    with a_process(place):
        found(place)
        values = []
        for round_number in range(ROUNDS):
            publication = a_publication(
                data=os.urandom(PNG_BYTES), source=f"plot({round_number % 5})", cell_id="c"
            )
            begun = time.perf_counter()
            outbox.put(publication)
            ring(place)
            receipt_of(place, publication, State.CAPTURED)
            values.append((time.perf_counter() - begun) * 1e3)

    report("durable and visible after the write, first one", values[:1])
    report("durable and visible after the write, the others", values[1:])


def bench_starting_the_service(tmp_path):
    values = []
    for number in range(3):
        place = Place(tmp_path / str(number))
        place.prepare()
        begun = time.perf_counter()
        with a_process(place):
            until(lambda place=place: place.runtime_file.exists())
            found(place)
            values.append((time.perf_counter() - begun) * 1e3)

    report("service from its start until it answers, new folder", values)


def bench_a_figure_in_a_cell(tmp_path, monkeypatch):
    """The same display with and without us, in turn: what we add, in wall time and CPU time."""
    monkeypatch.setenv("GF_DATA_DIR", str(tmp_path / "data"))
    shell = InteractiveShell.instance()
    shell.run_cell(CELL)
    select_figure_formats(shell, {"png"})
    shell.run_line_magic("load_ext", "gofigr_jupyter")
    figure = shell.user_ns["fig"]
    added: dict[bool, list[float]] = {True: [], False: []}
    cpu: dict[bool, list[float]] = {True: [], False: []}
    for number in range(2 * ROUNDS):
        ours = bool(number % 2)
        figure.axes[0].set_xlim(0, 500 + number)
        shell.user_ns["figure"] = figure
        with contextlib.redirect_stdout(io.StringIO()):
            shell.run_line_magic("gofigr", "on" if ours else "off")
            begun, begun_cpu = time.perf_counter(), time.process_time()
            shell.run_cell(f"display(figure)  # {number // 2}", store_history=True)
            added[ours].append((time.perf_counter() - begun) * 1e3)
            cpu[ours].append((time.process_time() - begun_cpu) * 1e3)
    shell.run_line_magic("unload_ext", "gofigr_jupyter")

    report("cell that shows a figure, without us", added[False])
    report("cell that shows a figure, with us", added[True])
    differences = [a - b for a, b in zip(added[True], added[False], strict=True)]
    report("  added wall time", differences)
    report("  added CPU time", [a - b for a, b in zip(cpu[True], cpu[False], strict=True)])
