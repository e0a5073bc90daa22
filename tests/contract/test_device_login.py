"""Device login: a program asks, its user decides in a browser, and the program gets a token."""

import dataclasses

import pytest
from factories import Person, a_service

from gofigr_jupyter.service.domain.model import SECOND, Moment
from gofigr_jupyter.service.domain.people.device_login import CLIENT
from gofigr_jupyter.service.domain.people.invitations import digest_of
from gofigr_jupyter.wire.oauth import GRANT

ADDRESS = "https://figures.example:8443/lab"


@pytest.fixture
def address():
    """Where the service believes to be."""
    return ADDRESS


@pytest.fixture
def app(database_url, tmp_path, address):
    """A service behind TLS, unless a test gives it another address."""
    with a_service(tmp_path, database_url=database_url, app_url=address) as opened:
        yield opened


@pytest.fixture(params=["json", "data"])
def begun(request, api):
    """What a program gets that asks with JSON or with a form."""
    body = {"client_id": CLIENT, "scope": "openid email profile", "audience": "figures"}
    answer = api.call("POST", "/oauth/device/code", **{request.param: body})
    assert answer.status_code == 200, answer.text
    return answer.json()


def poll(api, begun, *, how="json", **more):
    body = {"grant_type": GRANT, "client_id": CLIENT, "device_code": begun["device_code"], **more}
    return api.call("POST", "/oauth/token", **{how: body})


def told(answer):
    return answer.status_code, answer.json()["error"]


def decide(api, by, begun, decision="approve"):
    form = {"user_code": begun["user_code"], "decision": decision}
    return api.call("POST", "/device", data=form, by=by)


def after_a_pause(site, begun):
    """As if the program had waited."""
    digest = digest_of(begun["device_code"])
    site.database.write(lambda tx: tx.device_logins.note_poll(digest, Moment(0), pause=0))


def test_a_program_gets_two_codes_and_the_page_for_its_user(begun):
    assert len(begun["device_code"]) == 43
    assert len(begun["user_code"]) == 9
    assert begun["verification_uri"] == f"{ADDRESS}/device"
    assert begun["verification_uri_complete"] == f"{ADDRESS}/device?user_code={begun['user_code']}"
    assert (begun["expires_in"], begun["interval"]) == (600, 5)


def test_an_approved_program_gets_a_token_that_works_like_any_other(api, site, ann, begun):
    before = told(poll(api, begun))
    decided = decide(api, ann, begun)
    after_a_pause(site, begun)
    answer = poll(api, begun, how="data")

    token = Person(None, f"Bearer {answer.json()['access_token']}")
    assert before == (400, "authorization_pending")
    assert decided.status_code == 200
    assert (answer.json()["token_type"], answer.json()["expires_in"]) == ("Bearer", 3600)
    assert answer.headers["cache-control"] == "no-store"
    assert api.get("user", by=token).json()[0]["username"] == "ann"
    assert api.get("workspace/", by=token).status_code == 200
    assert api.post("api_key/", {"name": "wizard"}, by=token).status_code == 201


def test_a_device_code_gives_one_token(api, ann, begun):
    decide(api, ann, begun)

    answers = [poll(api, begun), poll(api, begun)]

    assert answers[0].status_code == 200
    assert told(answers[1]) == (400, "invalid_grant")


def test_a_denied_program_is_told_so(api, ann, begun):
    decide(api, ann, begun, "deny")

    assert told(poll(api, begun)) == (400, "access_denied")


def test_a_program_that_does_not_wait_has_to_wait_longer(api, site, begun):
    answers = [poll(api, begun) for _ in range(3)]

    pause = site.database.read(
        lambda tx: tx.device_logins.by_digest(digest_of(begun["device_code"])).pause
    )
    assert [told(a)[1] for a in answers] == ["authorization_pending", "slow_down", "slow_down"]
    assert pause == 15 * SECOND


def test_an_old_login_cannot_be_approved_and_gives_nothing(api, site, ann, begun):
    def age(tx):
        login = tx.device_logins.by_digest(digest_of(begun["device_code"]))
        tx.device_logins.take(login.digest)
        tx.device_logins.add(dataclasses.replace(login, expiry=tx.now))

    site.database.write(age)

    assert decide(api, ann, begun).status_code == 404
    assert told(poll(api, begun)) == (400, "expired_token")


def test_a_user_who_is_gone_lets_nobody_in(api, site, ann, begun):
    decide(api, ann, begun)
    site.database.write(lambda tx: tx.users.change(ann.actor.user_id, is_active=False))

    assert told(poll(api, begun)) == (400, "access_denied")


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"device_code": "x" * 43}, "invalid_grant"),
        ({"device_code": ""}, "invalid_request"),
        ({"device_code": 7}, "invalid_request"),
        ({"client_id": "another"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
def test_what_the_standard_does_not_know_is_refused_in_its_words(api, begun, more, word):
    assert told(poll(api, begun, **more)) == (400, word)


def test_an_unknown_program_gets_no_codes(api):
    strange = api.post("/oauth/device/code", {"client_id": "another"})
    none = api.post("/oauth/device/code", {})
    wrong = api.get("/oauth/device/code")

    assert told(strange) == (400, "invalid_client")
    assert told(none) == (400, "invalid_request")
    assert (told(wrong), wrong.headers["allow"]) == ((405, "invalid_request"), "OPTIONS, POST")


def test_only_the_hash_of_a_device_code_is_kept(site, begun):
    login = site.database.read(lambda tx: tx.device_logins.by_user_code(begun["user_code"]))

    assert login.digest == digest_of(begun["device_code"])
    assert begun["device_code"] not in vars(login).values()


def test_who_asks_for_codes_or_guesses_them_without_end_is_slowed_down(api):
    asked = [api.post("/oauth/device/code", {"client_id": CLIENT}) for _ in range(61)]
    guesses = [poll(api, {"device_code": f"guess {n}"}) for n in range(61)]

    assert {a.status_code for a in asked[:60]} == {200}
    assert told(asked[60]) == (429, "slow_down")
    assert told(guesses[59]) == (400, "invalid_grant")
    assert told(guesses[60]) == (429, "slow_down")
    assert int(guesses[60].headers["retry-after"]) > 0


def test_info_names_the_device_login_where_there_is_tls(api, ann):
    info = api.get("info/").json()

    assert info["auth0_domain"] == "figures.example:8443/lab"
    assert info["auth0_cli_client_id"] == CLIENT
    assert api.get("bootstrap/", by=ann).json()["info"] == info


@pytest.mark.parametrize("address", [None, "http://figures.example"])
def test_info_names_none_where_there_is_no_tls(api):
    info = api.get("info/").json()

    assert (info["auth0_domain"], info["auth0_cli_client_id"]) == (None, None)


@pytest.mark.parametrize("address", [None])
def test_a_service_without_an_address_begins_no_login(api):
    answer = api.post("/oauth/device/code", {"client_id": CLIENT})

    assert told(answer) == (503, "temporarily_unavailable")
