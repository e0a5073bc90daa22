"""The page on which somebody lets a program in."""

import re
from html import unescape

import pytest

from gofigr_jupyter.service.domain.people import device_login
from gofigr_jupyter.service.domain.people.device_login import CLIENT, Refusal

PASSWORD = "correct horse battery"  # the one that conftest gives to everybody


def heading(response):
    return unescape(re.search(r"<h1>(.*?)</h1>", response.text)[1])


@pytest.fixture
def begun(site):
    """A login that waits, and its device code."""
    return site.database.write(lambda tx: device_login.begin(tx, CLIENT))


@pytest.fixture
def user_code(begun):
    return begun[0].user_code


@pytest.fixture
def signed_in(browser, ann):
    """A browser in which Ann signed in with her password."""
    browser.post("/sign-in", {"username": "ann", "password": PASSWORD})
    return browser


def outcome(site, begun):
    return site.database.write(lambda tx: device_login.poll(tx, begun[1], CLIENT))


def test_whoever_is_not_signed_in_signs_in_first_and_comes_back(browser, ann, user_code):
    page = browser.get(f"/device?user_code={user_code}")

    assert (page.status_code, heading(page)) == (401, "Sign in")
    assert f'value="device?user_code={user_code}"' in page.text


def test_without_a_code_the_page_asks_for_it(signed_in):
    page = signed_in.get("/device")

    assert page.status_code == 200
    assert 'name="user_code"' in page.text


def test_a_code_shows_who_asks_and_for_whom_and_decides_nothing(signed_in, site, begun, user_code):
    page = signed_in.get(f"/device?user_code={user_code}")

    assert heading(page) == f"Let {CLIENT} in?"
    assert user_code in page.text
    assert "act as ann" in page.text
    assert outcome(site, begun) is Refusal.PENDING


def test_a_code_may_be_typed_carelessly(signed_in, user_code):
    page = signed_in.get("/device", params={"user_code": f" {user_code.lower().replace('-', ' ')}"})

    assert heading(page) == f"Let {CLIENT} in?"


def test_yes_lets_the_program_in(signed_in, site, begun, user_code):
    page = signed_in.post("/device", {"user_code": user_code, "decision": "approve"})

    assert (page.status_code, heading(page)) == (200, "The program is in")
    assert outcome(site, begun).username == "ann"


def test_no_keeps_it_out(signed_in, site, begun, user_code):
    page = signed_in.post("/device", {"user_code": user_code, "decision": "deny"})

    assert (page.status_code, heading(page)) == (200, "The program stays out")
    assert outcome(site, begun) is Refusal.DENIED


def test_nobody_decides_twice(signed_in, site, begun, user_code):
    signed_in.post("/device", {"user_code": user_code, "decision": "deny"})

    again = signed_in.post("/device", {"user_code": user_code, "decision": "approve"})

    assert again.status_code == 404
    assert outcome(site, begun) is Refusal.DENIED


@pytest.mark.parametrize("decision", ["", "perhaps"])
def test_neither_yes_nor_no_decides_nothing(signed_in, site, begun, user_code, decision):
    answer = signed_in.post("/device", {"user_code": user_code, "decision": decision})

    assert answer.status_code == 400
    assert outcome(site, begun) is Refusal.PENDING


def test_another_site_cannot_say_yes_for_somebody(signed_in, site, begun, user_code):
    form = {"user_code": user_code, "decision": "approve"}

    answer = signed_in.post("/device", form, Origin="http://evil.example")

    assert answer.status_code == 403
    assert outcome(site, begun) is Refusal.PENDING


def test_nobody_says_yes_without_signing_in(browser, site, begun, user_code):
    answer = browser.post("/device", {"user_code": user_code, "decision": "approve"})

    assert answer.status_code == 401
    assert outcome(site, begun) is Refusal.PENDING


def test_an_api_key_lets_no_program_in(ann_browser, site, begun, user_code):
    answer = ann_browser.post("/device", {"user_code": user_code, "decision": "approve"})

    assert answer.status_code == 403
    assert outcome(site, begun) is Refusal.PENDING


def test_who_guesses_codes_is_stopped(signed_in, user_code):
    guesses = [signed_in.get(f"/device?user_code=BBBB-{n}") for n in range(21)]
    right = signed_in.get(f"/device?user_code={user_code}")

    assert [g.status_code for g in guesses] == [404] * 20 + [429]
    assert "unknown" in guesses[0].text
    assert right.status_code == 429
