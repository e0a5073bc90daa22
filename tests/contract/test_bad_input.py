"""Bad input: 4xx with a sentence, a stable code and the field, and nothing half-written."""

import uuid

import pytest
from factories import a_picture

LONG, TOO_LONG_TEXT = "x" * 10_000, "x" * 100_001


@pytest.fixture
def lab(site, ann, bob):
    """Ids of one thing of each kind, and of some that are somebody else's."""
    revision = site.revision(ann, short_id="kept0001")
    theirs = site.revision(bob)
    return {
        "workspace": revision.workspace_id,
        "analysis": revision.analysis_id,
        "figure": revision.figure_id,
        "revision": revision.id,
        "their workspace": theirs.workspace_id,
        "their analysis": theirs.analysis_id,
        "their figure": theirs.figure_id,
        "nothing": str(uuid.uuid4()),
    }


@pytest.fixture
def stored(api, lab, ann):
    """The id of an asset, and of its revision."""
    asset = api.post("asset/", {"name": "a", "workspace": lab["workspace"]}, by=ann).json()
    body = {"asset": asset["api_id"], "data": [a_picture()]}
    revision = api.post("asset_revision/", body, by=ann).json()
    return {"asset": asset["api_id"], "asset_revision": revision["api_id"]}


def told(answer):
    problem = answer.json()
    assert problem["detail"], answer.text
    return answer.status_code, problem["code"], problem.get("field")


def everything(api, lab, by):
    """All that the lab holds, to see that it stays the same."""
    paths = ["workspace/", "api_key/", "organization/", "asset/"]
    paths += [f"{kind}/{lab[kind]}/" for kind in ("workspace", "analysis", "figure", "revision")]
    paths += [f"workspace/{lab['workspace']}/members/", f"workspace/{lab['workspace']}/log/"]
    return [api.get(path, by=by).json() for path in paths]


NAMED = {
    "workspace/": {},
    "organization/": {},
    "api_key/": {},
    "ssh_key/": {},
    "analysis/": {"workspace": "workspace"},
    "figure/": {"analysis": "analysis"},
    "asset/": {"workspace": "workspace"},
    "story/": {"workspace": "workspace"},
}


@pytest.mark.parametrize("path", NAMED)
def test_a_name_that_cannot_be_one_makes_nothing(api, lab, ann, path):
    before = everything(api, lab, ann)
    rest = {field: lab[kind] for field, kind in NAMED[path].items()}

    for name in (LONG, "", " \n", "a\0b", "a\x1b[31mb", "a\x85b", 3, None, ["a"], {}):
        answer = api.post(path, {**rest, "name": name}, by=ann)
        assert told(answer) == (400, "invalid", "name"), name

    assert everything(api, lab, ann) == before


@pytest.mark.parametrize("kind", ["workspace", "analysis", "figure"])
def test_a_change_that_cannot_be_kept_changes_nothing(api, lab, ann, kind):
    before = everything(api, lab, ann)
    path = f"{kind}/{lab[kind]}/"

    for method in (api.put, api.patch):
        for field, value in (
            ("name", LONG),
            ("name", "a\0b"),
            ("description", TOO_LONG_TEXT),
            ("description", "a\0b"),
            ("description", 3),
        ):
            answer = method(path, {"name": "new", field: value}, by=ann)
            assert told(answer) == (400, "invalid", field), (field, value)

    assert everything(api, lab, ann) == before


def test_an_unknown_word_for_a_choice_is_named(api, lab, stored, ann):
    before = everything(api, lab, ann)
    link = {"asset_revision": stored["asset_revision"], "use_type": "sideways"}
    words = [
        ("workspace/", {"name": "x", "workspace_type": "tertiary"}, "workspace_type"),
        (
            f"workspace/{lab['workspace']}/members/add/",
            {"username": "bob", "membership_type": "king"},
            "membership_type",
        ),
        (
            "invitations/workspace/",
            {"email": "a@b.org", "workspace": lab["workspace"], "membership_type": "king"},
            "membership_type",
        ),
        (
            "revision/",
            {"figure": lab["figure"], "data": [a_picture(type="sound")]},
            "data[0].type",
        ),
        ("revision/", {"figure": lab["figure"], "assets": [link]}, "assets[0].use_type"),
        (
            "asset_revision/find_by_hash/",
            {"digest": "0" * 64, "hash_type": "md5"},
            "hash_type",
        ),
    ]

    for path, body, field in words:
        assert told(api.post(path, body, by=ann)) == (400, "invalid", field), path

    assert everything(api, lab, ann) == before


@pytest.mark.parametrize("data", ["***", "abc", "YQ", "YQ==YQ==", "Y Q==", "ü", 3, [1]])
def test_base64_that_is_none_is_named(api, lab, stored, ann, data):
    before = everything(api, lab, ann)
    items = [a_picture(), a_picture() | {"data": data}]

    answers = [
        api.post("revision/", {"figure": lab["figure"], "data": items}, by=ann),
        api.put(f"revision/{lab['revision']}/", {"data": items}, by=ann),
        api.post(f"revision/{lab['revision']}/append_data/", {"data": items}, by=ann),
        api.post("asset_revision/", {"asset": stored["asset"], "data": items}, by=ann),
    ]

    assert {told(answer)[:2] for answer in answers} == {(400, "invalid")}
    assert all(told(answer)[2].startswith("data[") for answer in answers)
    assert everything(api, lab, ann) == before


@pytest.mark.parametrize("digest", ["", "abc", "g" * 64, "0" * 65, 3, None])
def test_a_digest_that_is_none_is_named(api, ann, digest):
    answer = api.post("asset_revision/find_by_hash/", {"digest": digest}, by=ann)

    assert told(answer) == (400, "invalid", "digest")


IDS = ["", "x", "../etc", "0", 3, None, "a\0b", {"api_id": "x"}, {"id": 3}]


@pytest.mark.parametrize("id", IDS, ids=str)
def test_an_id_that_is_no_uuid_is_named(api, lab, ann, id):
    before = everything(api, lab, ann)

    for path, field, body in (
        ("analysis/", "workspace", {"name": "x"}),
        ("figure/", "analysis", {"name": "x"}),
        ("asset/", "workspace", {"name": "x"}),
        ("revision/", "figure", {"data": []}),
        ("asset_revision/", "asset", {"data": []}),
        (f"revision/{lab['revision']}/derive/", "figure", {}),
    ):
        answer = api.post(path, {**body, field: id}, by=ann)
        status, code, where = told(answer)
        assert (status, code, where.partition(".")[0]) == (400, "invalid", field), path

    assert everything(api, lab, ann) == before


@pytest.mark.parametrize("id", ["x", "0", "%00", "..%2f..", "1" * 36, "-" * 36])
def test_an_id_in_the_path_that_is_no_uuid_finds_nothing(api, ann, id):
    for kind in ("workspace", "analysis", "figure", "revision", "asset", "asset_revision", "data"):
        assert api.get(f"{kind}/{id}/", by=ann).status_code == 404


def test_an_id_is_used_once(api, lab, stored, ann):
    before = everything(api, lab, ann)

    answers = [
        api.post("revision/", {"figure": lab["figure"], "client_id": lab["revision"]}, by=ann),
        api.post("revision/", {"figure": lab["figure"], "short_id": "kept0001"}, by=ann),
        api.post(
            "asset_revision/",
            {"asset": stored["asset"], "client_id": stored["asset_revision"]},
            by=ann,
        ),
    ]

    assert [told(answer) for answer in answers] == [
        (409, "conflict", "client_id"),
        (409, "conflict", "short_id"),
        (409, "conflict", "client_id"),
    ]
    assert everything(api, lab, ann) == before


def test_an_object_that_is_named_twice_is_kept_once_under_its_id(api, lab, ann):
    [kept] = api.get(f"revision/{lab['revision']}/", by=ann).json()["data"]
    twice = [{**a_picture(), "api_id": kept["api_id"]}] * 2

    changed = api.put(f"revision/{lab['revision']}/", {"data": twice}, by=ann)

    ids = [item["api_id"] for item in changed.json()["data"]]
    assert changed.status_code == 200
    assert len(set(ids)) == 2
    assert ids[0] == kept["api_id"]


@pytest.mark.parametrize(
    ("kind", "field", "target", "status"),
    [
        ("analysis", "workspace", "analysis", 404),
        ("analysis", "workspace", "figure", 404),
        ("analysis", "workspace", "nothing", 404),
        ("analysis", "workspace", "their workspace", 403),
        ("figure", "analysis", "figure", 404),
        ("figure", "analysis", "revision", 404),
        ("figure", "analysis", "their analysis", 403),
        ("revision", "figure", "revision", 404),
        ("revision", "figure", "their figure", 403),
    ],
)
def test_nothing_moves_into_its_child_or_to_others(api, lab, ann, kind, field, target, status):
    before = everything(api, lab, ann)

    answer = api.patch(f"{kind}/{lab[kind]}/", {field: lab[target], "name": "moved"}, by=ann)

    assert told(answer)[0] == status
    assert everything(api, lab, ann) == before


@pytest.mark.parametrize(
    "body",
    [{"assets": {}}, {"assets": [3]}, {"data": {}}, {"data": [None]}, {"is_clean_room": "yes"}],
    ids=str,
)
def test_a_wrong_type_is_named(api, lab, ann, body):
    before = everything(api, lab, ann)
    [field] = body

    answer = api.post("revision/", {"figure": lab["figure"], **body}, by=ann)

    assert told(answer)[:2] == (400, "invalid")
    assert told(answer)[2].startswith(field)
    assert everything(api, lab, ann) == before
