"""One Jupyter server for the folder's tests: it forwards to a service that remembers."""

import pytest
from jupyter_servers import FakeService, jupyter_server


@pytest.fixture(scope="session")
def remembering_service():
    service = FakeService()
    with service.running():
        yield service


@pytest.fixture(scope="session")
def jupyter_data(tmp_path_factory):
    """The data folder of the Jupyter server."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def jupyter(remembering_service, tmp_path_factory, jupyter_data):
    settings = {"GF_URL": remembering_service.url, "GF_API_KEY": "key-of-the-service"}
    settings |= {"GF_WORKSPACE": "Lab", "GF_DATA_DIR": str(jupyter_data)}
    with jupyter_server(tmp_path_factory.mktemp("jupyter"), settings) as server:
        yield server


@pytest.fixture
def service(remembering_service):
    remembering_service.asked.clear()
    return remembering_service
