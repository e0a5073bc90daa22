"""Who sees pages: signing in and out, and what the others are told."""

import re
from html import unescape

import pytest

PASSWORD = "correct horse battery"  # the one that conftest gives to everybody
FORM = {"username": "ann", "password": PASSWORD, "next": "r/Ab3dE9xk1"}
LINK = "/r/Ab3dE9xk1"


@pytest.fixture(autouse=True)
def kept(site, ann):
    return site.revision(ann, site.figure(ann), short_id="Ab3dE9xk1")


def heading(response):
    return unescape(re.search(r"<h1>(.*?)</h1>", response.text)[1])


def test_whoever_is_not_signed_in_gets_the_form(browser):
    response = browser.get(f"{LINK}?from=mail")

    assert (response.status_code, heading(response)) == (401, "Sign in")
    assert 'name="next" value="r/Ab3dE9xk1?from=mail"' in response.text
    assert 'action="../sign-in"' in response.text


def test_a_password_opens_the_page_that_was_asked_for(browser):
    signed_in = browser.post("/sign-in", FORM)

    assert (signed_in.status_code, signed_in.headers["location"]) == (303, "./r/Ab3dE9xk1")
    assert browser.get(LINK).status_code == 200


def test_an_api_key_opens_it_too(browser, site, ann):
    browser.post("/sign-in", {"api_key": f" {site.key(ann)} "})

    assert browser.get(LINK).status_code == 200


def test_a_key_for_another_workspace_does_not_open_it(browser, site):
    bob = site.user("bob")
    workspace = site.database.read(lambda tx: tx.workspaces.of_user(bob.user_id)[0])

    browser.post("/sign-in", {"api_key": site.key(bob, workspace=workspace.id)})

    assert browser.get(LINK).status_code == 403


@pytest.mark.parametrize(
    "form",
    [
        {**FORM, "password": "wrong"},
        {**FORM, "username": "nobody"},
        {"api_key": "gfk_wrong", "username": "ann"},
        {},
    ],
)
def test_what_does_not_fit_is_said_in_the_form(browser, form):
    response = browser.post("/sign-in", form)

    assert response.status_code == 401
    assert 'role="alert"' in response.text
    assert "set-cookie" not in response.headers
    assert PASSWORD not in response.text


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(browser):
    cookie = browser.post("/sign-in", FORM).headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_the_cookie_stays_within_https(browser):
    response = browser.post("/sign-in", FORM, **{"X-Forwarded-Proto": "https"})

    assert "Secure" in response.headers["set-cookie"]


def test_signing_out_ends_it(browser):
    browser.post("/sign-in", FORM)

    signed_out = browser.post("/sign-out", {})

    assert (signed_out.status_code, signed_out.headers["location"]) == (303, "./sign-in")
    assert browser.get(LINK).status_code == 401


def test_another_password_ends_every_sign_in(browser, site, ann):
    browser.post("/sign-in", FORM)

    site.database.write(lambda tx: tx.users.change(ann.user_id, password_hash="another"))

    assert browser.get(LINK).status_code == 401


def test_a_revoked_key_ends_its_sign_in(browser, site, ann):
    browser.post("/sign-in", {"api_key": site.key(ann)})

    def revoke(tx):
        for key in tx.api_keys.of_user(ann.user_id):
            tx.api_keys.remove(key.id)
        tx.keys_changed = True

    site.database.write(revoke)

    assert browser.get(LINK).status_code == 401


@pytest.mark.parametrize("cookie", ["x", "key:", "token:", "token:a.b.c", "key:é", "other:x"])
def test_a_broken_cookie_counts_as_none(browser, cookie):
    response = browser.get(LINK, headers={"Cookie": f"gofigr_sign_in={cookie}".encode()})

    assert response.status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
def test_forms_of_other_sites_are_refused(browser, path, headers):
    response = browser.post(path, FORM, **headers)

    assert response.status_code == 403
    assert "set-cookie" not in response.headers


def test_our_own_form_is_accepted(browser):
    headers = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}

    assert browser.post("/sign-in", FORM, **headers).status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "\\\\evil.example",
        "/\\evil",
        "../x",
        "a\nb",
        "a:b",
    ],
)
def test_the_way_on_stays_on_this_site(browser, target):
    response = browser.post("/sign-in", {**FORM, "next": target})

    assert response.headers["location"] == "./"


def test_a_form_that_is_too_large_is_refused(browser):
    assert browser.post("/sign-in", {"password": "x" * 20_000}).status_code == 413


def test_who_may_not_see_it_is_told_so(browser, site):
    key = site.key(site.user("bob"))

    response = browser.get(LINK, headers={"Authorization": f"Token {key}"})

    assert (response.status_code, heading(response)) == (403, "This is not open to you")
    assert "Ask an admin of its workspace" in response.text


@pytest.mark.parametrize("path", ["/r/nothing", "/somewhere/else", "/r/a/b/c", "/%ff"])
def test_what_there_is_not_is_said_on_a_page(ann_browser, path):
    response = ann_browser.get(path)

    assert (response.status_code, heading(response)) == (404, "There is nothing here")


def test_a_header_that_does_not_work_is_told(browser):
    response = browser.get(LINK, headers={"Authorization": "Token nonsense"})

    assert response.status_code == 401
    assert "This API key is unknown" in response.text
