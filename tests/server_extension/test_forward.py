"""The Jupyter server between a browser and a remote service."""

import pytest
from jupyter_servers import TOKEN, jupyter_server


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_call_arrives_with_its_path_query_and_body(jupyter, service, method):
    with jupyter.client() as client:
        answer = client.request(
            method,
            "gofigr/api/v1.4.1/figure/1/?silent=true&q=a%26b",
            content=b'{"name": "\xc3\xa9"}',
        )

    asked = service.asked[-1]
    assert (asked.method, asked.path) == (method, "/api/v1.4.1/figure/1/?silent=true&q=a%26b")
    assert asked.body == answer.content == b'{"name": "\xc3\xa9"}'


def test_the_service_sees_its_own_credential_and_none_of_jupyters(jupyter, service):
    with jupyter.client(cookies={"username-localhost": "cookie"}) as client:
        client.get(
            f"gofigr/api/user?token={TOKEN}&_xsrf=x&limit=1",
            headers={"X-XSRFToken": "x", "Referer": f"{jupyter.url}?token={TOKEN}"},
        )

    asked = service.asked[-1]
    assert asked.path == "/api/user?limit=1"
    assert asked.headers["authorization"] == "Token key-of-the-service"
    assert {"cookie", "x-xsrftoken", "referer"} & asked.headers.keys() == set()
    assert TOKEN not in str(asked.headers)


def test_the_browser_sees_no_cookie_of_the_service(jupyter, service):
    with jupyter.client() as client:
        answer = client.get("gofigr/api/user")

    assert "theirs" not in answer.headers.get("Set-Cookie", "")
    assert "X-Unknown" not in answer.headers


def test_what_another_host_sends_cannot_act_in_jupyters_name(jupyter, service):
    with jupyter.client() as client:
        answer = client.get("gofigr/api/user")

    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    [
        "gofigr/sign-in",
        "gofigr/elsewhere/api/user",
        "gofigr/api/%2e%2e/secret",
        "gofigr/api/%2e%2e%2fsecret",
        "gofigr/static/%2e%2e/%2e%2e/etc/passwd",
        "gofigr/api/line%0abreak",
    ],
)
def test_other_paths_do_not_exist(jupyter, service, path):
    with jupyter.client() as client:
        answer = client.get(path)

    assert (answer.status_code, service.asked) == (404, [])


def test_a_stream_passes_as_it_comes(jupyter, service):
    service.go_on.clear()

    with jupyter.client() as client, client.stream("GET", "gofigr/api/stream") as answer:
        chunks = answer.iter_raw()
        first = next(chunks)
        service.go_on.set()
        rest = b"".join(chunks)

    assert (first, rest) == (b"first", b"second")


def test_five_megabytes_pass_unchanged(jupyter, service):
    body = bytes(range(256)) * 20_000

    with jupyter.client() as client:
        answer = client.post("gofigr/api/revision/", content=body)

    assert answer.content == service.asked[-1].body == body


def test_a_remote_service_shows_its_pages_itself(jupyter, service):
    with jupyter.client() as client:
        answer = client.get("gofigr/r/Ab3dE9xk1")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{service.url}/r/Ab3dE9xk1")
    assert service.asked == []


def test_the_panel_learns_where_the_notebooks_keep_their_figures(jupyter):
    with jupyter.client() as client:
        answer = client.get("gofigr/destination").json()

    assert (answer["workspace"], answer["analysis"]) == ("Lab", None)
    assert answer["root"].startswith("/")


def test_the_panel_learns_where_a_remote_service_shows_figures(jupyter, service):
    with jupyter.client() as client:
        answer = client.get("gofigr/destination").json()

    assert answer["pages"] == service.url


def test_a_service_that_is_down_is_a_sentence(tmp_path):
    settings = {"GF_URL": "http://127.0.0.1:9", "GF_API_KEY": "k"}

    with jupyter_server(tmp_path, settings) as server, server.client() as client:
        answer = client.get("gofigr/api/user")

    assert answer.status_code == 503
    assert answer.json() == {
        "detail": "The service at http://127.0.0.1:9 does not answer.",
        "message": "The service at http://127.0.0.1:9 does not answer. "
        "Try again in a moment; 'gofigr-jupyter status' tells more.",
        "code": "service_unavailable",
        "hint": "Try again in a moment; 'gofigr-jupyter status' tells more.",
    }
