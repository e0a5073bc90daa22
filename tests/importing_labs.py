"""A service with somebody who imports things."""

import asyncio
from contextlib import contextmanager

from factories import Api, Site, a_service
from services import until


class Lab:
    """A service, somebody, and a workspace for each test."""

    def __init__(self, folder, app, runner):
        self.folder, self.app = folder, app
        self.site, self.api = Site(app.state.service), Api(app, runner)
        self.ann = self.site.user("ann")

    def upload(self, data, *, into, name="deck.pptx", **query):
        answer = self.api.post(
            "user_data_upload/",
            by=self.ann,
            content=data,
            params={"workspace": into.id, "name": name, **query},
        )
        assert answer.status_code == 201, answer.text
        return answer.json()

    def imported(self, data, *, into, **options):
        """The task of an upload, once it has ended."""
        return self.ended(self.upload(data, into=into, **options))

    def ended(self, task):
        """A task, once it has ended."""

        def ended():
            found = self.api.get(f"tasks/{task['api_id']}/", by=self.ann).json()
            return found if found["state"] in ("done", "failed") else None

        return until(ended)

    def figures(self, workspace):
        """Every figure of a workspace as (analysis, figure, its revisions)."""
        found = self.api.get(f"workspace/{workspace.id}/", by=self.ann).json()
        return [
            (analysis["name"], figure["name"], [r["api_id"] for r in figure["revisions"]])
            for analysis in found["analyses"]
            for figure in self.get(f"analysis/{analysis['api_id']}/")["figures"]
            for figure in (self.get(f"figure/{figure['api_id']}/"),)
        ]

    def get(self, path):
        return self.api.get(path, by=self.ann).json()

    def links(self, task):
        """What the document of a task is linked to, as (figure revision, anchor, use)."""
        found = self.site.database.read(lambda tx: tx.links.of_asset_revision(task["target_id"]))
        return [(k.revision_id, k.anchor, k.use_type.value) for k in found]


@contextmanager
def a_lab(folder, **config):
    """A service over new folders, as a `Lab`."""
    with a_service(folder, **config) as app, asyncio.Runner() as runner:
        yield Lab(folder, app, runner)
