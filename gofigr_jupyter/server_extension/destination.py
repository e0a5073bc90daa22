"""DestinationHandler: tells the panel where this server's notebooks keep their figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from gofigr_jupyter.settings import Settings


class DestinationHandler(APIHandler):
    """GET: the folder that notebook paths start from, and the workspace and analysis if set."""

    auth_resource = "gofigr"

    def initialize(self, settings: Settings, root: Path) -> None:
        """Receive what the answer is made of."""
        self._settings = settings
        self._root = root

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with `{root, workspace, analysis}`."""
        answer: dict[str, Any] = {
            "root": str(self._root),
            "workspace": self._settings.workspace,
            "analysis": self._settings.analysis,
        }
        self.finish(answer)
