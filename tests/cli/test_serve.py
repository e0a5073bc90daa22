"""gofigr-jupyter serve."""

import signal
import subprocess
import sys
from contextlib import closing

import httpx
import pytest
from object_store import BUCKET
from publications import PNG, a_publication
from rings import ring
from services import a_process, found, get, receipt_of, until

from gofigr_jupyter.ids import content_hash
from gofigr_jupyter.publishing.outbox import Outbox
from gofigr_jupyter.publishing.receipts import State
from gofigr_jupyter.runtime import running
from gofigr_jupyter.runtime.place import Place


@pytest.fixture
def place(tmp_path):
    place = Place(tmp_path / "data")
    place.prepare()
    return place


class Served:
    """`gofigr-jupyter serve` in a process of its own."""

    def __init__(self, place, *options):
        command = [sys.executable, "-m", "gofigr_jupyter", "serve", "--data", str(place.root)]
        self.process = subprocess.Popen(
            [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.process.kill()
        self.process.communicate()

    def line(self):
        return self.process.stdout.readline().strip()


def test_it_prints_one_line_serves_delivers_and_stops_cleanly(place):
    publication = a_publication()
    Outbox(place.outbox).put(publication)
    with Served(place) as served:
        line = served.line()
        service = found(place)
        assert line == f"Serving on {service.url}"
        assert get(service, "/api/v1.4.1/info/")["api_version"] == "v1.4.1"
        assert receipt_of(place, publication, State.CAPTURED).link.startswith(service.url)
        assert service.kind == running.SERVE

        served.process.send_signal(signal.SIGTERM)
        rest, errors = served.process.communicate(timeout=60)

    assert (served.process.returncode, rest, errors) == (0, "", "")


def test_a_service_that_was_started_on_demand_makes_way(place):
    with a_process(place) as embedded:
        first = found(place)
        with Served(place) as served:
            assert served.line() == f"Serving on {first.url}"
            assert embedded.wait(60) == 0
            until(lambda: ring(place))


def test_a_folder_that_is_served_already_is_told_in_a_sentence(place):
    with Served(place) as served:
        served.line()
        with Served(place) as second:
            _, errors = second.process.communicate(timeout=60)

    assert second.process.returncode == 1
    assert "is served already, at http://127.0.0.1:" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--host", "192.0.2.1"], "cannot listen on"),
        (["--port", "70000"], "cannot listen on"),
        (["--database-url", "nonsense"], "nonsense"),
        (
            ["--database-url", "postgresql:///figures?host=/nowhere"],
            "? See that its disk is writable",
        ),
        (["--blobs", "s3://lab?endpoint=http://127.0.0.1:9"], "AWS_ACCESS_KEY_ID"),
        (["--blobs", "s3://lab?secret=x"], "Keys come from AWS_ACCESS_KEY_ID"),
        (["--blobs", "gs://lab"], "file:/// or s3://"),
    ],
)
def test_what_cannot_be_served_is_told_in_a_sentence(place, options, told, monkeypatch):
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with Served(place, *options) as served:
        output, errors = served.process.communicate(timeout=60)

    assert (served.process.returncode, output) == (1, "")
    assert told in errors
    assert "Traceback" not in errors


def test_another_port_is_served_when_it_is_named(place):
    with Served(place) as served:
        port = int(served.line().rpartition(":")[2])
    until(lambda: running.find(place) is None)

    with Served(place, "--port", str(port)) as served:
        assert served.line() == f"Serving on http://127.0.0.1:{port}"


def test_files_go_to_a_bucket_where_one_is_named(place, aws_key, object_store, prefix):
    publication = a_publication()
    Outbox(place.outbox).put(publication)
    with Served(place, "--blobs", object_store.url(prefix)) as served:
        served.line()
        link = receipt_of(place, publication, State.CAPTURED).link
        headers = {"Authorization": f"Token {found(place).key}"}
        page = httpx.get(link, headers=headers, timeout=60)

    with closing(object_store.client()) as client:
        there = client.list_objects_v2(Bucket=BUCKET, Prefix=f"{prefix}/")["Contents"]
    names = {entry["Key"].removeprefix(f"{prefix}/") for entry in there}
    picture = content_hash(PNG)
    assert page.status_code == 200
    assert {"gofigr-service.txt", f"{picture[:2]}/{picture[2:]}"} < names
    assert list(place.blobs.iterdir()) == []


def test_people_register_where_it_says_so_and_mail_goes_where_the_file_says(place, tmp_path):
    mail_file = tmp_path / "mail.txt"
    mail_file.write_text((tmp_path / "sent").as_uri() + "\n")
    body = {"username": "dora", "email": "dora@example.org", "password": "a fine password"}
    options = ("--registration", "open", "--mail-file", str(mail_file))
    with Served(place, *options, "--app-url", "https://figures.example.org") as served:
        url = served.line().removeprefix("Serving on ")

        made = httpx.post(f"{url}/api/registration/", json=body, timeout=60)
        asked = {"email": "dora@example.org"}
        httpx.post(f"{url}/api/password_reset/", json=asked, timeout=60)
        until(lambda: list((tmp_path / "sent").glob("*.eml")))

    (letter,) = (tmp_path / "sent").glob("*.eml")
    assert made.status_code == 201
    assert "https://figures.example.org/reset-password?token=3D" in letter.read_text()
