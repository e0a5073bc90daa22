"""A service of a team, elsewhere than the notebooks."""

from factories import Site

from gofigr_jupyter.host.host import HostConfig
from gofigr_jupyter.host.thread import HostThread
from gofigr_jupyter.runtime.place import Place
from gofigr_jupyter.service.app import ServiceConfig, create_app


class TeamService:
    """A service elsewhere that can be stopped, and started again at the same address.

    It is Ann's; Bob looks on.
    """

    def __init__(self, folder):
        self._place = Place(folder)
        self._place.prepare()
        app = create_app(
            ServiceConfig(
                database_url=f"sqlite:///{self._place.database}",
                blobs_url=self._place.blobs.as_uri(),
            )
        )
        site = Site(app.state.service)
        ann, bob = site.user("ann"), site.user("bob")
        site.join(bob, site.primary(ann), "viewer")
        self.key, self.key_of_bob = map(site.key, (ann, bob))
        app.state.service.close()

    def start(self):
        self._host = HostThread(HostConfig(place=self._place))
        self._host.start()
        self.url = self._host.running().url

    def stop(self):
        self._host.stop()
