"""Who gets in: tokens, API keys, and nobody."""

import base64
import json

import pytest
from factories import PASSWORD, Person

from gofigr_jupyter.service.domain.model import SECOND
from gofigr_jupyter.service.domain.tokens import Use


def claims(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def user_of(site, person):
    return site.database.read(lambda tx: tx.users.get(person.actor.user_id))


@pytest.mark.parametrize("kind", ["json", "data"])
@pytest.mark.parametrize("path", ["/api/token/", "/api/token"])
def test_a_sign_in_may_be_json_or_a_form_with_or_without_a_slash(api, ann, kind, path):
    answer = api.call("POST", path, **{kind: {"username": "ann", "password": PASSWORD}})

    assert answer.status_code == 200
    assert (
        api.get("user", by=Person(ann.actor, f"Bearer {answer.json()['access']}")).json()[0][
            "username"
        ]
        == "ann"
    )


@pytest.mark.parametrize(
    ("kind", "value"), [("json", True), ("data", "True"), ("data", "true"), ("data", True)]
)
def test_remember_me_makes_the_refresh_token_last_thirty_days(api, ann, kind, value):
    body = {"username": "ann", "password": PASSWORD, "remember_me": value}

    told = claims(api.call("POST", "/api/token/", **{kind: body}).json()["refresh"])

    assert told["exp"] - told["iat"] == 30 * 24 * 3600


@pytest.mark.parametrize(
    "body",
    [
        {"username": "ann", "password": "wrong horse battery"},
        {"username": "nobody", "password": PASSWORD},
        {"username": "ann", "password": "x" * 2000},
    ],
)
def test_a_wrong_password_and_an_unknown_name_are_refused_in_the_same_words(api, ann, body):
    answer = api.post("/api/token/", body)

    assert answer.status_code == 401
    assert answer.json() == {
        "detail": "The user name or the password is wrong.",
        "code": "not_authenticated",
        "hint": "Check both, then try again.",
        "field": None,
    }


@pytest.mark.parametrize("body", [{"username": "ann"}, {}, [], "x", {"username": 1, "password": 2}])
def test_an_incomplete_sign_in_is_a_bad_request(api, ann, body):
    assert api.post("/api/token/", body).status_code == 400


def test_what_does_not_fit_in_a_body_is_named_in_words(api):
    answer = api.post("/api/token/", {"username": 1, "password": "2"})

    assert answer.json()["field"] == "username"
    assert answer.json()["detail"].startswith("The body's username does not fit: expected ")


def test_a_refresh_token_gives_another_access_token(api, site, ann):
    refresh = site.bearer(user_of(site, ann), use=Use.REFRESH).split()[1]

    answer = api.call("POST", "/api/token/refresh/", data={"refresh": refresh})

    assert answer.status_code == 200
    assert api.get("user", by=Person(ann.actor, f"Bearer {answer.json()['access']}")).is_success


def test_an_expired_token_tells_clients_to_refresh(api, site, ann):
    expired = Person(ann.actor, site.bearer(user_of(site, ann), seconds=-1))

    answer = api.get("user", by=expired)

    assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "ü" * 9])
def test_a_broken_token_tells_clients_to_refresh(api, ann, token):
    answer = api.get("user", headers={"Authorization": f"Bearer {token}".encode()})

    assert (answer.status_code, answer.json()["code"]) == (401, "token_not_valid")


def test_an_access_token_does_not_refresh_and_a_refresh_token_does_not_open(api, site, ann):
    access = ann.header.split()[1]
    refresh = site.bearer(user_of(site, ann), use=Use.REFRESH)

    assert api.post("/api/token/refresh/", {"refresh": access}).status_code == 401
    assert api.get("user", by=Person(ann.actor, refresh)).status_code == 401


def test_tokens_end_with_the_password_they_were_given_for(api, site, ann):
    site.database.write(lambda tx: tx.users.change(ann.actor.user_id, password_hash="another"))

    assert api.get("user", by=ann).json()["code"] == "token_not_valid"


def test_an_api_key_opens_what_its_owner_may_see(api, site, ann):
    assert api.get("user", by=site.with_key(ann)).json()[0]["username"] == "ann"


def test_a_bad_api_key_does_not_tell_clients_to_refresh(api, ann):
    answer = api.get("user", by=Person(ann.actor, "Token gfk_wrong"))

    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_an_api_key_stops_at_its_expiry(api, site, ann):
    now = site.database.read(lambda tx: tx.now)
    key = site.with_key(ann, expiry=now + 3600 * SECOND)
    before = api.get("user", by=key).status_code
    kept = site.database.read(lambda tx: tx.api_keys.of_user(ann.actor.user_id)[0])

    def end(tx):
        tx.api_keys.change(kept.id, expiry=tx.now)
        tx.keys_changed = True

    site.database.write(end)

    assert (before, api.get("user", by=key).status_code) == (200, 401)


def test_a_revoked_api_key_opens_nothing(api, site, ann):
    key = site.with_key(ann)
    kept = api.get("api_key/", by=ann).json()[0]

    assert api.delete(f"api_key/{kept['api_id']}/", by=ann).status_code == 204

    assert api.get("user", by=key).status_code == 401


def test_the_use_of_a_key_is_noted_at_most_once_a_minute(api, site, ann):
    key = site.with_key(ann)

    api.get("user", by=key)
    first = api.get("api_key/", by=ann).json()[0]["last_used"]
    api.get("user", by=key)

    assert first is not None
    assert api.get("api_key/", by=ann).json()[0]["last_used"] == first


def test_a_key_is_told_once_and_shown_as_null_afterwards(api, ann):
    made = api.post("api_key/", {"name": "script"}, by=ann)
    id = made.json()["api_id"]

    assert made.status_code == 201
    assert made.json()["token"]
    assert api.get(f"api_key/{id}/", by=ann).json() == {**made.json(), "token": None}
    assert api.get("api_key/", by=ann).json() == [{**made.json(), "token": None}]


def test_an_api_key_neither_makes_nor_revokes_api_keys(api, site, ann):
    key = site.with_key(ann)
    kept = api.get("api_key/", by=key).json()[0]

    assert api.post("api_key/", {"name": "more"}, by=key).status_code == 403
    assert api.delete(f"api_key/{kept['api_id']}/", by=key).status_code == 403


def test_the_key_of_somebody_else_is_out_of_reach(api, site, ann, bob):
    site.with_key(ann)
    kept = api.get("api_key/", by=ann).json()[0]

    assert api.get(f"api_key/{kept['api_id']}/", by=bob).status_code == 403
    assert api.delete(f"api_key/{kept['api_id']}/", by=bob).status_code == 403
    assert api.get("api_key/", by=bob).json() == []


@pytest.mark.parametrize("expiry", ["2020-01-01T00:00:00+00:00", "2099-01-01T00:00:00", "soon"])
def test_an_expiry_is_a_time_to_come_with_an_offset(api, ann, expiry):
    answer = api.post("api_key/", {"name": "k", "expiry": expiry}, by=ann)

    assert (answer.status_code, answer.json()["field"]) == (400, "expiry")


def test_an_expiry_may_have_a_blank_between_date_and_time(api, ann):
    answer = api.post("api_key/", {"name": "k", "expiry": "2099-01-02 03:04:05.6+00:00"}, by=ann)

    assert answer.json()["expiry"] == "2099-01-02T03:04:05.600000+00:00"


def test_a_user_has_at_most_twenty_five_keys(api, site, ann):
    for _ in range(25):
        site.with_key(ann)

    assert api.post("api_key/", {"name": "one more"}, by=ann).status_code == 409


def test_a_scoped_key_opens_its_workspace_and_no_other(api, site, ann):
    lab, other = site.workspace(ann, "Lab"), site.workspace(ann, "Other")
    inside, outside = site.analysis(ann, lab), site.analysis(ann, other)
    key = site.with_key(ann, workspace=lab.id)

    assert [w["name"] for w in api.get("workspace/", by=key).json()] == ["Lab"]
    assert api.get("user", by=key).status_code == 200
    assert api.get(f"workspace/{lab.id}/members/", by=key).status_code == 200
    assert api.get(f"analysis/{inside.id}/", by=key).status_code == 200
    assert api.get(f"analysis/{outside.id}/", by=key).status_code == 403
    assert api.get(f"workspace/{other.id}/", by=key).status_code == 403
    assert api.post("workspace/", {"name": "new"}, by=key).status_code == 403
    move = {"workspace": other.id}
    assert api.patch(f"analysis/{inside.id}/", move, by=key).status_code == 403


def test_a_scoped_key_needs_the_right_to_create_in_its_workspace(api, site, ann, bob):
    lab = site.workspace(ann)
    site.join(bob, lab, "viewer")

    answer = api.post("api_key/", {"name": "k", "workspace": lab.id}, by=bob)

    assert answer.status_code == 403


def test_a_scoped_key_ends_with_its_owners_membership(api, site, ann, bob):
    lab = site.workspace(ann)
    site.join(bob, lab, "creator")
    key = site.with_key(bob, workspace=lab.id)
    before = api.get(f"workspace/{lab.id}/", by=key).status_code

    site.database.write(lambda tx: tx.members.remove(lab.id, bob.actor.user_id))

    assert (before, api.get(f"workspace/{lab.id}/", by=key).status_code) == (200, 403)
    assert api.get("workspace/", by=key).json() == []


def test_an_unknown_scheme_is_refused(api):
    answer = api.get("user", headers={"Authorization": "Basic YTpi"})

    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")


def test_an_account_that_is_switched_off_gets_in_nowhere(api, site, ann):
    key = site.with_key(ann)
    site.database.write(lambda tx: tx.users.change(ann.actor.user_id, is_active=False))

    assert api.get("user", by=ann).status_code == 401
    assert api.get("user", by=key).status_code == 401
    body = {"username": "ann", "password": PASSWORD}
    assert api.post("/api/token/", body).status_code == 401
