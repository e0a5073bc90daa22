"""Password resets, registration, and what happens to those who guess."""

import re
from email import message_from_bytes
from email.policy import default

import pytest
from factories import PASSWORD, Api, Person, Site

from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.domain.people.registration import Registration

NEW = "another fine password"


@pytest.fixture
def letters(site, tmp_path):
    """What was sent, once everything is."""

    def read():
        site.service.mailer.close()
        found = sorted((tmp_path / "mail").glob("*.eml"))
        return [message_from_bytes(path.read_bytes(), policy=default) for path in found]

    return read


def token_in(letter):
    return re.search(r"[\w-]{43}", letter.get_content()).group()


def sign_in(api, username, password):
    return api.post("/api/token/", {"username": username, "password": password})


def ask(api, email):
    return api.post("/api/password_reset/", {"email": email})


def confirm(api, token, password=NEW):
    return api.post("/api/password_reset/confirm/", {"token": token, "password": password})


def test_a_mailed_token_sets_another_password_once(api, ann, letters):
    asked = ask(api, "ANN@example.org")
    (letter,) = letters()
    token = token_in(letter)

    answers = [confirm(api, token), confirm(api, token, "and yet another one")]

    assert letter["To"] == "ann@example.org"
    assert asked.status_code == 200
    assert [a.status_code for a in answers] == [200, 400]
    assert sign_in(api, "ann", NEW).status_code == 200
    assert sign_in(api, "ann", PASSWORD).status_code == 401


def test_tokens_from_before_a_reset_stop_working(api, ann, letters):
    ask(api, "ann@example.org")
    (letter,) = letters()

    confirm(api, token_in(letter))

    refused = api.get("user", by=ann)
    assert (refused.status_code, refused.json()["code"]) == (401, "token_not_valid")


def test_a_strange_address_gets_the_same_answer_and_no_mail(api, ann, letters):
    known, strange = ask(api, "ann@example.org"), ask(api, "nobody@example.org")

    assert (known.status_code, known.json()) == (strange.status_code, strange.json())
    assert [letter["To"] for letter in letters()] == ["ann@example.org"]


def test_a_second_mail_makes_the_first_worthless(api, ann, letters):
    ask(api, "ann@example.org")
    (first,) = letters()
    ask(api, "ann@example.org")
    (second,) = [x for x in letters() if token_in(x) != token_in(first)]

    assert confirm(api, token_in(first)).status_code == 400
    assert confirm(api, token_in(second)).status_code == 200


def test_nobody_is_flooded_with_mail(api, ann, letters):
    answers = [ask(api, "ann@example.org") for _ in range(6)]

    assert {a.status_code for a in answers} == {200}
    assert len(letters()) == 3


def test_a_reset_that_cannot_be_is_refused_by_field_and_uses_nothing_up(api, ann, letters):
    ask(api, "ann@example.org")
    (letter,) = letters()

    strange = confirm(api, "x" * 43)
    short = confirm(api, token_in(letter), "short")

    assert (strange.status_code, strange.json()["field"]) == (400, "token")
    assert (short.status_code, short.json()["field"]) == (400, "password")
    assert confirm(api, token_in(letter)).status_code == 200


def test_who_guesses_is_locked_out_for_a_while(api, ann):
    guesses = [sign_in(api, "ann", f"guess number {n}") for n in range(10)]
    right = sign_in(api, "Ann", PASSWORD)

    assert [g.status_code for g in guesses] == [401] * 8 + [429] * 2
    assert (right.status_code, right.json()["code"]) == (429, "rate_limited")
    assert 0 < int(right.headers["Retry-After"]) <= 15 * 60


def test_others_and_those_who_are_signed_in_go_on(api, ann, bob):
    for n in range(10):
        sign_in(api, "ann", f"guess number {n}")

    assert sign_in(api, "bob", PASSWORD).status_code == 200
    assert api.get("user", by=ann).status_code == 200


def test_a_sign_in_that_works_forgets_the_failures_before(api, ann):
    for _ in range(3):
        for n in range(7):
            sign_in(api, "ann", f"guess number {n}")
        assert sign_in(api, "ann", PASSWORD).status_code == 200


def test_an_unknown_name_is_locked_out_in_the_same_way(api):
    guesses = [sign_in(api, "nobody", f"guess number {n}") for n in range(9)]

    assert [g.status_code for g in guesses] == [401] * 8 + [429]


@pytest.fixture
def service_with(tmp_path, api):
    """Makes a service that lets people register by some rule."""
    opened = []

    def make(rule):
        url, blobs = f"sqlite:///{tmp_path / 'with.db'}", (tmp_path / "blobs").as_uri()
        app = create_app(ServiceConfig(database_url=url, blobs_url=blobs, registration=rule))
        opened.append(app)
        return Site(app.state.service), Api(app, api._runner)

    yield make
    for app in opened:
        app.state.service.close()


def register(api, **more):
    body = {"username": "dora", "email": "dora@example.org", "password": NEW, **more}
    return api.post("/api/registration/", body)


def test_a_closed_service_makes_no_accounts_for_strangers(api):
    answer = register(api)

    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert sign_in(api, "dora", NEW).status_code == 401


def test_an_open_service_makes_an_account_with_its_primary_workspace(service_with):
    _, api = service_with(Registration.OPEN)

    made = register(api)

    tokens = sign_in(api, "dora", NEW).json()
    dora = Person(None, f"Bearer {tokens['access']}")
    assert (made.status_code, made.json()["username"]) == (201, "dora")
    assert made.json()["is_staff"] is False
    assert [w["workspace_type"] for w in api.get("workspace/", by=dora).json()] == ["primary"]


def test_an_invited_person_registers_and_comes_in(service_with):
    site, api = service_with(Registration.INVITED)
    ann = site.user("ann")
    lab = site.workspace(ann)
    body = {"email": "dora@example.org", "workspace": lab.id, "membership_type": "viewer"}
    token = api.post("invitations/workspace/", body, by=ann).json()["token"]

    answers = [
        register(api),
        register(api, invitation="x" * 43),
        register(api, invitation=token),
        register(api, invitation=token, username="dora2", email="dora2@example.org"),
    ]

    members = api.get(f"workspace/{lab.id}/members/", by=ann).json()
    assert [a.status_code for a in answers] == [403, 404, 201, 404]
    assert {"username": "dora", "membership_type": "viewer"} in members


@pytest.mark.parametrize(
    ("more", "status", "field"),
    [
        ({"username": "ANN"}, 409, "username"),
        ({"email": "Ann@example.org"}, 409, "email"),
        ({"username": "a/b"}, 400, "username"),
        ({"email": "nobody"}, 400, "email"),
        ({"password": "short"}, 400, "password"),
    ],
)
def test_a_registration_that_cannot_be_is_refused_by_field(service_with, more, status, field):
    site, api = service_with(Registration.OPEN)
    site.user("ann")

    answer = register(api, **more)

    assert (answer.status_code, answer.json()["field"]) == (status, field)
