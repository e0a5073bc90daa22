"""The embedded service shows its pages to its owner, and to nobody else, without a sign-in."""

import http.client

import pytest
from loopback import serving

from gofigr_jupyter.service.app import ServiceConfig, create_app


@pytest.fixture
def status(tmp_path):
    """The status of a page that this process asks for."""

    def status(path, *, open_to_owner, **headers):
        app = create_app(
            ServiceConfig(
                database_url=f"sqlite:///{tmp_path / 'gofigr.db'}",
                blobs_url=(tmp_path / "blobs").as_uri(),
                local_user="ann",
                local_key="the key of this start",
                open_to_owner=open_to_owner,
            )
        )
        with serving(app) as port:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", path, headers=headers)
            found = connection.getresponse().status
            connection.close()
        app.state.service.close()
        return found

    return status


def test_the_owner_needs_no_sign_in(status):
    assert status("/r/nothing", open_to_owner=True) == 404


def test_a_service_for_others_asks_its_owner_too(status):
    assert status("/r/nothing", open_to_owner=False) == 401


def test_the_key_of_this_start_signs_in(status):
    headers = {"Authorization": "Token the key of this start"}

    assert status("/r/nothing", open_to_owner=False, **headers) == 404


def test_the_api_wants_a_key_from_the_owner_too(status):
    assert status("/api/v1.4.1/workspace/", open_to_owner=True) == 401
