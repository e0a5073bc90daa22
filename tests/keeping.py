"""An embedded service in this process and deliverers to it, for tests of delivery."""

import asyncio
from contextlib import contextmanager

from gofigr_jupyter.client.auth import ApiKeyAuth
from gofigr_jupyter.client.connection import in_process
from gofigr_jupyter.delivery.deliverer import Deliverer
from gofigr_jupyter.service.app import ServiceConfig, create_app

URL = "http://127.0.0.1:4321"
KEY = "local"


@contextmanager
def embedded(folder):
    """The real app of an embedded service that keeps everything in `folder`."""
    app = create_app(
        ServiceConfig(
            database_url=f"sqlite:///{folder / 'gofigr.db'}",
            blobs_url=(folder / "blobs").as_uri(),
            local_user="ada",
            local_key=KEY,
            app_url=URL,
        )
    )
    try:
        yield app
    finally:
        app.state.service.close()


class Keeping:
    """Delivers to an app, one publication after another, and looks at what it has."""

    def __init__(self, app):
        self.app = app
        self._runner = asyncio.Runner()
        self.client = in_process(app, ApiKeyAuth(KEY))
        self.deliverer = Deliverer(self.client, url=URL)

    def deliver(self, publication):
        """The receipt of `publication`."""
        return self.delivered(publication).receipt

    def delivered(self, publication):
        return self.run(self.deliverer.deliver(publication))

    def restart(self):
        """A new service process: nothing is remembered."""
        self.deliverer = Deliverer(self.client, url=URL)

    def run(self, awaitable):
        return self._runner.run(awaitable)

    def analyses(self):
        (workspace,) = self.run(self.client.workspaces())
        return self.run(self.client.workspace(workspace.api_id)).analyses

    def figures(self):
        """Every figure, with its revisions."""
        return [
            self.run(self.client.figure(figure.api_id))
            for analysis in self.analyses()
            for figure in self.run(self.client.analysis(analysis.api_id)).figures
        ]

    def counts(self):
        """How many revisions each figure has, by its name."""
        return {figure.name: len(figure.revisions) for figure in self.figures()}

    def close(self):
        self.run(self.client.close())
        self._runner.close()
