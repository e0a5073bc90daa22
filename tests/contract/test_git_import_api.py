"""Git repositories imported over the API, from real servers on this machine."""

from random import Random

import pytest
from documents_made import notebook, picture
from git_servers import a_repository, commit, git, serving_http, serving_ssh
from importing_labs import a_lab
from services import until

from gofigr_jupyter.errors import InvalidInput
from gofigr_jupyter.service.domain import tasks
from gofigr_jupyter.service.domain.imports import repositories
from gofigr_jupyter.service.domain.imports.repositories import Wanted
from gofigr_jupyter.service.importing.repositories import RepositoryImport
from gofigr_jupyter.service.surfaces.closing import Closed, Closing

BILLS, MASSES = "bills.ipynb", "more/masses.ipynb"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    with a_lab(tmp_path_factory.mktemp("lab"), git_hosts=("127.0.0.1",)) as opened:
        yield opened


@pytest.fixture
def place(lab):
    return lab.site.workspace(lab.ann)


@pytest.fixture(scope="module")
def history(lab):
    """A repository with three versions of a notebook, one of another, and a branch."""
    work = a_repository(lab.folder / "repositories" / "lab")
    hashes = [
        commit(work, {BILLS: notebook("# Bills", ("plot(1)", [picture(1)])), "a.csv": b"1"}),
        commit(
            work,
            {BILLS: notebook("# Bills", ("plot(2)", [picture(2)])), "copy.ipynb": b"{"},
            author="Grace Hopper",
            email="grace@example.net",
        ),
        commit(
            work,
            {
                BILLS: notebook("# Bills", ("plot(2)", [picture(2)]), ("hist()", [picture(3)])),
                MASSES: notebook("# Masses", ("plot(m)", [picture(4)])),
            },
            author="Bob",
            email="bob@example.org",
        ),
    ]
    git(work, "checkout", "-q", "-b", "draft", hashes[0])
    commit(work, {BILLS: notebook("# Draft", ("plot(d)", [picture(5)]))})
    git(work, "checkout", "-q", "main")
    return hashes


@pytest.fixture(scope="module")
def url(lab, history):
    with serving_http(lab.folder / "repositories") as server:
        yield f"http://127.0.0.1:{server.server_port}/lab/.git"


def imported(lab, url, *, into, **more):
    body = {"url": url, "workspace": into.id, **more}
    answer = lab.api.post("git/import/", body, by=lab.ann)
    assert answer.status_code == 201, answer.text
    return lab.ended(answer.json())


def shown(lab, place):
    return [(analysis, name, len(made)) for analysis, name, made in lab.figures(place)]


def test_every_version_of_the_notebooks_of_a_branch_is_imported(lab, place, url, history):
    task = imported(lab, url, into=place)

    assert (task["state"], task["message"]) == (
        "done",
        "Looked through 5 notebook versions: 4 new pictures, 1 known before. 1 could not be read.",
    )
    assert shown(lab, place) == [
        (BILLS, "Bills", 2),
        (BILLS, "Bills (2)", 1),
        (MASSES, "Masses", 1),
    ]
    first = lab.get(f"revision/{lab.figures(place)[0][2][0]}/")
    assert first["metadata"]["git"] | {"date": ""} == {
        "remote": url,
        "branch": "main",
        "commit": history[0],
        "path": BILLS,
        "author": "Ada",
        "date": "",
    }
    assert first["metadata"]["document"]["cell"] == 2
    assert [each["type"] for each in first["data"]] == ["image", "code"]
    assets = lab.get(f"workspace/{place.id}/")["assets"]
    assert {each["name"] for each in assets} == {BILLS, MASSES}
    assert list((lab.folder / "imports" / "scratch").iterdir()) == []


def test_authors_are_colleagues_or_names(lab, place, url):
    bob = lab.site.user("bob")
    lab.site.join(bob, place, "viewer")

    imported(lab, url, into=place)

    behalf = [
        (told["created_by"], told["created_on_behalf_name"], told["created_on_behalf_email"])
        for _, _, revisions in lab.figures(place)
        for told in (lab.get(f"revision/{each}/") for each in revisions)
    ]
    assert behalf == [
        ("ann", "Ada", "ada@example.org"),
        ("ann", "Grace Hopper", "grace@example.net"),
        ("ann", "bob", "bob@example.org"),
        ("ann", "bob", "bob@example.org"),
    ]


def test_a_second_import_adds_nothing(lab, place, url):
    imported(lab, url, into=place)
    before = lab.figures(place)

    again = imported(lab, url, into=place)

    assert again["message"].startswith("Looked through 5 notebook versions: 0 new pictures,")
    assert lab.figures(place) == before


def test_branches_are_chosen_and_figures_filed_where_one_wants(lab, place, url):
    analysis = lab.site.analysis(lab.ann, place, name="penguins")

    imported(lab, url, into=place, branches=["draft"], analysis=analysis.id)

    assert shown(lab, place) == [("penguins", "Bills", 1), ("penguins", "Draft", 1)]


def test_a_private_repository_is_imported_by_ssh(lab, place, history):
    key = lab.api.post("ssh_key/", {"name": "k"}, by=lab.ann).json()
    with serving_ssh(lab.folder / "repositories", [key["public_key"]]) as port:
        url = f"ssh://git@127.0.0.1:{port}/lab"
        task = imported(lab, url, into=place, ssh_key_id=key["api_id"])

    assert task["state"] == "done"
    assert len(lab.figures(place)) == 3


def test_a_branch_that_is_not_there_ends_the_task(lab, place, url):
    task = imported(lab, url, into=place, branches=["main", "--upload-pack=id"])

    assert (task["state"], task["attempts"]) == ("failed", 1)
    assert task["message"].startswith("The repository has no branch '--upload-pack=id'.")
    assert lab.figures(place) == []


def asked(lab, place, url):
    """A repository that waits to be imported, and its task as a worker takes it."""

    def ask(tx):
        wanted = Wanted(url=url, branches=(), workspace=place.id)
        task = repositories.begin(tx, lab.ann.actor, wanted)
        tx.task_is_due = False  # the service's own worker is not woken
        values = {"state": tasks.TaskState.RUNNING, "lease_until": tx.now + tasks.LEASE}
        tx.tasks.change(task.id, attempts=1, **values)
        return tx.tasks.get(task.id)

    return lab.site.database.write(ask)


class Ends(Closing):
    """A service that ends after so many looks."""

    def __init__(self, looks):
        self.left = looks

    def is_begun(self):
        self.left -= 1
        return self.left < 0


def doing(lab, **changes):
    service = lab.app.state.service
    return RepositoryImport(
        **{
            "database": service.database,
            "storage": service.storage,
            "remotes": service.remotes,
            "scratch": service.remotes._scratch,
            "closing": Closing(),
        }
        | changes
    )


def test_an_import_that_was_cut_short_goes_on_and_adds_nothing_twice(lab, place, url):
    task = asked(lab, place, url)
    looks = 0
    while not lab.figures(place):  # cut it later and later, until something is there
        looks += 10
        with pytest.raises(Closed):
            doing(lab, closing=Ends(looks))(task)

    doing(lab)(task)

    assert shown(lab, place) == [
        (BILLS, "Bills", 2),
        (BILLS, "Bills (2)", 1),
        (MASSES, "Masses", 1),
    ]


def test_a_canceled_import_stops(lab, place, url):
    task = asked(lab, place, url)
    lab.site.database.write(lambda tx: tasks.cancel(tx, lab.ann.actor, task.id))

    doing(lab)(task)

    assert lab.figures(place) == []


def test_a_repository_over_the_limit_is_refused_and_nothing_is_left(lab, place, tmp_path):
    work = a_repository(tmp_path / "large")
    commit(work, {"noise.bin": Random(1).randbytes(2**20)})
    with serving_http(tmp_path) as server:
        task = asked(lab, place, f"http://127.0.0.1:{server.server_port}/large/.git")
        with pytest.raises(InvalidInput, match="larger than 0 MiB"):
            doing(lab, most_bytes=1000)(task)

    assert list((lab.folder / "imports" / "scratch").iterdir()) == []


def refused(lab, **body):
    answer = lab.api.post("git/import/", body, by=lab.ann)
    assert answer.json()["detail"], answer.text
    return answer.status_code, answer.json().get("field")


def test_what_cannot_be_imported_is_refused(lab, place):
    fine = {"url": "http://127.0.0.1:9/a.git", "workspace": place.id}
    somebodys = lab.site.workspace(lab.site.user("carl"))

    assert refused(lab) == (400, None)
    assert refused(lab, **fine | {"url": "file:///etc"}) == (400, "url")
    assert refused(lab, **fine | {"url": "https://10.0.0.1/a.git"}) == (400, "url")
    assert refused(lab, **fine | {"workspace": "lab"}) == (400, "workspace")
    assert refused(lab, **fine | {"workspace": somebodys.id})[0] == 403
    assert refused(lab, **fine | {"branches": [""]}) == (400, "branches")
    assert refused(lab, **fine | {"branches": ["b"] * 101}) == (400, "branches")
    assert refused(lab, **fine | {"branches": "main"}) == (400, "branches")
    assert refused(lab, **fine | {"ssh_key_id": "k"}) == (400, "ssh_key_id")
    assert lab.figures(place) == []


def test_a_service_tells_that_it_is_importing(lab, place):
    service = lab.app.state.service
    with serving_http(lab.folder, answers=b"", waits=True) as server:
        url = f"http://127.0.0.1:{server.server_port}/lab/.git"
        body = {"url": url, "workspace": place.id}
        task = lab.api.post("git/import/", body, by=lab.ann).json()
        until(service.is_busy)
        lab.api.post(f"tasks/{task['api_id']}/cancel/", by=lab.ann)
        server.go_on.set()

    until(lambda: not service.is_busy())
    assert lab.get(f"tasks/{task['api_id']}/")["state"] == "canceled"
