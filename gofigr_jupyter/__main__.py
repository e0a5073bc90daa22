"""python -m gofigr_jupyter: the gofigr-jupyter command."""

import sys

from gofigr_jupyter.cli import main

if __name__ == "__main__":
    sys.exit(main())
