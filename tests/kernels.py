"""Real kernels in processes of their own, each with its own data folder and service."""

import os
import signal
import sys
from contextlib import contextmanager

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

from gofigr_jupyter.runtime import running
from gofigr_jupyter.runtime.place import Place

PYTHON = os.environ.get("KERNEL_PYTHON", sys.executable)
"""The interpreter that runs the kernels: another one has another ipykernel."""


class Outputs:
    """What a cell showed."""

    def __init__(self):
        self.text = ""
        self.order = []
        self.displays = []
        self.updates = []
        self.errors = []

    @property
    def notes(self):
        """Our lines under figures, as plain text."""
        return [
            data["text/plain"]
            for data in self.displays
            if data.get("text/plain", "").startswith(("Kept as", "Not kept"))
        ]

    def add(self, message):
        content, kind = message["content"], message["msg_type"]
        self.order.append(content.get("text", kind))
        if kind == "stream":
            self.text += content["text"]
        elif kind in ("display_data", "execute_result"):
            self.displays.append(content["data"])
        elif kind == "update_display_data":
            self.updates.append(content["data"])
        elif kind == "error":
            self.errors.append(content["evalue"])


class Kernel:
    """A kernel that runs cells and hands back what they showed."""

    def __init__(self, manager, client, place):
        self.manager = manager
        self.place = place
        self._client = client

    def run(self, source, **metadata):
        """Run a cell as JupyterLab does, with its metadata (cellId, tags)."""
        outputs = Outputs()
        session = self._client.session
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
        message = session.msg("execute_request", content, metadata=metadata)
        self._client.shell_channel.send(message)
        while True:
            reply = self._client.get_iopub_msg(timeout=180)
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
                return outputs
            outputs.add(reply)

    def messages(self, source, *, until, **metadata):
        """Run a cell, and everything that the kernel says until `until` holds for a message."""
        session = self._client.session
        content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False}
        message = session.msg("execute_request", content, metadata=metadata)
        self._client.shell_channel.send(message)
        return self._until(until)

    def ask(self, comm, content):
        """What a view is answered, and the bytes beside it: the page's side of `comm`."""
        session = self._client.session
        data = {"method": "custom", "content": {"id": "1", **content}}
        self._client.shell_channel.send(session.msg("comm_msg", {"comm_id": comm, "data": data}))
        answer = self._until(
            lambda said: (
                said["msg_type"] == "comm_msg" and said["content"]["data"]["method"] == "custom"
            )
        )[-1]
        return answer["content"]["data"]["content"], answer["buffers"]

    def _until(self, holds):
        said = []
        while not (said and holds(said[-1])):
            said.append(self._client.get_iopub_msg(timeout=180))
        return said

    def send(self, source):
        """Start a cell and do not wait for it."""
        self._client.execute(source)

    def next_note(self):
        """The next of our lines that arrives."""
        while True:
            reply = self._client.get_iopub_msg(timeout=180)
            outputs = Outputs()
            outputs.add(reply)
            if outputs.notes:
                return outputs.notes[0]


@contextmanager
def a_kernel(folder, **environment):
    """A kernel with its data in `folder`/data, and without a trace when it is over."""
    place = Place(folder / "data")
    manager = KernelManager()
    manager._kernel_spec = KernelSpec(
        argv=[PYTHON, "-Wignore", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        language="python",
        display_name="test",
    )
    env = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GF_")},
        "GF_DATA_DIR": str(place.root),
        "GF_IDLE_MINUTES": "1",
        "IPYTHONDIR": str(folder / "ipython"),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
        "HOME": str(folder),
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        **environment,
    }
    with open(folder / "kernel.err", "wb") as errors:
        manager.start_kernel(env=env, cwd=str(folder), stderr=errors)
        client = manager.blocking_client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=180)
            yield Kernel(manager, client, place)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
            manager.cleanup_resources()
            manager.context.destroy()
            stop_service(place)


def stop_service(place):
    """Stop the service that a kernel has started."""
    service = running.read(place)
    if service is not None and running.find(place) is not None:
        os.kill(service.pid, signal.SIGTERM)
