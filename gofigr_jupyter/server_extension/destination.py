"""DestinationHandler: tells the panel where this server's notebooks keep their figures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from gofigr_jupyter.publishing.services import app_url
from gofigr_jupyter.settings import Settings


class DestinationHandler(APIHandler):
    """GET: the folder that notebook paths start from, the workspace and analysis if set, and the
    address of the service's pages where it is not this machine's own."""

    auth_resource = "gofigr"

    def initialize(self, settings: Settings, root: Path) -> None:
        """Receive what the answer is made of."""
        self._settings = settings
        self._root = root

    @web.authenticated
    @authorized
    async def get(self) -> None:
        """Answer with `{root, workspace, analysis, pages}`."""
        answer: dict[str, Any] = {
            "root": str(self._root),
            "workspace": self._settings.workspace,
            "analysis": self._settings.analysis,
            "pages": None if self._settings.embedded else app_url(self._settings.url),
        }
        self.finish(answer)
