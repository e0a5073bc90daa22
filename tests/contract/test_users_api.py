"""Users, what the service tells about itself, and short id prefixes."""

import base64
import io

import pytest
from factories import b64
from PIL import Image


def test_info_is_open_and_says_that_there_is_no_ai(api):
    answer = api.get("info/")

    assert answer.status_code == 200
    assert answer.json() == {
        "api_version": "v1.4.1",
        "ai_enabled": False,
        "auth0_domain": None,
        "auth0_cli_client_id": None,
        "auth0_audience": None,
    }


def test_the_caller_is_a_list_of_one_and_equal_to_the_user_by_name(api, ann):
    listed = api.get("user", by=ann).json()

    assert listed == [api.get("user/ann", by=ann).json()]
    assert listed[0]["email"] == "ann@example.org"


def test_users_are_seen_by_those_who_share_a_workspace(api, site, ann, bob):
    before = api.get("user/bob", by=ann).status_code
    site.join(bob, site.workspace(ann), "viewer")

    assert (before, api.get("user/bob", by=ann).status_code) == (403, 200)
    assert api.get("user/nobody", by=ann).status_code == 403


def test_users_change_their_own_names_and_profile(api, ann):
    whole = api.get("user/ann", by=ann).json()
    body = {**whole, "first_name": "Ann", "user_profile": {"ui_data": {"a": [1]}}, "is_staff": True}

    api.put("user/ann/", {**body, "user_profile": {"ui_data": {"b": 2}}}, by=ann)
    answer = api.put("user/ann/", body, by=ann)

    assert answer.json() == {**body, "is_staff": False}
    assert api.get("user/ann", by=ann).json() == {**body, "is_staff": False}


def test_a_user_changes_nobody_else_and_keeps_the_name(api, ann, bob):
    assert api.put("user/bob/", {"first_name": "x"}, by=ann).status_code == 403
    assert api.put("user/ann/", {"username": "anna"}, by=ann).status_code == 403


def test_an_avatar_becomes_a_small_png_and_is_removed(api, ann):
    photo = io.BytesIO()
    Image.new("RGB", (1200, 900), "teal").save(photo, "JPEG")

    kept = api.put("user/ann/", {"avatar": b64(photo.getvalue())}, by=ann).json()["avatar"]
    again = api.put("user/ann/", {"avatar": kept}, by=ann).json()["avatar"]
    removed = api.put("user/ann/", {"avatar": None}, by=ann).json()["avatar"]

    picture = Image.open(io.BytesIO(base64.b64decode(kept)))
    assert (picture.format, picture.size) == ("PNG", (256, 192))
    assert (again, removed) == (kept, None)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"avatar": "not base64!"}, "avatar"),
        ({"avatar": b64(b"GIF89a")}, "avatar"),
        ({"email": "nowhere"}, "email"),
        ({"user_profile": [1]}, "user_profile"),
        ({"first_name": "a\u0000b"}, "first_name"),
    ],
)
def test_what_cannot_be_kept_of_a_user_is_refused_by_field(api, ann, body, field):
    answer = api.put("user/ann/", body, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, field)


def test_bootstrap_tells_the_user_and_the_workspaces(api, site, ann):
    site.workspace(ann, "Lab")

    told = api.get("bootstrap/", by=ann).json()

    assert told["user"]["username"] == "ann"
    assert [w["name"] for w in told["workspaces"]] == ["ann's workspace", "Lab"]
    assert told["info"]["api_version"] == "v1.4.1"
    assert told["settings"] == {}


def test_a_prefix_for_short_ids_is_given_once(api, ann):
    given = [api.post("short_id_prefix/reserve/", {}, by=ann) for _ in range(5)]

    prefixes = {answer.json()["prefix"] for answer in given}
    assert {answer.status_code for answer in given} == {201}
    assert len(prefixes) == 5
    assert all(len(prefix) == 8 and prefix.isalnum() for prefix in prefixes)


def test_an_api_key_cannot_change_the_address_that_passwords_are_reset_by(api, site, ann):
    key = site.with_key(ann)

    same = api.put("user/ann/", {"email": "ann@example.org", "first_name": "Ann"}, by=key)
    other = api.put("user/ann/", {"email": "eve@example.org"}, by=key)

    assert (same.status_code, other.status_code) == (200, 403)
