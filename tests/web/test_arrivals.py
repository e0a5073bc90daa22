"""Pages for people who come in: invitations and new passwords."""

import re
from html import unescape

import pytest

from gofigr_jupyter.service.app import ServiceConfig, create_app
from gofigr_jupyter.service.domain import users
from gofigr_jupyter.service.domain.people import invitations, password_reset
from gofigr_jupyter.service.domain.people.registration import Registration

NEW = "another fine password"


def heading(response):
    return unescape(re.search(r"<h1>(.*?)</h1>", response.text)[1])


def primary(site, actor):
    return site.database.read(lambda tx: tx.workspaces.of_user(actor.user_id)[0])


@pytest.fixture
def bob(site):
    return site.user("bob")


@pytest.fixture
def token(site, bob):
    """The token of an invitation into Bob's workspace."""
    _, _, token = site.database.write(
        lambda tx: invitations.invite_to_workspace(
            tx, bob, primary(site, bob).id, email="new@example.org", level="viewer"
        )
    )
    return token


def level_of(site, bob, name):
    def look(tx):
        user = users.user_named(tx, name)
        return tx.members.level(tx.workspaces.of_user(bob.user_id)[0].id, user.id)

    return site.database.read(look)


def test_an_invitation_says_who_invites_to_what_and_offers_to_sign_in(browser, token):
    page = browser.get(f"/invitation/workspace/{token}")

    assert (page.status_code, heading(page)) == (200, "bob's workspace")
    assert "bob invites you" in page.text
    assert f"sign-in?next=invitation/workspace/{token}" in page.text
    assert "make an account" not in page.text


def test_whoever_is_signed_in_comes_in(ann_browser, site, bob, token):
    page = ann_browser.get(f"/invitation/workspace/{token}")
    accepted = ann_browser.post(f"/invitation/workspace/{token}", {})

    assert "Come in as ann" in page.text
    assert accepted.status_code == 303
    assert accepted.headers["location"].endswith(f"/workspace/{primary(site, bob).id}")
    assert level_of(site, bob, "ann") == "viewer"
    assert ann_browser.get(f"/invitation/workspace/{token}").status_code == 404


def test_another_site_cannot_accept_for_somebody(ann_browser, token):
    answer = ann_browser.post(f"/invitation/workspace/{token}", {}, Origin="http://evil.example")

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["workspace/nonsense", "organization/{token}"])
def test_a_link_that_leads_nowhere_says_so(browser, token, path):
    page = browser.get(f"/invitation/{path.format(token=token)}")

    assert page.status_code == 404


def test_a_closed_service_makes_no_account_from_an_invitation(browser, token):
    form = {"username": "dora", "email": "new@example.org", "password": NEW}

    answer = browser.post(f"/invitation/workspace/{token}", form)

    assert answer.status_code == 400
    assert browser.get(f"/invitation/workspace/{token}").status_code == 200


def test_where_the_invited_may_register_they_come_in_with_a_new_account(tmp_path, site, browser):
    app = create_app(
        ServiceConfig(
            database_url=f"sqlite:///{tmp_path / 'open.db'}",
            blobs_url=(tmp_path / "blobs").as_uri(),
            registration=Registration.INVITED,
        )
    )
    service = app.state.service
    site, browser = type(site)(service.database, service.blobs), type(browser)(app)
    bob = site.user("bob")
    _, _, token = site.database.write(
        lambda tx: invitations.invite_to_workspace(
            tx, bob, primary(site, bob).id, email="new@example.org", level="creator"
        )
    )
    form = {"username": "dora", "email": "new@example.org", "password": NEW}

    offered = browser.get(f"/invitation/workspace/{token}")
    short = browser.post(f"/invitation/workspace/{token}", {**form, "password": "short"})
    made = browser.post(f"/invitation/workspace/{token}", form)
    inside = browser.get(f"/workspace/{primary(site, bob).id}")
    level = level_of(site, bob, "dora")
    service.close()

    assert "make an account" in offered.text
    assert 'value="new@example.org"' in offered.text
    assert short.status_code == 400
    assert 'value="dora"' in short.text
    assert made.status_code == 303
    assert (inside.status_code, level) == (200, "creator")


def test_a_new_password_is_chosen_with_the_link_of_the_mail(browser, site, ann):
    _, token = site.database.write(lambda tx: password_reset.ask(tx, "ann@example.org"))

    form = browser.get(f"/reset-password?token={token}")
    short = browser.post("/reset-password", {"token": token, "password": "short"})
    changed = browser.post("/reset-password", {"token": token, "password": NEW})
    signed_in = browser.post("/sign-in", {"username": "ann", "password": NEW})

    assert f'value="{token}"' in form.text
    assert (short.status_code, "5 characters" in short.text) == (400, True)
    assert (changed.status_code, changed.headers["location"]) == (303, "./sign-in")
    assert signed_in.status_code == 303


def test_without_a_link_one_is_sent(browser, ann):
    form = browser.get("/reset-password")
    asked = browser.post("/reset-password", {"email": "ann@example.org"})

    assert 'name="email"' in form.text
    assert heading(asked) == "Look into your mail"
