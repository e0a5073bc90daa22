"""What is refused, and how: rights, paths, bodies, sizes."""

import pytest
from factories import a_picture

ROUTES = [
    ("GET", "user", None),
    ("GET", "bootstrap/", None),
    ("GET", "api_key/", None),
    ("POST", "api_key/", {"name": "k"}),
    ("POST", "short_id_prefix/reserve/", {}),
    ("GET", "workspace/", None),
    ("GET", "analysis/", None),
    ("GET", "figure/", None),
]
READ = [
    "workspace/{workspace}/",
    "workspace/{workspace}/members/",
    "workspace/{workspace}/recent/",
    "workspace/{workspace}/overview/",
    "analysis/{analysis}/",
    "analysis/{analysis}/thumbnail/64",
    "figure/{figure}/",
    "figure/{figure}/thumbnail/64",
    "revision/{revision}/",
    "revision/{revision}/thumbnail/64",
    "data/{data}/",
]
EDIT = [
    ("POST", "analysis/", {"name": "x", "workspace": "{workspace}"}),
    ("POST", "figure/", {"name": "x", "analysis": "{analysis}"}),
    ("POST", "revision/", {"figure": "{figure}", "data": [a_picture()]}),
    ("PATCH", "analysis/{analysis}/", {"name": "x"}),
    ("PATCH", "figure/{figure}/", {"name": "x"}),
    ("PATCH", "revision/{revision}/", {"metadata": {}}),
    ("DELETE", "revision/{revision}/", None),
    ("DELETE", "figure/{figure}/", None),
    ("DELETE", "analysis/{analysis}/", None),
]
ADMIN = [
    ("PUT", "workspace/{workspace}/", {"name": "x"}),
    ("DELETE", "workspace/{workspace}/", None),
]
LEVELS = ["stranger", "viewer", "creator", "admin", "owner"]


@pytest.fixture
def lab(site, ann):
    """Ids of one thing of each kind, in a workspace of Ann's."""
    workspace = site.workspace(ann)
    revision = site.revision(ann, site.figure(ann, site.analysis(ann, workspace)))
    return {
        "workspace": workspace.id,
        "analysis": revision.analysis_id,
        "figure": revision.figure_id,
        "revision": revision.id,
        "data": site.data(revision)[0].id,
    }


@pytest.fixture(params=LEVELS)
def level(request, site, lab, bob):
    """What Bob is in that workspace."""
    if request.param != "stranger":
        workspace = site.database.read(lambda tx: tx.workspaces.get(lab["workspace"]))
        site.join(bob, workspace, request.param)
    return request.param


def filled(value, ids):
    """`value` with ids in place of names in braces."""
    if isinstance(value, dict):
        return {key: filled(item, ids) for key, item in value.items()}
    return value.format(**ids) if isinstance(value, str) else value


def test_nobody_gets_anything(api, lab):
    reading = [("GET", path, None) for path in READ]

    answers = {
        (method, path): api.call(method, filled(path, lab), json=filled(body, lab))
        for method, path, body in ROUTES + reading + EDIT + ADMIN
    }

    assert {key: answer.status_code for key, answer in answers.items()} == dict.fromkeys(
        answers, 401
    )
    assert {answer.json()["code"] for answer in answers.values()} == {"not_authenticated"}


def test_reading_needs_a_membership(api, lab, bob, level):
    expected = 403 if level == "stranger" else 200

    found = {path: api.get(filled(path, lab), by=bob).status_code for path in READ}

    assert found == dict.fromkeys(READ, expected)


def test_making_and_changing_needs_a_creator(api, lab, bob, level):
    allowed = level in ("creator", "admin", "owner")

    found = [
        api.call(method, filled(path, lab), json=filled(body, lab), by=bob).is_success
        for method, path, body in EDIT
    ]

    assert found == [allowed] * len(EDIT)


def test_what_is_refused_for_lack_of_rights_is_403(api, lab, bob):
    for method, path, body in EDIT + ADMIN:
        answer = api.call(method, filled(path, lab), json=filled(body, lab), by=bob)
        assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")


def test_changing_and_deleting_a_workspace_needs_an_admin(api, lab, bob, level):
    allowed = level in ("admin", "owner")

    found = [
        api.call(method, filled(path, lab), json=body, by=bob).is_success
        for method, path, body in ADMIN
    ]

    assert found == [allowed] * len(ADMIN)


@pytest.mark.parametrize("kind", ["workspace", "analysis", "figure", "revision", "data", "api_key"])
@pytest.mark.parametrize("id", ["123e4567-e89b-42d3-a456-426614174000", "x", "%00", "a" * 5000])
def test_what_does_not_exist_is_404(api, ann, kind, id):
    answer = api.get(f"{kind}/{id}/", by=ann)

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/v9/info/", "/api/v1.4.1/nothing/"])
def test_an_unknown_path_below_api_is_404_in_json(api, ann, path):
    answer = api.get(path, by=ann)

    assert answer.status_code == 404
    assert answer.json()["hint"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("DELETE", "user"), ("PUT", "figure/"), ("POST", "info/"), ("GET", "/api/token/")],
)
def test_a_method_that_is_not_possible_is_405_and_tells_those_that_are(api, ann, method, path):
    answer = api.call(method, path, by=ann)

    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"
    assert answer.headers["allow"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"nonsense",
        b"[]",
        b"null",
        b'{"name": 1}',
        b'{"name": "\xff"}',
        b'{"name": "\\ud800"}',
        b'{"name": NaN}',
        b'{"x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=lambda content: repr(content[:20]),
)
def test_a_body_that_is_not_the_json_it_should_be_is_400(api, ann, content):
    answer = api.call("POST", "workspace/", content=content, by=ann)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["hint"]


def test_metadata_that_is_no_utf8_is_400(api, site, ann):
    content = b'{"figure": "%s", "metadata": "\xff"}' % site.figure(ann).id.encode()

    answer = api.call("POST", "revision/", content=content, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "metadata")


def test_a_body_over_the_limit_is_413_however_it_is_announced(api, ann):
    async def endless():
        for _ in range(300):
            yield bytes(1024 * 1024)

    announced = api.call(
        "POST", "revision/", headers={"Content-Length": str(300 * 1024 * 1024)}, content=b"", by=ann
    )
    streamed = api.call("POST", "revision/", content=endless(), by=ann)

    assert (announced.status_code, streamed.status_code) == (413, 413)
    assert streamed.json()["code"] == "too_large"


def test_an_unforeseen_failure_is_500_and_tells_nothing(app, api, ann, caplog):
    app.state.service.database.write(lambda tx: tx.users.change(ann.actor.user_id, profile="{"))
    app.state.service.database.write(
        lambda tx: tx.users.change(ann.actor.user_id, date_joined=-(2**62))
    )

    answer = api.get("user", by=ann)

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "Traceback" not in answer.text
    assert "request failed" in caplog.text


@pytest.mark.parametrize("path", ["user", "user/"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_both_forms_of_a_path_are_served_without_a_redirect(api, ann, method, path):
    assert api.call(method, path, by=ann).status_code == 200
