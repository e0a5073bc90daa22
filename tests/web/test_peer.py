"""Who is let in without a sign-in: processes of the same user, and nobody who only says so."""

import http.client
import os
import socket
import subprocess
import sys

import pytest
from loopback import serving
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from gofigr_jupyter.service.surfaces.web.peer import is_same_user, socket_owner

LOOPBACK = ["127.0.0.1", "::1"]
ASK = """
import http.client, os, sys

def ask():
    connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]))
    connection.request("GET", "/")
    print(connection.getresponse().read().decode())

ask()
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
ask()
"""


def app():
    """Answers whether it trusts the one who asks."""

    def answer(request):
        return PlainTextResponse("yes" if is_same_user(request) else "no")

    return Starlette(routes=[Route("/", answer, methods=["GET", "POST"])])


@pytest.fixture(scope="module")
def port():
    with serving(app()) as port:
        yield port


def ask(port, *, to="127.0.0.1", method="GET", **headers):
    connection = http.client.HTTPConnection(to, port)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, "/", headers=named)
        return connection.getresponse().read().decode()
    finally:
        connection.close()


@pytest.mark.parametrize("host", LOOPBACK)
def test_the_same_user_is_trusted(host):
    with serving(app(), host=host) as port:
        assert ask(port, to=host) == "yes"


def test_a_client_that_speaks_ipv6_to_an_ipv4_server_is_recognized(port):
    with socket.socket(socket.AF_INET6) as client:
        client.connect(("::ffff:127.0.0.1", port))
        client.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: client.recv(4096), b""))

    assert answer.endswith(b"yes")


@pytest.mark.skipif(os.getuid() != 0, reason="only root can start a process of another user")
def test_another_user_is_not_trusted(port):
    answer = subprocess.run([sys.executable, "-c", ASK, str(port)], capture_output=True, text=True)

    assert answer.stdout == "yes\nno\n"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1:99", "[::1]:99", "[::1]"])
def test_names_of_the_loopback_are_accepted(port, host):
    assert ask(port, Host=host) == "yes"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "10.0.0.1", ""])
def test_another_name_for_this_machine_is_not_trusted(port, host):
    assert ask(port, Host=host) == "no"


@pytest.mark.parametrize(
    "header", ["Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"]
)
def test_what_passed_a_proxy_is_not_trusted(port, header):
    assert ask(port, **{header: "127.0.0.1"}) == "no"


def test_a_page_of_another_site_may_link_here(port):
    assert ask(port, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document") == "yes"


@pytest.mark.parametrize("kind", ["image", "script", "iframe", "empty"])
def test_a_page_of_another_site_cannot_load_our_answers(port, kind):
    assert ask(port, Sec_Fetch_Site="cross-site", Sec_Fetch_Dest=kind) == "no"


def test_a_form_of_another_site_is_not_trusted(port):
    headers = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Dest": "document"}

    assert ask(port, method="POST", **headers) == "no"


def test_a_connection_that_does_not_exist_has_no_owner():
    assert socket_owner(("127.0.0.1", 1), ("127.0.0.1", 2)) is None
