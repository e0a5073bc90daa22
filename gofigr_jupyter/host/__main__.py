"""python -m gofigr_jupyter.host: the service of a data folder, started on demand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gofigr_jupyter.runtime.place import Place


def main(argv: list[str] | None = None) -> int:
    """Serve the data folder until nobody needs it. Returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m gofigr_jupyter.host", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder")
    parser.add_argument("--idle-minutes", type=float, default=10, help="leave after so many")
    arguments = parser.parse_args(argv)

    from gofigr_jupyter.host.host import HostConfig
    from gofigr_jupyter.host.process import run

    return run(
        HostConfig(place=Place(arguments.data.absolute()), idle_minutes=arguments.idle_minutes)
    )


if __name__ == "__main__":
    sys.exit(main())
