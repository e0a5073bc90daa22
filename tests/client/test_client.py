"""The client, against a transport that is a function."""

import asyncio
import json

import httpx
import pytest

from gofigr_jupyter import errors
from gofigr_jupyter.client.auth import ApiKeyAuth, auth_for
from gofigr_jupyter.client.connection import in_process, remote
from gofigr_jupyter.wire.insight import AiSettings

USER = {"username": "ada", "email": "ada@example.org"}


def ask(handler, call, *, auth=None, url="http://service.example"):
    async def live():
        transport = httpx.MockTransport(handler)
        async with remote(url, auth or ApiKeyAuth("k"), transport=transport) as client:
            return await call(client)

    return asyncio.run(live())


def answering(status, body="", headers=None):
    content = body if isinstance(body, str) else json.dumps(body)
    return lambda request: httpx.Response(status, text=content, headers=headers)


def test_the_key_and_the_version_are_in_the_request():
    seen = []

    def handler(request):
        seen.append((request.method, str(request.url), request.headers["authorization"]))
        return httpx.Response(200, json=[USER])

    user = ask(handler, lambda client: client.user(), url="https://lab.example/gofigr")

    assert user.username == "ada"
    assert seen == [("GET", "https://lab.example/gofigr/api/v1.4.1/user/", "Token k")]


def test_a_model_may_think_longer_than_a_service_may_be_silent_otherwise():
    seen = {}

    def handler(request):
        seen[request.url.path.rpartition("v1.4.1/")[2]] = request.extensions["timeout"]["read"]
        return httpx.Response(500)

    for call in (
        lambda client: client.ask("r1", "Which is largest?"),
        lambda client: client.try_ai(AiSettings()),
        lambda client: client.user(),
    ):
        with pytest.raises(errors.GoFigrError):
            ask(handler, call)

    assert seen == {"deep_insight/": 660, "admin/ai/test/": 660, "user/": 30}


FOREIGN = [
    error
    for error in vars(httpx).values()
    if isinstance(error, type)
    and issubclass(error, (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL))
    and error is not httpx.HTTPStatusError
]


@pytest.mark.parametrize("error", FOREIGN, ids=lambda e: e.__name__)
def test_no_exception_of_the_http_library_comes_out(error):
    def handler(request):
        raise error("no luck") if error not in WITHOUT_TEXT else error()

    with pytest.raises(errors.GoFigrError):
        ask(handler, lambda client: client.user())


WITHOUT_TEXT = {
    httpx.StreamConsumed,
    httpx.StreamClosed,
    httpx.ResponseNotRead,
    httpx.RequestNotRead,
}


def test_a_service_that_does_not_answer_can_be_tried_again():
    def handler(request):
        raise httpx.ConnectTimeout("")

    with pytest.raises(errors.ServiceUnavailable, match="no answer in time") as caught:
        ask(handler, lambda client: client.user())

    assert caught.value.retryable


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, errors.InvalidInput),
        (401, errors.NotAuthenticated),
        (403, errors.Forbidden),
        (404, errors.NotFound),
        (409, errors.Conflict),
        (413, errors.TooLarge),
        (429, errors.RateLimited),
        (500, errors.ServiceUnavailable),
        (502, errors.ServiceUnavailable),
        (507, errors.StorageUnavailable),
    ],
)
@pytest.mark.parametrize("body", ["", "<html>", '{"detail": "no"}', "[]", "\udcff"])
def test_each_status_becomes_its_error_whatever_the_body(status, error, body):
    handler = answering(status, body.encode(errors="surrogateescape").decode("latin-1"))

    with pytest.raises(errors.GoFigrError) as caught:
        ask(handler, lambda client: client.user())

    assert type(caught.value) is error


@pytest.mark.parametrize("body", ["", "<html>Sign in to this network", "{}", "[]", "[1]"])
def test_a_success_that_is_no_gofigr_answer_is_an_unavailable_service(body):
    with pytest.raises(errors.ServiceUnavailable):
        ask(answering(200, body), lambda client: client.user())


def test_a_redirect_names_the_address_to_use():
    handler = answering(301, "", {"location": "https://service.example/"})

    with pytest.raises(errors.InvalidInput, match="sends callers elsewhere"):
        ask(handler, lambda client: client.user())


@pytest.mark.parametrize("url", ["http://", "http://[::"])
def test_an_address_that_is_none_is_told_in_a_sentence(url):
    with pytest.raises(errors.InvalidInput, match="is not the address of a service"):
        ask(answering(200), lambda client: client.user(), url=url)


class TokenService:
    """Signs in ada; an access token is good for one request, refreshing works `renewals` times."""

    def __init__(self, renewals=10):
        self.calls = []
        self.good = None
        self.count = 0
        self.renewals = renewals

    def __call__(self, request):
        path = request.url.path
        self.calls.append(path)
        if path == "/api/token/":
            if json.loads(request.content)["password"] != "right":
                return httpx.Response(401, json={"detail": "no"})
            return httpx.Response(200, json={"access": self._fresh(), "refresh": "r"})
        if path == "/api/token/refresh/":
            self.renewals -= 1
            if self.renewals < 0:
                return httpx.Response(401, json={"code": "token_not_valid", "detail": "old"})
            return httpx.Response(200, json={"access": self._fresh()})
        if request.headers["authorization"] != f"Bearer {self.good}":
            return httpx.Response(401, json={"code": "token_not_valid", "detail": "old"})
        self.good = None
        return httpx.Response(200, json=[USER])

    def _fresh(self):
        self.count += 1
        self.good = f"t{self.count}"
        return self.good


def twice(client):
    async def call():
        await client.user()
        return await client.user()

    return call()


def test_a_user_signs_in_once_and_refreshes_when_the_token_expires():
    service = TokenService()

    ask(service, twice, auth=auth_for(username="ada", password="right"))

    assert [path for path in service.calls if "token" in path] == [
        "/api/token/",
        "/api/token/refresh/",
    ]


def test_a_user_signs_in_again_when_the_refresh_is_refused():
    service = TokenService(renewals=0)

    user = ask(service, twice, auth=auth_for(username="ada", password="right"))

    assert user.username == "ada"
    assert service.calls.count("/api/token/") == 2


def test_a_wrong_password_is_told_in_a_sentence():
    with pytest.raises(errors.NotAuthenticated, match="'ada' and its password were refused"):
        ask(
            TokenService(),
            lambda client: client.user(),
            auth=auth_for(username="ada", password="no"),
        )


@pytest.mark.parametrize("wall", ["/api/token/", "/api/token/refresh/"])
def test_a_page_in_place_of_a_token_is_told_in_a_sentence(wall):
    service = TokenService()

    def handler(request):
        if request.url.path == wall:
            return httpx.Response(200, text="<html>Welcome to our network</html>")
        return service(request)

    with pytest.raises(errors.ServiceUnavailable, match="does not answer as a GoFigr service"):
        ask(handler, twice, auth=auth_for(username="ada", password="right"))


def test_a_token_that_is_never_accepted_does_not_loop():
    def handler(request):
        if "token" in request.url.path:
            return httpx.Response(200, json={"access": "a", "refresh": "r"})
        return httpx.Response(401, json={"code": "token_not_valid", "detail": "old"})

    with pytest.raises(errors.TokenNotValid):
        ask(
            handler,
            lambda client: client.user(),
            auth=auth_for(username="ada", password="right"),
        )


def test_the_newest_version_that_the_service_knows_is_spoken():
    def handler(request):
        if request.url.path.startswith(("/api/v1.4.1/", "/api/v1.4/")):
            return httpx.Response(404)
        return httpx.Response(200, json={"api_version": "v1.3"})

    async def call(client):
        await client.negotiate()
        return client.version

    version = ask(handler, call)

    assert version.name == "v1.3"
    assert not version.accepts_client_ids


def test_an_address_without_a_gofigr_service_is_told_in_a_sentence():
    with pytest.raises(errors.ServiceUnavailable, match="no GoFigr service at"):
        ask(answering(404), lambda client: client.negotiate())


def test_a_chosen_id_is_sent_only_where_the_service_takes_it():
    bodies = []

    def handler(request):
        bodies.append(json.loads(request.content))
        return httpx.Response(201, json={"api_id": "r1"})

    async def call(client):
        from gofigr_jupyter.wire.versions import VERSIONS

        await client.create_revision({"figure": "f", "client_id": "c", "data": [{"data": b"ab"}]})
        client.version = VERSIONS["v1.3"]
        await client.create_revision({"figure": "f", "client_id": "c"})

    ask(handler, call)

    assert bodies == [
        {"figure": "f", "client_id": "c", "data": [{"data": "YWI="}]},
        {"figure": "f"},
    ]


def test_an_app_in_this_process_is_asked_without_a_socket():
    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": json.dumps([USER]).encode()})

    async def live():
        async with in_process(app, ApiKeyAuth("k")) as client:
            return await client.user()

    assert asyncio.run(live()).username == "ada"


def test_an_app_that_breaks_is_an_unavailable_service():
    async def app(scope, receive, send):
        raise RuntimeError("broken")

    async def live():
        async with in_process(app, ApiKeyAuth("k")) as client:
            await client.user()

    with pytest.raises(errors.ServiceUnavailable):
        asyncio.run(live())
