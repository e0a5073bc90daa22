"""The one stream that a browser follows, through a real Jupyter server."""

import json
from contextlib import contextmanager

import pytest
from jupyter_servers import jupyter_server, stop_service
from publications import a_publication

from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.runtime import running as runtime
from gofigr_jupyter.runtime.place import Place

API = "gofigr/api/v1.4.1"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("data"))
    yield place
    stop_service(place.root)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return tmp_path_factory.mktemp("jupyter")


@pytest.fixture(scope="module")
def embedded(place, root):
    with jupyter_server(root, {"GF_DATA_DIR": str(place.root)}) as server:
        yield server


@contextmanager
def news(server, **options):
    """The events of an open stream, as (name, data)."""
    with server.client() as client, client.stream("GET", "gofigr/news", **options) as answer:
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        yield events(answer)


def events(answer):
    name, last = None, None
    for line in answer.iter_lines():
        key, _, value = line.partition(": ")
        if key == "event":
            name = value
        elif key == "id":
            last = value
        elif key == "data":
            yield name, json.loads(value), last


def until(stream, name):
    """The data and the id of the next event with that name."""
    return next((data, last) for found, data, last in stream if found == name)


def new_analysis(client, name):
    workspace = client.get(f"{API}/workspace").json()[0]["api_id"]
    body = {"name": name, "workspace": workspace}
    return client.post(f"{API}/analysis/", json=body).json()["api_id"]


def test_looking_at_the_stream_does_not_start_the_service(embedded, place):
    stop_service(place.root)

    with news(embedded) as stream:
        data, _ = until(stream, "service")

    assert data == {"state": "asleep"}
    assert runtime.find(place) is None


def test_the_service_is_followed_once_somebody_starts_it(embedded, place):
    stop_service(place.root)
    with news(embedded) as stream, embedded.client() as client:
        until(stream, "service")

        client.get(f"{API}/user")
        assert until(stream, "service")[0] == {"state": "here"}
        analysis = new_analysis(client, "penguins")

        data, _ = until(stream, "change")
        assert (data["action"], data["target"]) == ("create", analysis)


def test_a_browser_that_comes_back_is_told_what_it_missed(embedded):
    with embedded.client() as client:
        with news(embedded) as stream:
            until(stream, "service")
            new_analysis(client, "first")
            _, last = until(stream, "change")
        missed = new_analysis(client, "second")

        with news(embedded, headers={"Last-Event-ID": last}) as stream:
            data, _ = until(stream, "change")

    assert data["target"] == missed


def test_what_comes_into_the_data_folder_is_told_and_can_be_asked_for(embedded, place, root):
    stop_service(place.root)
    place.prepare()
    with news(embedded) as stream, embedded.client() as client:
        until(stream, "service")

        Outbox(place.outbox).put(a_publication(path=str(root / "study" / "a.ipynb")))

        assert until(stream, "receipts")[0] == {"notebooks": ["study/a.ipynb"], "waiting": 1}
        answer = client.get("gofigr/receipts", params={"notebook": "study/a.ipynb"}).json()
        assert runtime.find(place) is None

    (receipt,) = answer["receipts"]
    assert (receipt["state"], receipt["cell_id"]) == ("queued", "c1")
    assert answer["waiting"] == 1


def test_a_notebook_without_figures_has_no_receipts(embedded):
    with embedded.client() as client:
        answer = client.get("gofigr/receipts", params={"notebook": "none.ipynb"})

    assert (answer.status_code, answer.json()["receipts"]) == (200, [])


def test_a_service_without_a_stream_is_told_apart_from_one_that_is_away(jupyter, tmp_path):
    with news(jupyter) as stream:
        data, _ = until(stream, "service")
    assert data == {"state": "silent"}

    settings = {"GF_URL": "http://127.0.0.1:9", "GF_API_KEY": "k", "GF_DATA_DIR": str(tmp_path)}
    with jupyter_server(tmp_path, settings) as server, news(server) as stream:
        data, _ = until(stream, "service")
    assert data == {"state": "away"}
