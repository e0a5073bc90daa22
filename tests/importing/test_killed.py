"""Imports whose service ends in the middle: everything is there in the end, and once."""

import signal
import sys
import urllib.request

import pytest
from documents_made import notebook, picture, presentation
from git_servers import a_repository, commit, serving_http
from services import a_process, found, get, kept_revisions, until

from gofigr_jupyter.runtime.place import Place

API = "/api/v1.4.1"
PICTURES = 40
COMMITS = 4


@pytest.fixture
def place(tmp_path):
    return Place(tmp_path / "data")


def workspace(service):
    return get(service, f"{API}/workspace/")[0]["api_id"]


def upload(service, data):
    url = f"{service.url}{API}/user_data_upload/?workspace={workspace(service)}&name=deck.pptx"
    request = urllib.request.Request(url, data)
    request.add_header("Authorization", f"Token {service.key}")
    urllib.request.urlopen(request, timeout=60).close()


def has_figures(service, count):
    """Whether so many figures are there."""
    analyses = get(service, f"{API}/workspace/{workspace(service)}/")["analyses"]
    every = [get(service, f"{API}/analysis/{each['api_id']}/")["figures"] for each in analyses]
    return sum(len(figures) for figures in every) >= count


def the_end(service):
    """The task of the import, once it is done."""

    def ended():
        tasks = get(service, f"{API}/tasks/")
        (task,) = [each for each in tasks if each["kind"] in ("import", "git")]
        assert task["state"] in ("waiting", "running", "done"), task
        return task if task["state"] == "done" else None

    return until(ended)


def killed(place, when, *, first=lambda service: None):
    """A service that is killed, with no chance to say so, as soon as `when` holds."""
    with a_process(place) as process:
        service = found(place, process)
        first(service)
        until(lambda: when(service))


def stopped(place, when, *, first=lambda service: None):
    """A service that is asked to end as soon as `when` holds, and does so with nothing to tell."""
    with a_process(place) as process:
        service = found(place, process)
        first(service)
        until(lambda: when(service))
        process.send_signal(signal.SIGTERM)
        assert process.wait(7) == 0
        assert process.stderr.read() == b""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed that way there")
def test_a_document_is_imported_whole_and_once_however_often_the_service_is_killed(place):
    slides = [(f"Slide {number}", "", [picture(number)]) for number in range(PICTURES)]
    deck = presentation(*slides)

    killed(place, lambda service: True, first=lambda service: upload(service, deck))
    killed(place, lambda service: has_figures(service, 1))
    killed(place, lambda service: has_figures(service, PICTURES // 3))
    with a_process(place) as process:
        service = found(place, process)
        task = the_end(service)
        document = get(service, f"{API}/asset_revision/{task['target_id']}/")
        kept = kept_revisions(service)

    assert task["attempts"] > 2
    assert len(kept["deck.pptx"]) == PICTURES
    assert len(document["figure_revisions"]) == PICTURES
    assert list((place.root / "imports" / "scratch").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed that way there")
def test_a_repository_is_imported_whole_and_once_however_often_the_service_is_killed(
    place, tmp_path
):
    work = a_repository(tmp_path / "repositories" / "lab")
    for number in range(COMMITS):
        cell = (f"plot({number})", [picture(number)])
        commit(work, {"bills.ipynb": notebook("# Bills", cell)})

    with serving_http(tmp_path / "repositories", waits=True) as server:
        url = f"http://127.0.0.1:{server.server_port}/lab/.git"

        def ask(service):
            body = {"url": url, "workspace": workspace(service)}
            get(service, f"{API}/git/import/", body=body)

        killed(place, lambda service: server.asked, first=ask)
        server.go_on.set()
        killed(place, lambda service: has_figures(service, 1))
        with a_process(place) as process:
            service = found(place, process)
            task = the_end(service)
            kept = kept_revisions(service)

    assert task["attempts"] == 3
    assert task["message"].startswith(f"Looked through {COMMITS} notebook versions")
    assert len(kept["bills.ipynb"]) == COMMITS
    assert list((place.root / "imports" / "scratch").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not asked to end that way there")
def test_a_document_is_imported_whole_and_once_however_often_the_service_is_stopped(place):
    slides = [(f"Slide {number}", "", [picture(number)]) for number in range(PICTURES)]
    deck = presentation(*slides)

    stopped(place, lambda service: True, first=lambda service: upload(service, deck))
    stopped(place, lambda service: has_figures(service, 1))
    with a_process(place) as process:
        service = found(place, process)
        task = the_end(service)
        kept = kept_revisions(service)

    assert task["attempts"] == 1
    assert len(kept["deck.pptx"]) == PICTURES
    assert list((place.root / "imports" / "scratch").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not asked to end that way there")
def test_a_service_that_is_stopped_waits_for_no_git_server(place, tmp_path):
    work = a_repository(tmp_path / "repositories" / "lab")
    commit(work, {"bills.ipynb": notebook("# Bills", ("plot()", [picture(1)]))})

    with serving_http(tmp_path / "repositories", waits=True) as server:
        url = f"http://127.0.0.1:{server.server_port}/lab/.git"

        def ask(service):
            body = {"url": url, "workspace": workspace(service)}
            get(service, f"{API}/git/import/", body=body)

        stopped(place, lambda service: server.asked, first=ask)
        server.go_on.set()
        with a_process(place) as process:
            service = found(place, process)
            task = the_end(service)
            kept = kept_revisions(service)

    assert task["attempts"] == 1
    assert len(kept["bills.ipynb"]) == 1
