"""Who may use the forwarder: nobody whom Jupyter does not know."""

import re

import pytest
from jupyter_servers import TOKEN

from gofigr_jupyter.server_extension import _load_jupyter_server_extension

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]
PATHS = {
    "/gofigr/destination": "gofigr/destination",
    "/gofigr/choices": "gofigr/choices",
    "/gofigr/news": "gofigr/news",
    "/gofigr/receipts": "gofigr/receipts?notebook=a.ipynb",
    "/gofigr/(api/.*)": "gofigr/api/v1.4.1/user",
    "/gofigr/((?:r|revision|figure|analysis|workspace|asset|asset_revision|static)/.*)": (
        "gofigr/r/Ab3dE9xk1"
    ),
}
"""A path for each handler, by the pattern it is registered under."""


class Recorder:
    """Stands where a Jupyter server would, and writes down the handlers it is given."""

    def __init__(self, root):
        self.root_dir = str(root)
        self.web_app = self
        self.settings = {"base_url": "/"}
        self.patterns = []

    def add_handlers(self, host, handlers):
        self.patterns += [pattern for pattern, *_ in handlers]


def test_every_handler_is_in_the_table_below(tmp_path):
    recorder = Recorder(tmp_path)

    _load_jupyter_server_extension(recorder)

    assert recorder.patterns == list(PATHS)
    assert all(re.fullmatch(p, f"/{path.split('?')[0]}") for p, path in PATHS.items())


@pytest.mark.parametrize("path", PATHS.values())
@pytest.mark.parametrize("method", METHODS)
def test_a_stranger_gets_nowhere(jupyter, service, path, method):
    with jupyter.stranger() as client:
        answer = client.request(method, path)

    assert service.asked == []
    if answer.status_code == 302:
        assert "/login" in answer.headers["Location"]
    else:
        assert answer.status_code in (403, 405)


def test_a_wrong_token_gets_nowhere(jupyter, service):
    with jupyter.stranger() as client:
        answer = client.get("gofigr/api/user", headers={"Authorization": "token wrong"})

    assert (answer.status_code, service.asked) == (403, [])


def test_a_write_by_cookie_needs_jupyters_xsrf_token(jupyter, service):
    with jupyter.stranger() as client:
        sign_in_by_cookie(client)
        without = client.post("gofigr/api/figure/", json={})
        token = {"X-XSRFToken": client.cookies["_xsrf"]}
        with_it = client.post("gofigr/api/figure/", json={}, headers=token)

    assert (without.status_code, with_it.status_code) == (403, 200)
    assert len(service.asked) == 1


def test_another_site_cannot_read_through_the_browser(jupyter, service):
    with jupyter.stranger() as client:
        sign_in_by_cookie(client)
        answer = client.get("gofigr/api/user", headers={"Origin": "https://elsewhere.example"})

    assert (answer.status_code, service.asked) == (404, [])


def sign_in_by_cookie(client):
    client.get("login")  # shows the form, which brings the XSRF token
    client.get("login", params={"token": TOKEN})
