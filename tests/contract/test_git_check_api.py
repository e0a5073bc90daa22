"""Checking git repositories over the API, against real servers on this machine."""

from ipaddress import ip_address

import pytest
from factories import Site, a_site
from git_servers import a_repository, commit, git, serving_http, serving_ssh
from loopback import free_port

from gofigr_jupyter.service.importing import addresses

NAME = "figures"


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A service that may reach this machine, and a folder with a repository."""
    folder = tmp_path_factory.mktemp("world")
    work = a_repository(folder / "repositories" / NAME)
    commit(work, {"a.txt": b"a"})
    git(work, "branch", "draft")
    with a_site(folder, git_hosts=("127.0.0.1",)) as (site, api):
        yield folder, site.user("ann"), api


def checked(world, url, **more):
    _, ann, api = world
    answer = api.post("git/check/", {"url": url, **more}, by=ann)
    assert answer.status_code == 200, answer.text
    return answer.json()


def left(folder):
    return list((folder / "imports" / "scratch").iterdir())


def test_a_repository_tells_its_branches_over_http(world):
    folder = world[0]
    with serving_http(folder / "repositories") as server:
        found = checked(world, f"http://127.0.0.1:{server.server_port}/{NAME}/.git")

    assert found == {
        "works": True,
        "message": "",
        "branches": ["draft", "main"],
        "default_branch": "main",
    }
    assert left(folder) == []


def test_a_repository_that_is_not_there_is_told(world):
    with serving_http(world[0] / "repositories") as server:
        found = checked(world, f"http://127.0.0.1:{server.server_port}/nothing.git")

    assert found["works"] is False
    assert found["message"].startswith("There is no such repository")


def test_a_key_opens_a_repository_over_ssh(world):
    folder, ann, api = world
    key = api.post("ssh_key/", {"name": "opens"}, by=ann).json()
    other = api.post("ssh_key/", {"name": "other"}, by=ann).json()

    with serving_ssh(folder / "repositories", [key["public_key"]]) as port:
        url = f"ssh://git@127.0.0.1:{port}/{NAME}"
        found = checked(world, url, ssh_key_id=key["api_id"])
        refused = checked(world, url, ssh_key_id=other["api_id"])
        by_default = checked(world, url)
    with serving_ssh(folder / "repositories", [key["public_key"]], port=port):
        changed = checked(world, url, ssh_key_id=key["api_id"])

    assert (found["works"], found["branches"]) == (True, ["draft", "main"])
    assert refused["message"].startswith("The host does not accept the key.")
    assert by_default["works"] is True
    assert changed["message"].startswith("The host shows another key than when")
    assert left(folder) == []


def test_ssh_without_a_key_says_what_is_missing(world):
    _, _, api = world
    somebody = Site(api._app.state.service).user("somebody")

    answer = api.post("git/check/", {"url": "git@127.0.0.1:lab/a.git"}, by=somebody)

    assert (answer.status_code, answer.json()["field"]) == (400, "ssh_key_id")


def test_somebody_elses_key_is_refused(world):
    _, ann, api = world
    bob = Site(api._app.state.service).user("bob")
    key = api.post("ssh_key/", {"name": "hers"}, by=ann).json()

    body = {"url": "git@127.0.0.1:lab/a.git", "ssh_key_id": key["api_id"]}

    assert api.post("git/check/", body, by=bob).status_code == 403


def test_redirects_lead_nowhere(world):
    to_a_secret = b"HTTP/1.0 302 Found\r\nLocation: http://127.0.0.1:9/secret.git\r\n\r\n"
    with serving_http(world[0], answers=to_a_secret) as server:
        found = checked(world, f"http://127.0.0.1:{server.server_port}/a.git")

    assert found["works"] is False
    assert server.asked == ["/a.git/info/refs"]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "figures",
        "/etc/passwd",
        "file:///etc",
        "ext::sh -c id",
        "git://example.org/a.git",
        "https://-oProxyCommand=id/a.git",
        "ssh://-oProxyCommand=id/a.git",
        "ssh://-l@example.org/a.git",
        "-u@example.org:a.git",
        "git@example.org:-upload",
        "git@example.org:a b",
        "https://ann:secret@example.org/a.git",
        "https://example.org/a.git?x=1",
        "https://example.org:99999/a.git",
        "https://exa mple.org/a.git",
        "https://example.org",
        "https://example.org/" + "a" * 3000,
        "https://[::1/a.git",
    ],
)
def test_what_is_no_address_of_a_repository_is_refused(world, url):
    _, ann, api = world

    answer = api.post("git/check/", {"url": url}, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "url"), answer.text
    assert "secret" not in answer.text


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.2", "localhost", "10.0.0.8", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("[::1]", "[::ffff:10.0.0.1]", "[64:ff9b::a00:1]", "[2002:a00:1::]"),
        *("2130706433", "0x7f.1"),
    ],
)
def test_hosts_inside_the_network_are_refused_unless_allowed(world, host):
    _, ann, api = world

    answer = api.post("git/check/", {"url": f"https://{host}/a.git"}, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "url"), answer.text
    assert "is not a public host" in answer.json()["detail"]


def test_plain_http_is_for_allowed_hosts_only(world):
    _, ann, api = world

    answer = api.post("git/check/", {"url": "http://192.0.2.1/a.git"}, by=ann)

    assert answer.json()["detail"].startswith("Repositories are not read over plain http.")


def test_a_host_that_does_not_answer_is_told(world):
    found = checked(world, f"http://127.0.0.1:{free_port()}/a.git")

    assert found["message"].startswith("The host does not answer.")


def test_public_addresses_are_public():
    shown = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]

    assert all(addresses.is_public(ip_address(each)) for each in shown)
