"""The Jupyter server before the service of this machine."""

import base64
import os
import signal

import pytest
from jupyter_servers import jupyter_server, stop_service

from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
API = "gofigr/api/v1.4.1"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("data"))
    yield place
    stop_service(place.root)


@pytest.fixture(scope="module")
def jupyter(place, tmp_path_factory):
    settings = {"GF_DATA_DIR": str(place.root)}
    with jupyter_server(tmp_path_factory.mktemp("jupyter"), settings) as server:
        yield server


def test_the_first_call_starts_the_service(jupyter, place):
    assert runtime.find(place) is None

    with jupyter.client() as client:
        users = client.get(f"{API}/user").json()

    assert runtime.find(place) is not None
    assert len(users) == 1


def test_a_figure_made_through_jupyter_has_a_page_there(jupyter):
    with jupyter.client() as client:
        short_id = publish(client)
        page = client.get(f"gofigr/r/{short_id}")
        style = client.get("gofigr/static/style.css")

    assert page.status_code == style.status_code == 200
    assert "Bill length" in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert style.headers["Content-Type"].startswith("text/css")


def test_the_page_links_stay_below_jupyters_address(jupyter):
    with jupyter.client() as client:
        page = client.get(f"gofigr/r/{publish(client)}").text

    assert 'href="/' not in page
    assert 'src="/' not in page


def test_a_service_that_was_killed_is_started_again(jupyter, place):
    with jupyter.client() as client:
        client.get(f"{API}/user")
        first = runtime.find(place)
        os.kill(first.pid, signal.SIGKILL)
        wait_until_dead(first.pid)

        answer = client.get(f"{API}/user")

    assert answer.status_code == 200
    assert runtime.find(place).pid != first.pid


def publish(client) -> str:
    """Keep a figure through the forwarder; its short id."""
    workspace = client.get(f"{API}/workspace").json()[0]["api_id"]
    analysis = {"name": "penguins", "workspace": workspace}
    figure = {
        "name": "Bill length",
        "analysis": client.post(f"{API}/analysis/", json=analysis).json()["api_id"],
    }
    revision = {
        "figure": client.post(f"{API}/figure/", json=figure).json()["api_id"],
        "metadata": {},
        "data": [
            {
                "name": "figure",
                "type": "image",
                "metadata": {"format": "png", "is_watermarked": False},
                "data": base64.b64encode(PIXEL).decode(),
            }
        ],
    }
    made = client.post(f"{API}/revision/", json=revision).json()
    return made["short_id"] or made["api_id"]


def wait_until_dead(pid: int) -> None:
    """Until the Jupyter server has taken leave of its child."""
    while True:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
