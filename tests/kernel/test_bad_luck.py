"""Killed kernels, full disks, no service: the figure shows, the cell runs, nothing is lost."""

import os
import signal

import pytest
from kernels import a_kernel
from services import a_process, found, kept_revisions, until

from gofigr_jupyter.publishing.outbox import Outbox

DRAW = """
import base64, itertools, time
from IPython.display import display
for i in itertools.count():
    display({"image/png": base64.b64encode(b"figure %d" % i).decode()}, raw=True)
    time.sleep(0.01)
"""


def test_a_kernel_killed_at_any_moment_loses_nothing_that_it_acknowledged(tmp_path, ipykernel):
    with a_kernel(tmp_path, GF_URL="http://127.0.0.1:9", **ipykernel) as kernel:
        kernel.run("%load_ext gofigr_jupyter")
        service = found(kernel.place)
        kernel.send(DRAW)
        acknowledged = [kernel.next_note() for _ in range(20)]
        os.kill(kernel.manager.provisioner.process.pid, signal.SIGKILL)
        os.kill(service.pid, signal.SIGTERM)

        outbox = Outbox(kernel.place.outbox)
        items = outbox.waiting() + outbox.leased()

    assert len({item.publication for item in items}) == len(items) >= len(acknowledged)


def test_what_a_dead_kernel_left_is_delivered_once_by_the_next_service(tmp_path):
    with a_kernel(tmp_path) as kernel:
        kernel.run("%load_ext gofigr_jupyter")
        kernel.send(DRAW)
        for _ in range(10):
            kernel.next_note()
        os.kill(kernel.manager.provisioner.process.pid, signal.SIGKILL)
        os.kill(found(kernel.place).pid, signal.SIGKILL)
        outbox = Outbox(kernel.place.outbox)
        with a_process(kernel.place):
            until(lambda: not outbox.waiting() and not outbox.leased())
            revisions = kept_revisions(found(kernel.place))["unsaved notebook"]

    slots = sorted(r["metadata"]["provenance"]["cell"]["slot"] for r in revisions)
    assert len(slots) >= 10
    assert slots == list(range(len(slots)))


FULL = """
import resource
free = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, free[1]))
plt.plot([1, 2]); plt.show()
resource.setrlimit(resource.RLIMIT_FSIZE, free)
print("the cell went on")
"""


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    """A kernel that cannot start any process."""
    with a_kernel(tmp_path_factory.mktemp("kernel")) as kernel:
        kernel.run("import sys, matplotlib.pyplot as plt; program = sys.executable")
        kernel.run("sys.executable = ''\n%load_ext gofigr_jupyter\nsys.executable = program")
        yield kernel


def test_where_no_process_can_be_started_the_service_is_a_thread(kernel):
    outputs = kernel.run("plt.plot([1, 2]); plt.title('By a thread'); plt.show()\n%gofigr flush")

    assert outputs.errors == []
    assert outputs.text == "1 figure kept and visible.\n"
    assert found(kernel.place).kind == "thread"


def test_a_full_disk_fails_the_figure_and_not_the_cell(kernel):
    kernel.run("get_ipython().history_manager.enabled = False")  # it would complain too
    outputs = kernel.run(FULL)

    assert (outputs.text, outputs.errors) == ("the cell went on\n", [])
    assert outputs.notes[0].startswith("Not kept: The figure could not be written to")


def test_a_folder_that_cannot_be_made_is_said_once_at_load(tmp_path):
    (tmp_path / "file").write_text("")
    with a_kernel(tmp_path, GF_DATA_DIR=str(tmp_path / "file" / "data")) as kernel:
        said = kernel.run("%load_ext gofigr_jupyter").text
        outputs = kernel.run("import matplotlib.pyplot as plt; plt.plot([1]); plt.show()")

    assert said == (
        f"The data folder {tmp_path}/file/data cannot be made: Not a directory. "
        "Name another one in GF_DATA_DIR.\n"
    )
    assert "image/png" in outputs.displays[0]
    assert outputs.notes[0].startswith("Not kept: The figure could not be written")
