"""gofigr-jupyter stop: ends the service of a data folder, whatever it is doing."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from gofigr_jupyter.errors import Conflict, ServiceUnavailable
from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.lock import holder
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.runtime.start import ask_to_leave
from gofigr_jupyter.settings import read_settings

PATIENCE = 15.0
"""Seconds; a service that does not end by itself breaks off before."""
LOOK_SECONDS = 0.02


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `stop`."""
    parser = subparsers.add_parser(
        "stop",
        help="stop the service of this machine, whatever it is doing",
        description="What it is doing is left, and the next service goes on with it. "
        "A notebook that needs the service starts it again.",
    )
    parser.add_argument("--data", type=Path, help="data folder; GF_DATA_DIR when not given")
    parser.set_defaults(command=stop)


def stop(arguments: argparse.Namespace) -> int:
    """Ask the service to end, and wait until it has."""
    place = Place(read_settings({"data_dir": arguments.data}).data_dir)
    current = runtime.find(place)
    if current is None:
        print("No service is running.")
        return 0
    if not ask_to_leave(place, kinds=(runtime.EMBEDDED, runtime.SERVE)):
        raise Conflict(
            f"The service is a part of process {current.pid}, and ends with it.",
            hint="Close the notebooks, or stop that process.",
        )
    deadline = time.monotonic() + PATIENCE
    while holder(place.lock_file) == current.pid:
        if time.monotonic() > deadline:
            raise ServiceUnavailable(
                f"The service (process {current.pid}) has not ended in {PATIENCE:.0f} seconds.",
                hint=f"See {place.log_file}, or end that process.",
            )
        time.sleep(LOOK_SECONDS)
    print("Stopped.")
    return 0
