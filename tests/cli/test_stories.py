"""gofigr-jupyter story."""

import io

import pytest
from jupyter_servers import stop_service
from pptx import Presentation
from services import found, get

from gofigr_jupyter.cli import main
from gofigr_jupyter.runtime.place import Place


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = Place(tmp_path_factory.mktemp("data"))
    place.prepare()
    yield place
    stop_service(place.root)


@pytest.fixture
def call(place, capsys):
    """Runs a command; what it printed and what it complained about."""

    def call(action, *options, status=0):
        assert main(["story", action, "--data", str(place.root), *options]) == status
        return capsys.readouterr()

    return call


def test_stories_are_listed_and_written_to_files(place, call, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = call("list").out
    service = found(place)
    (workspace,) = get(service, "/api/v1.4.1/workspace/")
    body = {"name": "Bills", "workspace": workspace["api_id"], "title": "What bills tell"}
    story = get(service, "/api/v1.4.1/story/", body=body)

    listed = call("list").out
    named = call("export", "Bills").out
    page = call("export", story["api_id"], "--output", "talk.html").out

    assert before == "There is no story yet.\n"
    assert story["api_id"] in listed
    assert "Bills" in listed
    assert (named, page) == ("Bills.pptx\n", "talk.html\n")
    (slide,) = Presentation(io.BytesIO((tmp_path / "Bills.pptx").read_bytes())).slides
    assert slide.shapes.title.text_frame.text == "What bills tell"
    assert "What bills tell" in (tmp_path / "talk.html").read_text(encoding="utf-8")


def test_what_cannot_be_written_is_said(call):
    assert "There is no story named 'Beaks'." in call("export", "Beaks", status=1).err
    told = call("export", "Beaks", "--output", "talk.doc", status=1).err
    assert "'talk.doc' does not tell its format." in told
